import type { BilledCharge } from '#shared/domain/charge.ts';
import type { ChargeKey, ChargeSums } from './charges.ts';
import { chargeKey } from './charges.ts';
import { recordTimeRange } from './record-checks.ts';

/** Keys gathered before they are written; beyond that memory would grow with the file. */
const gatheredKeys = 50_000;

interface Entry {
  readonly key: ChargeKey;
  readonly holders: readonly number[];
  lines: number;
  billedNanoUsd: bigint;
  listNanoUsd: bigint | undefined;
}

/** A line of a bill before it is added. */
export interface PendingCharge {
  /** Earlier imports that were billed for the same. */
  readonly holders: readonly number[];
  add(): void;
}

/** Sums the lines of a bill by their key, so that a bill of a million lines stays small. */
export class ChargeBuffer {
  readonly #entries = new Map<string, Entry>();
  readonly #holdersOf: (key: ChargeKey) => readonly number[];

  /** @param holdersOf Earlier imports that hold lines of a key. */
  constructor(holdersOf: (key: ChargeKey) => readonly number[]) {
    this.#holdersOf = holdersOf;
  }

  get isFull(): boolean {
    return this.#entries.size >= gatheredKeys;
  }

  /** Finds where a line belongs. @throws RangeError when it is not one that a ledger holds. */
  find(charge: BilledCharge): PendingCharge {
    checkCharge(charge);
    const entry = this.#entryOf(chargeKey(charge));
    return { holders: entry.holders, add: () => addLine(entry, charge) };
  }

  /** Hands over what was added and forgets it. */
  drain(write: (key: ChargeKey, sums: ChargeSums, holders: readonly number[]) => void): void {
    for (const entry of this.#entries.values()) if (entry.lines > 0) write(entry.key, entry, entry.holders);
    this.#entries.clear();
  }

  #entryOf(key: ChargeKey): Entry {
    const id = JSON.stringify(Object.values(key));
    const known = this.#entries.get(id);
    if (known !== undefined) return known;
    const entry = { key, holders: this.#holdersOf(key), lines: 0, billedNanoUsd: 0n, listNanoUsd: 0n };
    this.#entries.set(id, entry);
    return entry;
  }
}

function addLine(entry: Entry, { billedNanoUsd, listNanoUsd }: BilledCharge): void {
  entry.lines++;
  entry.billedNanoUsd += BigInt(billedNanoUsd);
  entry.listNanoUsd =
    entry.listNanoUsd === undefined || listNanoUsd === undefined ? undefined : entry.listNanoUsd + BigInt(listNanoUsd);
}

function checkCharge({ startMs, endMs, billedNanoUsd, listNanoUsd }: BilledCharge): void {
  const { firstMs, lastMs } = recordTimeRange;
  if (!(startMs >= firstMs && startMs <= endMs && endMs <= lastMs)) {
    throw new RangeError(`Not the times of a charge: ${startMs} to ${endMs}`);
  }
  for (const amount of [billedNanoUsd, listNanoUsd ?? 0]) {
    if (!Number.isSafeInteger(amount))
      throw new RangeError(`Not an amount that a ledger holds: ${amount} nano-dollars`);
  }
}
