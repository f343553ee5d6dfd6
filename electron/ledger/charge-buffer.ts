import type { BilledCharge } from '#shared/domain/charge.ts';
import type { ChargeKey, ChargeSums } from './charges.ts';
import { chargeKey } from './charges.ts';
import { recordTimeRange } from './segment-buffer.ts';

/** Keys gathered before they are written; beyond that memory would grow with the file. */
const gatheredKeys = 50_000;

interface Entry {
  readonly key: ChargeKey;
  lines: number;
  billedNanoUsd: bigint;
  listNanoUsd: bigint | undefined;
}

/** Sums the lines of a bill by their key, so that a bill of a million lines stays small. */
export class ChargeBuffer {
  readonly #entries = new Map<string, Entry>();

  get isFull(): boolean {
    return this.#entries.size >= gatheredKeys;
  }

  /** Adds a line. @throws RangeError when it is not one that a ledger holds. */
  append(charge: BilledCharge): void {
    checkCharge(charge);
    const key = chargeKey(charge);
    const id = JSON.stringify(Object.values(key));
    const list = charge.listNanoUsd === undefined ? undefined : BigInt(charge.listNanoUsd);
    const entry = this.#entries.get(id);
    if (entry === undefined) {
      this.#entries.set(id, { key, lines: 1, billedNanoUsd: BigInt(charge.billedNanoUsd), listNanoUsd: list });
      return;
    }
    entry.lines++;
    entry.billedNanoUsd += BigInt(charge.billedNanoUsd);
    entry.listNanoUsd = entry.listNanoUsd === undefined || list === undefined ? undefined : entry.listNanoUsd + list;
  }

  /** Hands over what was gathered and forgets it. */
  drain(write: (key: ChargeKey, sums: ChargeSums) => void): void {
    for (const entry of this.#entries.values()) write(entry.key, entry);
    this.#entries.clear();
  }
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
