import { billableUnits } from '#shared/domain/billable-units.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { IntegerColumn, UsageColumns } from '#shared/domain/usage-columns.ts';
import { microUnitsPerUnit } from '#shared/domain/usage-columns.ts';
import type { UsageRecord } from '#shared/domain/usage.ts';
import { residencies, serviceTiers, usageDimensions } from '#shared/domain/usage.ts';
import type { PricedRecord, RecordPricer } from './ledger.ts';
import { isInPeriod } from './period.ts';
import type { RepriceTally } from './reprice-tally.ts';
import { filteredRows } from './selected-records.ts';
import { bitsOf } from './bits.ts';
import type { SegmentHead } from './segments.ts';
import type { LedgerStores } from './stores.ts';
import type { Selection } from './usage-filter.ts';

/** What repricing a segment works with. */
export interface Repricing {
  readonly stores: LedgerStores;
  readonly selection: Selection;
  readonly priceRecord: RecordPricer;
  readonly tally: RepriceTally;
  /** True = the segment is written anew. */
  readonly apply: boolean;
  /** Row of a card in the ledger: 0 without a card, -1 for one that the ledger does not hold. */
  readonly cardRow: (card: PriceCard | undefined) => number;
}

/** Prices the selected records of a segment again. @returns true when the segment was written. */
export function repriceSegment(repricing: Repricing, head: SegmentHead): boolean {
  const { stores, selection, priceRecord, tally, apply, cardRow } = repricing;
  const rows = filteredRows(stores.segments, head, selection.filters);
  if (rows?.length === 0) return false;
  const columns = stores.segments.columns(head);
  const priced = new PricedColumns(columns);
  let isChanged = false;
  for (let index = 0; index < (rows?.length ?? columns.rows); index++) {
    const row = rows?.[index] ?? index;
    if (!isInPeriod(columns.startMs[row] ?? 0, selection.period)) continue;
    const record = recordAt(columns, row, stores);
    const again = priceRecord(record);
    // A record that cannot be priced exactly keeps the price it has.
    if (again === undefined) continue;
    const card = cardRow(again.price.priceVersion === null ? undefined : again.card);
    if (!tally.add(columns, row, again.price, card)) continue;
    isChanged = true;
    if (apply) priced.set(row, again, card);
  }
  if (isChanged && apply) stores.segments.rewrite(head, priced.columns(), stores.segments.keys(head));
  return isChanged && apply;
}

/** One record of a segment, with its names. */
function recordAt(columns: UsageColumns, row: number, { dictionary }: LedgerStores): UsageRecord {
  const tokens: UsageRecord['tokens'] = {};
  for (const kind of tokenKinds) {
    const count = columns.tokens[kind]?.[row] ?? 0;
    if (count > 0) tokens[kind] = count;
  }
  const units: NonNullable<UsageRecord['units']> = {};
  if (columns.microUnits !== undefined) {
    for (const unit of billableUnits) {
      const amount = columns.microUnits[unit]?.[row] ?? 0;
      if (amount > 0) units[unit] = amount / microUnitsPerUnit;
    }
  }
  const names: Partial<Record<(typeof usageDimensions)[number], string>> = {};
  for (const dimension of usageDimensions) {
    const id = columns.dimensions[dimension]?.[row] ?? 0;
    if (id !== 0) names[dimension] = dictionary.name(dimension, id);
  }
  return {
    provider: '',
    model: '',
    ...names,
    startMs: columns.startMs[row] ?? 0,
    endMs: columns.endMs[row] ?? 0,
    serviceTier: serviceTiers[columns.serviceTier[row] ?? 0] ?? 'standard',
    requests: columns.requests[row] ?? 0,
    tokens,
    ...(columns.microUnits === undefined ? {} : { units }),
    ...(columns.residency === undefined ? {} : { residency: residencies[columns.residency[row] ?? 0] }),
  };
}

/** The columns of a segment with some prices changed. */
class PricedColumns {
  readonly #columns: UsageColumns;
  readonly #cost: Float64Array;
  readonly #card: Float64Array;
  readonly #unpricedKinds: Float64Array;
  readonly #unpricedUnits: Float64Array;
  readonly #residency: Float64Array;
  readonly #serviceTier: Uint8Array;

  constructor(columns: UsageColumns) {
    this.#columns = columns;
    this.#cost = new Float64Array(columns.costNanoUsd);
    this.#card = new Float64Array(columns.priceCard);
    this.#unpricedKinds = new Float64Array(columns.unpricedKinds);
    this.#unpricedUnits = copyOrZeros(columns.unpricedUnits, columns.rows);
    this.#residency = copyOrZeros(columns.residency, columns.rows);
    this.#serviceTier = new Uint8Array(columns.serviceTier);
  }

  set(row: number, { record, price }: PricedRecord, cardRow: number): void {
    this.#cost[row] = price.costNanoUsd;
    this.#card[row] = cardRow;
    this.#unpricedKinds[row] = bitsOf(price.unpricedKinds, tokenKinds);
    this.#unpricedUnits[row] = bitsOf(price.unpricedUnits ?? [], billableUnits);
    this.#residency[row] = residencies.indexOf(record.residency ?? 'global');
    this.#serviceTier[row] = serviceTiers.indexOf(record.serviceTier);
  }

  columns(): UsageColumns {
    const { unpricedUnits: _units, residency: _residency, ...rest } = this.#columns;
    return {
      ...rest,
      costNanoUsd: this.#cost,
      priceCard: this.#card,
      unpricedKinds: this.#unpricedKinds,
      serviceTier: this.#serviceTier,
      ...(this.#unpricedUnits.some((bits) => bits !== 0) ? { unpricedUnits: this.#unpricedUnits } : {}),
      ...(this.#residency.some((place) => place !== 0) ? { residency: this.#residency } : {}),
    };
  }
}

function copyOrZeros(values: IntegerColumn | undefined, rows: number): Float64Array {
  return values === undefined ? new Float64Array(rows) : new Float64Array(values);
}
