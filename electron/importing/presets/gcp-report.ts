import { addMonths, monthOf, monthStartMs, msPerDay } from '#shared/time.ts';
import { createGcpLineReader, type ReadGcpLine } from './gcp-lines.ts';
import type { Amount, Cells, Rejection, RowOutcome } from './preset.ts';
import { cellText, isRejection, mayBeAmount, readMoney, readTime } from './row-cells.ts';
import { currencyOfColumn, inEveryCurrency } from './signed-columns.ts';
import { defineTableFormat, type Columns } from './table-format.ts';

const columns = {
  date: ['Date', 'Usage date', 'Day'],
  month: ['Month', 'Invoice month', 'Usage month'],
  service: ['Service description', 'Service'],
  sku: ['SKU description', 'SKU'],
  project: ['Project ID', 'Project name', 'Project'],
  amount: ['Usage amount'],
  unit: ['Usage unit'],
  list: inEveryCurrency('List cost'),
  cost: inEveryCurrency('Cost'),
  unrounded: inEveryCurrency('Unrounded subtotal'),
  subtotal: inEveryCurrency('Subtotal'),
} as const;
type Key = keyof typeof columns;

/**
 * The reports page of Google Cloud billing, downloaded as CSV. Its columns follow the grouping chosen, the currency stands
 * in their names, and below the rows stand totals. The subtotal is what was billed, after discounts and credits.
 */
export const gcpReportPreset = defineTableFormat({
  id: 'gcp-report',
  name: 'Google Cloud billing report (CSV)',
  title: "Google Cloud's billing report",
  grain: 'bucket',
  columns,
  required: [
    ['service', 'sku'],
    ['unrounded', 'subtotal'],
    ['list', 'cost', 'amount'],
  ],
  foreign: ['Usage start date', 'Billing account ID', 'ChargePeriodStart'],
  ignored: [
    'Service ID',
    'SKU ID',
    'Project number',
    'Project hierarchy',
    'Percent change in subtotal compared to previous period',
    ...inEveryCurrency(
      'Negotiated savings',
      'Savings programs',
      'Savings programmes',
      'Other savings',
      'Discounts',
      'Promotions and others',
    ),
  ],
  isPlausible: (cells, found) => mayBeAmount(cells, found.get('unrounded') ?? found.get('subtotal')),
  needsModel: () => false,
  reader(found) {
    const readLine = createGcpLineReader();
    return (cells) => readRow(cells, found, readLine);
  },
});

function readRow(cells: Cells, found: Columns<Key>, readLine: ReadGcpLine): RowOutcome {
  const text = (key: Key): string => cellText(cells, found.get(key)).trim();
  // The totals below the rows are of no service.
  if (text('sku') === '' && text('service') === '') return { kind: 'empty' };
  const times = readTimes(cells, found);
  if (isRejection(times)) return times;
  const billed = money(cells, found, 'unrounded') ?? money(cells, found, 'subtotal');
  if (isRejection(billed)) return billed;
  if (billed === undefined) return { kind: 'reject', column: 'Subtotal', reason: 'the subtotal is missing' };
  const list = money(cells, found, 'list') ?? money(cells, found, 'cost');
  if (isRejection(list)) return list;
  return readLine({
    ...times,
    service: text('service'),
    sku: text('sku'),
    project: text('project') || undefined,
    amount: { text: text('amount'), column: found.get('amount')?.name ?? '' },
    unit: text('unit'),
    billed,
    list,
    // What a credit paid for to the last cent was used all the same, even where rounding leaves less than nothing.
    category: list !== undefined && Number(list.decimal) > 0 ? 'usage' : undefined,
    remarks: [],
  });
}

function money(cells: Cells, found: Columns<Key>, key: Key): Amount | Rejection | undefined {
  const column = found.get(key);
  return readMoney(cells, column, currencyOfColumn(column?.name ?? '') ?? 'USD');
}

function readTimes(cells: Cells, found: Columns<Key>) {
  const day = found.get('date');
  if (day !== undefined) {
    const start = readTime(cells, day);
    return isRejection(start) ? start : { startMs: start.ms, endMs: start.ms + (start.isWholeDay ? msPerDay : 0) };
  }
  const month = found.get('month');
  if (month === undefined) {
    return { kind: 'reject' as const, reason: 'the report is not grouped by day or month, so its costs have no time' };
  }
  const text = cellText(cells, month)
    .trim()
    .replace(/^(\d{4})(\d{2})$/, '$1-$2');
  const named = /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined;
  const start = named === undefined ? readTime(cells, month) : { ms: monthStartMs(named) };
  if (isRejection(start)) return start;
  const first = monthOf(start.ms);
  return { startMs: monthStartMs(first), endMs: monthStartMs(addMonths(first, 1)) };
}
