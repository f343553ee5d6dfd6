import type { ChargeCategory } from '#shared/domain/charge.ts';
import { addDecimals } from '../read/amounts.ts';
import { isProblem } from '../read/cells.ts';
import { readAmount } from '../read/amounts.ts';
import { projectOfTags } from './bill-lines.ts';
import { createGcpLineReader, type ReadGcpLine } from './gcp-lines.ts';
import { objectsOf, textField } from './json-values.ts';
import type { Amount, Cells, Rejection, RowOutcome } from './preset.ts';
import { cellText, isRejection, isTime, mayBeAmount, readMoney, readTime } from './row-cells.ts';
import { defineTableFormat, type Columns } from './table-format.ts';

const columns = {
  service: ['service.description', 'service_description'],
  sku: ['sku.description', 'sku_description'],
  start: ['usage_start_time'],
  end: ['usage_end_time'],
  project: ['project.id', 'project_id', 'project.name', 'project_name'],
  labels: ['labels', 'project.labels'],
  amount: ['usage.amount', 'usage_amount'],
  unit: ['usage.unit', 'usage_unit'],
  cost: ['cost'],
  list: ['cost_at_list'],
  currency: ['currency'],
  credits: ['credits'],
  credit: ['credits.amount', 'credits_amount', 'credit_amount', 'total_credits', 'credits_total'],
  costType: ['cost_type'],
} as const;
type Key = keyof typeof columns;

/**
 * Google Cloud's billing export in BigQuery (standard or detailed), saved as CSV with flat names or as JSONL. Times are UTC.
 * What was billed is the cost and its credits, which are negative.
 */
export const gcpBigqueryPreset = defineTableFormat({
  id: 'gcp-bigquery',
  name: 'Google Cloud billing export (BigQuery; CSV or JSONL)',
  title: "Google Cloud's billing export",
  grain: 'bucket',
  columns,
  required: [['sku'], ['start'], ['cost'], ['service', 'amount']],
  foreign: ['Usage start date', 'ChargePeriodStart'],
  ignored: [
    'usage.amount_in_pricing_units',
    'usage_amount_in_pricing_units',
    'usage.pricing_unit',
    'usage_pricing_unit',
    'service.id',
    'service_id',
    'sku.id',
    'sku_id',
    'invoice.month',
    'invoice_month',
    'export_time',
    'currency_conversion_rate',
  ],
  leftOut: { billing_account_id: 'an account', 'resource.global_name': 'it holds account ids' },
  isPlausible: (cells, found) => isTime(cells, found.get('start')) && mayBeAmount(cells, found.get('cost')),
  needsModel: () => false,
  reader(found) {
    const readLine = createGcpLineReader();
    return (cells) => readRow(cells, found, readLine);
  },
});

function readRow(cells: Cells, found: Columns<Key>, readLine: ReadGcpLine): RowOutcome {
  const text = (key: Key): string => cellText(cells, found.get(key)).trim();
  const currency = text('currency').toUpperCase() || 'USD';
  const cost = readMoney(cells, found.need('cost'), currency);
  if (isRejection(cost)) return cost;
  const credits = readCredits(cells, found);
  if (isRejection(credits)) return credits;
  if (cost === undefined && credits === undefined) {
    return { kind: 'reject', column: 'cost', reason: 'the cost is missing' };
  }
  const list = readMoney(cells, found.get('list'), currency);
  if (isRejection(list)) return list;
  const start = readTime(cells, found.need('start'));
  if (isRejection(start)) return start;
  const end = text('end') === '' ? start : readTime(cells, found.get('end') ?? found.need('start'));
  if (isRejection(end)) return end;
  const billed: Amount = {
    decimal: addDecimals(cost?.decimal ?? '0', credits ?? '0'),
    currency,
    column: found.need('cost').name,
  };
  const isCreditAlone = Number(cost?.decimal ?? 0) === 0 && credits !== undefined && Number(credits) < 0;
  return readLine({
    startMs: start.ms,
    endMs: end.ms,
    service: text('service'),
    sku: text('sku'),
    project: projectOfTags(text('labels')) ?? (text('project') || undefined),
    amount: { text: isCreditAlone ? '' : text('amount'), column: found.get('amount')?.name ?? '' },
    unit: text('unit'),
    billed,
    list: list ?? cost,
    category: isCreditAlone ? 'credit' : categoryOf(text('costType'), cost),
    remarks: [],
  });
}

/** Sum of the credits, from a list of `{amount}` or a flat column; undefined when there are none. */
function readCredits(cells: Cells, found: Columns<Key>): string | undefined | Rejection {
  const listed = cellText(cells, found.get('credits')).trim();
  if (listed.startsWith('[')) {
    let sum: string | undefined;
    for (const credit of objectsOf(parse(listed))) {
      const amount = readAmount(textField(credit, 'amount'));
      if (isProblem(amount)) return { kind: 'reject', column: 'credits', reason: amount.problem };
      if (amount !== undefined) sum = addDecimals(sum ?? '0', amount.decimal);
    }
    return sum;
  }
  const flat = readMoney(cells, found.get('credit') ?? (listed === '' ? undefined : found.get('credits')), 'USD');
  return isRejection(flat) ? flat : flat?.decimal;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What was consumed and paid by a credit was used all the same: only a negative cost makes the line a credit. */
function categoryOf(costType: string, cost: Amount | undefined): ChargeCategory | undefined {
  switch (costType.toLowerCase()) {
    case '':
    case 'regular':
    case 'usage':
      return cost !== undefined && Number(cost.decimal) < 0 ? 'credit' : 'usage';
    case 'tax':
      return 'tax';
    default:
      return 'other';
  }
}
