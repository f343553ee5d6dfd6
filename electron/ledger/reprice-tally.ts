import { billableUnits } from '#shared/domain/billable-units.ts';
import type { RepriceChange, RepriceReport } from '#shared/domain/reprice.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import type { RecordPrice } from '#shared/domain/usage.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import { bitsOf } from './bits.ts';
import type { LedgerStores } from './stores.ts';

interface Change {
  readonly provider: number;
  readonly model: number;
  readonly fromCard: number;
  readonly toVersion: string | null;
  records: number;
  old: bigint;
  new: bigint;
}

/** Adds up what repricing changes. */
export class RepriceTally {
  readonly #stores: LedgerStores;
  readonly #changes = new Map<string, Change>();
  #records = 0;
  #old = 0n;
  #new = 0n;
  #unpricedBefore = 0;
  #unpricedAfter = 0;

  constructor(stores: LedgerStores) {
    this.#stores = stores;
  }

  /**
   * Counts a record of a segment with its price of today.
   * @param cardRow Row of the card of today; 0 = unpriced, -1 = not in the ledger yet.
   * @returns true when something about the price changes.
   */
  add(columns: UsageColumns, row: number, price: RecordPrice, cardRow: number): boolean {
    const oldCost = columns.costNanoUsd[row] ?? 0;
    const oldCard = columns.priceCard[row] ?? 0;
    this.#records++;
    this.#old += BigInt(oldCost);
    this.#new += BigInt(price.costNanoUsd);
    if (oldCard === 0) this.#unpricedBefore++;
    if (price.priceVersion === null) this.#unpricedAfter++;
    const isSame =
      oldCost === price.costNanoUsd &&
      oldCard === cardRow &&
      (columns.unpricedKinds[row] ?? 0) === bitsOf(price.unpricedKinds, tokenKinds) &&
      (columns.unpricedUnits?.[row] ?? 0) === bitsOf(price.unpricedUnits ?? [], billableUnits);
    if (isSame) return false;
    this.#note(columns, row, price.priceVersion, oldCard, oldCost, price.costNanoUsd);
    return true;
  }

  #note(
    columns: UsageColumns,
    row: number,
    toVersion: string | null,
    fromCard: number,
    oldCost: number,
    newCost: number,
  ): void {
    const provider = columns.dimensions.provider?.[row] ?? 0;
    const model = columns.dimensions.model?.[row] ?? 0;
    const key = `${provider} ${model} ${fromCard} ${toVersion ?? ''}`;
    const change = this.#changes.get(key) ?? { provider, model, fromCard, toVersion, records: 0, old: 0n, new: 0n };
    change.records++;
    change.old += BigInt(oldCost);
    change.new += BigInt(newCost);
    this.#changes.set(key, change);
  }

  /** What it all comes to. @param applied True when the new prices were written. */
  report(applied: boolean): RepriceReport {
    const changes = [...this.#changes.values()];
    return {
      applied,
      records: this.#records,
      changed: changes.reduce((sum, { records }) => sum + records, 0),
      ...amounts(this.#old, this.#new),
      unpricedBefore: this.#unpricedBefore,
      unpricedAfter: this.#unpricedAfter,
      changes: changes.map((change) => this.#present(change)).sort(compareChanges),
    };
  }

  #present({ provider, model, fromCard, toVersion, records, old, new: now }: Change): RepriceChange {
    const { dictionary, priceCards } = this.#stores;
    return {
      provider: dictionary.name('provider', provider),
      model: dictionary.name('model', model),
      fromVersion: fromCard === 0 ? null : (priceCards.read(fromCard)?.priceVersion ?? null),
      toVersion,
      records,
      ...amounts(old, now),
    };
  }
}

function amounts(
  old: bigint,
  now: bigint,
): Pick<RepriceChange, 'oldUsd' | 'newUsd' | 'differenceUsd' | 'differenceNanoUsd'> {
  return {
    oldUsd: nanoUsdToUsd(old),
    newUsd: nanoUsdToUsd(now),
    differenceUsd: nanoUsdToUsd(now - old),
    differenceNanoUsd: (now - old).toString(),
  };
}

function compareChanges(left: RepriceChange, right: RepriceChange): number {
  const bySize = Math.abs(right.differenceUsd) - Math.abs(left.differenceUsd);
  if (bySize !== 0) return bySize;
  return `${left.provider}/${left.model}` < `${right.provider}/${right.model}` ? -1 : 1;
}
