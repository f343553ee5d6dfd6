import { explainPrice } from '#pricing';
import { csvLine } from '#shared/csv.ts';
import { largestRecordPage, type RecordPage } from '#shared/domain/usage-records.ts';
import type { PriceCard, PriceLine } from '#shared/domain/price.ts';
import { consumptionAt, nameAt } from '#shared/domain/record-page-row.ts';
import type { UsageSelection, UsageTotals } from '#shared/domain/usage-query.ts';
import { msPerDay, parseInstant } from '#shared/time.ts';
import type { ExportFormat, ExportSource } from '../export-format.ts';
import { createChargeSums, type ChargeSums } from './charge.ts';
import { focusColumns } from './columns.ts';

/** A part holds whole days, so that a day's charges are summed: as many as have about this many records. */
const recordsPerPart = 20_000;
/** Records priced in one step. They are read in large pages: a page costs the ledger about the same whatever its size. */
const recordsPerStep = 500;

/**
 * FOCUS 1.2, the FinOps Foundation's open format of cloud bills: a row for each day, project, task, model, service tier
 * and token kind. Users and conversations are summed: a bill names no persons.
 */
export const focusExport: ExportFormat = {
  id: 'focus',
  fileName: 'burnrate-focus-1.2.csv',
  mediaType: 'text/csv',
  *part(source, { selection, cursor }) {
    const { groups, totals } = source.usage({ ...selection, by: ['day'] });
    const days = groups
      .map(({ keys, records }) => ({ startMs: dayStartMs(keys.day), records }))
      .sort((left, right) => left.startMs - right.startMs);
    const left = cursor === undefined ? days : days.filter(({ startMs }) => startMs >= cursor.position);
    const chosen = left.slice(0, daysOfPart(left));
    const rest = left[chosen.length];
    const done = (cursor?.done ?? 0) + chosen.reduce((sum, { records }) => sum + records, 0);
    const sums = createChargeSums();
    const [first, last] = [chosen[0], chosen.at(-1)];
    if (first !== undefined && last !== undefined) yield* addDays(source, selection, first.startMs, last.startMs, sums);
    const charges = sums.charges();
    const header = cursor === undefined ? csvLine(focusColumns.map(({ name }) => name)) : '';
    return {
      text: header + charges.map((charge) => csvLine(focusColumns.map(({ cell }) => cell(charge)))).join(''),
      rows: charges.length,
      done,
      total: totals.records,
      next: rest === undefined ? null : { position: rest.startMs, done, total: totals.records },
      notes: cursor === undefined ? leftOut(totals) : [],
    };
  },
};

/** @throws Error for a group that has no day: a bug. */
function dayStartMs(day: string | undefined): number {
  const startMs = parseInstant(day ?? '');
  if (startMs === undefined) throw new Error(`Not a day of a group: ${day}`);
  return startMs;
}

/** How many of the days make a part. */
function daysOfPart(days: readonly { readonly records: number }[]): number {
  let records = 0;
  const enough = days.findIndex((day) => (records += day.records) >= recordsPerPart);
  return enough === -1 ? days.length : enough + 1;
}

/**
 * Adds all days from the first to the last at once: the ledger looks through its segments for every page.
 * @yields between steps, so that others are answered.
 */
function* addDays(
  source: ExportSource,
  selection: UsageSelection,
  firstMs: number,
  lastMs: number,
  sums: ChargeSums,
): Generator<undefined, void, void> {
  const days = {
    ...selection,
    fromMs: Math.max(selection.fromMs ?? -Infinity, firstMs),
    toMs: Math.min(selection.toMs ?? Infinity, lastMs + msPerDay),
  };
  for (let offset = 0, total = 1; offset < total; offset += largestRecordPage) {
    const page = source.records({ ...days, offset, limit: largestRecordPage });
    ({ total } = page);
    const cards = cardsOf(source, page);
    for (let row = 0; row < page.rows; row++) {
      addRecord(page, row, cards, sums);
      if (row % recordsPerStep === 0) yield undefined;
    }
  }
}

function cardsOf(source: ExportSource, { priceVersions }: RecordPage): ReadonlyMap<number, PriceCard | undefined> {
  return new Map(Object.keys(priceVersions).map((row) => [Number(row), source.priceCard(Number(row))]));
}

function addRecord(
  page: RecordPage,
  row: number,
  cards: ReadonlyMap<number, PriceCard | undefined>,
  sums: ChargeSums,
): void {
  const card = cards.get(page.priceCard[row] ?? 0);
  if (card === undefined) return;
  const [startMs, endMs] = [page.startMs[row] ?? 0, page.endMs[row] ?? 0];
  const consumption = consumptionAt(page, row);
  const { serviceTier, residency } = consumption;
  const { lines } = explainPrice(card, consumption);
  const firstMs = Math.floor(startMs / msPerDay) * msPerDay;
  sums.add(
    {
      startMs: firstMs,
      endMs: Math.max(firstMs + msPerDay, Math.ceil(endMs / msPerDay) * msPerDay),
      provider: nameAt(page, 'provider', row),
      model: nameAt(page, 'model', row),
      project: nameAt(page, 'project', row),
      task: nameAt(page, 'task', row),
      serviceTier,
      residency,
      card,
    },
    withExactSum(lines, page.costNanoUsd[row] ?? 0),
  );
}

/**
 * The lines of a record, which sum to what the ledger says that it cost: the ledger keeps units in millionths, so what they
 * cost again may be some nano-dollars off; the dearest line takes those.
 */
function withExactSum(lines: readonly PriceLine[], costNanoUsd: number): readonly PriceLine[] {
  const missing = costNanoUsd - lines.reduce((sum, { nanoUsd }) => sum + (nanoUsd ?? 0), 0);
  if (missing === 0) return lines;
  const dearest = lines.reduce((best, line) => ((line.nanoUsd ?? -1) > (best?.nanoUsd ?? -1) ? line : best), lines[0]);
  return lines.map((line) =>
    line === dearest && line.nanoUsd !== null ? { ...line, nanoUsd: line.nanoUsd + missing } : line,
  );
}

/** What FOCUS cannot carry: every row of it has a cost, and that of unpriced usage is not known. */
function leftOut({ unpricedRecords, unpricedTokens, unpricedUnits }: UsageTotals): string[] {
  const units = Object.keys(unpricedUnits).length;
  if (unpricedRecords === 0 && unpricedTokens === 0 && units === 0) return [];
  const tokens = unpricedTokens.toLocaleString('en-US');
  return [
    `${tokens} tokens ${units === 0 ? '' : 'and some other units '}without a price are left out: FOCUS has no row without a cost, and theirs is not known.`,
  ];
}
