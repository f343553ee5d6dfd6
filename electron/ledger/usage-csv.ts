import { csvLine } from '#shared/csv.ts';
import { billableUnits } from '#shared/domain/billable-units.ts';
import { nameAt } from '#shared/domain/record-page-row.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { UsageSummary, UsageTotals } from '#shared/domain/usage-query.ts';
import type { RecordPage } from '#shared/domain/usage-records.ts';
import { residencies, serviceTiers, usageDimensions } from '#shared/domain/usage.ts';
import { usdText } from '#shared/money.ts';

/** Groups as CSV: their keys, then their totals. Kinds and units that nothing has are left out. */
export function groupsCsv({ by, groups, totals }: UsageSummary): string {
  const kinds = tokenKinds.filter((kind) => totals.tokens[kind] !== undefined);
  const units = billableUnits.filter((unit) => totals.units[unit] !== undefined);
  const header = [
    ...by,
    'records',
    'requests',
    ...kinds.map((kind) => `${kind}Tokens`),
    'totalTokens',
    ...units,
    'costUsd',
    'unpricedRecords',
    'unpricedTokens',
    'billedRecords',
    'billedUsd',
  ];
  function cells(keys: readonly string[], sums: UsageTotals): readonly string[] {
    const isUnpriced = sums.records > 0 && sums.unpricedRecords === sums.records;
    return [
      ...keys,
      String(sums.records),
      String(sums.requests),
      ...kinds.map((kind) => String(sums.tokens[kind] ?? 0)),
      String(sums.totalTokens),
      ...units.map((unit) => String(sums.units[unit] ?? 0)),
      isUnpriced ? '' : usdText(BigInt(sums.costNanoUsd)),
      String(sums.unpricedRecords),
      String(sums.unpricedTokens),
      String(sums.billedRecords),
      sums.billedRecords === 0 ? '' : usdText(BigInt(sums.billedNanoUsd)),
    ];
  }
  const rows =
    by.length === 0
      ? [cells([], totals)]
      : groups.map((group) =>
          cells(
            by.map((key) => group.keys[key] ?? ''),
            group,
          ),
        );
  return [header, ...rows].map(csvLine).join('');
}

/** The columns that records have in a CSV file, decided once for all its parts. */
export interface RecordCsvColumns {
  readonly kinds: readonly (typeof tokenKinds)[number][];
  readonly units: readonly (typeof billableUnits)[number][];
}

/** The columns that some usage needs. */
export function recordCsvColumns({ tokens, units }: UsageTotals): RecordCsvColumns {
  return {
    kinds: tokenKinds.filter((kind) => tokens[kind] !== undefined),
    units: billableUnits.filter((unit) => units[unit] !== undefined),
  };
}

/** The first line of a CSV file of records. */
export function recordCsvHeader({ kinds, units }: RecordCsvColumns): string {
  return csvLine([
    'start',
    'end',
    ...usageDimensions,
    'serviceTier',
    'residency',
    'requests',
    ...kinds.map((kind) => `${kind}Tokens`),
    ...units,
    'costUsd',
    'billedUsd',
    'priceVersion',
    'import',
  ]);
}

/** Records as lines of CSV: instants in ISO 8601 UTC, money as exact decimals, empty = unpriced or not stated. */
export function recordsCsv(page: RecordPage, { kinds, units }: RecordCsvColumns): string {
  const lines: string[] = [];
  for (let row = 0; row < page.rows; row++) {
    const cost = page.costNanoUsd[row] ?? null;
    const billed = page.billedNanoUsd[row] ?? null;
    lines.push(
      csvLine([
        new Date(page.startMs[row] ?? 0).toISOString(),
        new Date(page.endMs[row] ?? 0).toISOString(),
        ...usageDimensions.map((dimension) => nameAt(page, dimension, row)),
        serviceTiers[page.serviceTier[row] ?? 0] ?? '',
        residencies[page.residency[row] ?? 0] ?? '',
        String(page.requests[row] ?? 0),
        ...kinds.map((kind) => String(page.tokens[kind]?.[row] ?? 0)),
        ...units.map((unit) => String(page.units[unit]?.[row] ?? 0)),
        cost === null ? '' : usdText(BigInt(cost)),
        billed === null ? '' : usdText(BigInt(billed)),
        page.priceVersions[page.priceCard[row] ?? 0] ?? '',
        String(page.importId[row] ?? ''),
      ]),
    );
  }
  return lines.join('');
}
