import { count } from '#shared/count.ts';
import { billableUnitLabels, billableUnits } from '#shared/domain/billable-units.ts';
import type { Residual, ResidualRow } from '#shared/domain/residual.ts';
import { tokenKindLabels, tokenKinds } from '#shared/domain/token-kinds.ts';
import type { UsageSummary, UsageTotals } from '#shared/domain/usage-query.ts';
import type { RecordPage } from '#shared/domain/usage-records.ts';
import { usageDimensions, type UsageDimension } from '#shared/domain/usage.ts';
import { formatUsd, nanoUsdToUsd } from '#shared/money.ts';
import { dayOf } from '#shared/time.ts';
import { textTable, type TextColumn } from './text-table.ts';

const totalColumns: readonly TextColumn[] = [
  { title: 'Requests', align: 'right' },
  { title: 'Tokens', align: 'right' },
  { title: 'Cost', align: 'right' },
  { title: 'Unpriced tokens', align: 'right' },
];

function totalCells(totals: UsageTotals): string[] {
  const nothingPriced = totals.unpricedRecords > 0 && totals.unpricedRecords === totals.records;
  return [
    count(totals.requests),
    count(totals.totalTokens),
    nothingPriced ? 'unpriced' : formatUsd(totals.costUsd),
    totals.unpricedTokens === 0 ? '' : count(totals.unpricedTokens),
  ];
}

/** Groups and their totals, then the tokens and units by kind. */
export function usageText(summary: UsageSummary): string {
  const { totals, groups, by } = summary;
  if (totals.records === 0) return 'No such usage.';
  const period =
    summary.firstMs === null || summary.lastMs === null
      ? ''
      : ` from ${dayOf(summary.firstMs)} to ${dayOf(summary.lastMs)}`;
  const hasTotal = by.length === 0 || groups.length > 1;
  return [
    `${count(totals.records)} records${period}`,
    '',
    textTable(
      [...by.map((title) => ({ title })), ...totalColumns],
      [
        ...groups.map((group) => [...by.map((key) => group.keys[key] ?? ''), ...totalCells(group)]),
        ...(hasTotal ? [[...by.map((_key, index) => (index === 0 ? 'Total' : '')), ...totalCells(totals)]] : []),
      ],
    ),
    '',
    textTable(
      [{ title: 'Kind' }, { title: 'Amount', align: 'right' }, { title: 'Unpriced', align: 'right' }],
      kindRows(totals),
    ),
    ...(totals.billedRecords === 0
      ? []
      : [
          '',
          `${count(totals.billedRecords)} records state their own cost: ${formatUsd(nanoUsdToUsd(BigInt(totals.billedNanoUsd)))}.`,
        ]),
  ].join('\n');
}

function kindRows({ tokens, units, unpricedUnits }: UsageTotals): string[][] {
  return [
    ...tokenKinds.flatMap((kind) => {
      const amount = tokens[kind] ?? 0;
      return amount === 0 ? [] : [[tokenKindLabels[kind], count(amount), '']];
    }),
    ...billableUnits.flatMap((unit) => {
      const amount = units[unit] ?? 0;
      const unpriced = unpricedUnits[unit] ?? 0;
      return amount === 0
        ? []
        : [[billableUnitLabels[unit].label, count(amount), unpriced === 0 ? '' : count(unpriced)]];
    }),
  ];
}

/** One line a record. */
export function recordsText(page: RecordPage): string {
  if (page.rows === 0) return page.total === 0 ? 'No such usage.' : `There are only ${count(page.total)} records.`;
  const dimensions = usageDimensions.filter((dimension) => page.dimensions[dimension] !== undefined);
  const kinds = tokenKinds.filter((kind) => page.tokens[kind] !== undefined);
  const units = billableUnits.filter((unit) => page.units[unit] !== undefined);
  const amounts = [
    ...kinds.map((kind) => ({ title: tokenKindLabels[kind], values: page.tokens[kind] })),
    ...units.map((unit) => ({ title: billableUnitLabels[unit].label, values: page.units[unit] })),
  ];
  const columns: readonly TextColumn[] = [
    { title: 'Start (UTC)' },
    ...dimensions.map((title) => ({ title })),
    { title: 'Requests', align: 'right' },
    ...amounts.map(({ title }) => ({ title, align: 'right' }) as const),
    { title: 'Cost', align: 'right' },
  ];
  const rows = Array.from({ length: page.rows }, (_, row) => [
    new Date(page.startMs[row] ?? 0).toISOString().slice(0, 19).replace('T', ' '),
    ...dimensions.map((dimension) => nameAt(page, dimension, row)),
    count(page.requests[row] ?? 0),
    ...amounts.map(({ values }) => count(values?.[row] ?? 0)),
    costAt(page, row),
  ]);
  const last = page.offset + page.rows;
  return [
    `Records ${count(page.offset + 1)} to ${count(last)} of ${count(page.total)}`,
    '',
    textTable(columns, rows),
  ].join('\n');
}

function nameAt({ dimensions, names }: RecordPage, dimension: UsageDimension, row: number): string {
  return names[dimension]?.[dimensions[dimension]?.[row] ?? 0] ?? '';
}

function costAt({ costNanoUsd }: RecordPage, row: number): string {
  const cost = costNanoUsd[row] ?? null;
  return cost === null ? 'unpriced' : formatUsd(nanoUsdToUsd(cost));
}

/** Billed, computed and what is between them, row by row. */
export function residualText(residual: Residual): string {
  const { by, rows, totals, notes } = residual;
  if (totals.billedUsd === null) {
    return ['Nothing was billed in this period, so there is nothing to compare the usage with.', ...notes].join('\n');
  }
  const columns: readonly TextColumn[] = [
    ...by.map((title) => ({ title })),
    { title: 'Billed', align: 'right' },
    { title: 'Computed', align: 'right' },
    { title: 'Residual', align: 'right' },
    { title: 'Not billed', align: 'right' },
    { title: '' },
  ];
  const total = [
    ...by.map((_key, index) => (index === 0 ? 'Total' : '')),
    ...[totals.billedUsd, totals.computedUsd, totals.residualUsd].map(amount),
    totals.notBilledUsd === 0 ? '' : formatUsd(totals.notBilledUsd),
    '',
  ];
  return [
    textTable(columns, [
      ...rows.map((row) => [
        ...by.map((key) => row.keys[key] ?? ''),
        ...[row.billedUsd, row.computedUsd, row.residualUsd].map(amount),
        row.notBilledUsd === 0 ? '' : formatUsd(row.notBilledUsd),
        remark(row),
      ]),
      total,
    ]),
    ...(totals.unpricedTokens === 0
      ? []
      : [
          '',
          `${count(totals.unpricedTokens)} tokens of the billed usage have no known price: part of the residual is theirs.`,
        ]),
    ...notes,
  ].join('\n');
}

function amount(usd: number | null): string {
  return usd === null ? '' : formatUsd(usd);
}

function remark({ attribution, category, lines }: ResidualRow): string {
  const what = category === 'usage' ? [] : [category];
  switch (attribution) {
    case 'model':
      return what.join();
    case 'name':
      return [...what, 'model not in the catalogue'].join(', ');
    case 'none':
      return [...what, `not attributed: ${lines.length === 0 ? 'no model named' : lines.join('; ')}`].join(', ');
  }
}
