import type { ChargeCategory } from '#shared/domain/charge.ts';
import { msPerDay } from '#shared/time.ts';
import { createGcpLineReader, type ReadGcpLine } from './gcp-lines.ts';
import type { Cells, RowOutcome } from './preset.ts';
import { cellText, isRejection, isTime, mayBeAmount, readMoney, readTime } from './row-cells.ts';
import { currencyOfColumn, inEveryCurrency } from './signed-columns.ts';
import { defineTableFormat, type Columns } from './table-format.ts';

const columns = {
  service: ['Service description'],
  sku: ['SKU description'],
  project: ['Project ID', 'Project name'],
  creditType: ['Credit type'],
  costType: ['Cost type'],
  start: ['Usage start date'],
  end: ['Usage end date'],
  amount: ['Usage amount'],
  unit: ['Usage unit'],
  unrounded: inEveryCurrency('Unrounded Cost'),
  cost: inEveryCurrency('Cost'),
  currency: ['Currency'],
} as const;
type Key = keyof typeof columns;

/**
 * The cost table of Google Cloud billing, one invoice as CSV behind a preamble of its number, dates and account. Credits
 * are rows of their own with negative cost. The last day of a row is part of it.
 */
export const gcpCostTablePreset = defineTableFormat({
  id: 'gcp-cost-table',
  name: 'Google Cloud cost table (invoice, CSV)',
  title: "Google Cloud's cost table",
  grain: 'bucket',
  columns,
  required: [['sku'], ['start'], ['creditType', 'costType'], ['cost', 'unrounded']],
  foreign: ['usage_start_time', 'credits', 'ChargePeriodStart'],
  ignored: [
    'Service ID',
    'SKU ID',
    'Consumption model ID',
    'Consumption model description',
    'Project number',
    'Project hierarchy',
  ],
  leftOut: { 'Billing account name': 'an account', 'Billing account ID': 'an account' },
  isPlausible: (cells, found) =>
    isTime(cells, found.get('start')) && mayBeAmount(cells, found.get('unrounded') ?? found.get('cost')),
  needsModel: () => false,
  reader(found) {
    const readLine = createGcpLineReader();
    return (cells) => readRow(cells, found, readLine);
  },
});

function readRow(cells: Cells, found: Columns<Key>, readLine: ReadGcpLine): RowOutcome {
  const text = (key: Key): string => cellText(cells, found.get(key)).trim();
  // Totals, and what is rounded at the end of an invoice, are of no SKU.
  if (text('sku') === '' && text('service') === '') return { kind: 'empty' };
  const column = found.get('unrounded') ?? found.get('cost');
  const currency = text('currency').toUpperCase() || (currencyOfColumn(column?.name ?? '') ?? 'USD');
  const billed = readMoney(cells, column, currency);
  if (isRejection(billed)) return billed;
  if (billed === undefined) return { kind: 'reject', column: column?.name ?? 'Cost', reason: 'the cost is missing' };
  const start = readTime(cells, found.need('start'));
  if (isRejection(start)) return start;
  const end = text('end') === '' ? start : readTime(cells, found.get('end') ?? found.need('start'));
  if (isRejection(end)) return end;
  return readLine({
    startMs: start.ms,
    endMs: end.ms + (end.isWholeDay ? msPerDay : 0),
    service: text('service'),
    sku: text('sku'),
    project: text('project') || undefined,
    amount: { text: text('amount'), column: found.get('amount')?.name ?? '' },
    unit: text('unit'),
    billed,
    list: undefined,
    category: categoryOf(text('creditType'), text('costType')),
    remarks: [],
  });
}

function categoryOf(creditType: string, costType: string): ChargeCategory | undefined {
  if (creditType !== '') return 'credit';
  switch (costType.toLowerCase()) {
    case '':
    case 'usage':
    case 'regular':
      return undefined;
    case 'tax':
      return 'tax';
    default:
      return /commitment/i.test(costType) ? 'commitment' : 'other';
  }
}
