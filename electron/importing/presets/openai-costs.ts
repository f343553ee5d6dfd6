import { isEmptyCell, maximumNameLength, quoteCell, readName } from '../read/cells.ts';
import { signOfDecimal } from '../read/amounts.ts';
import { hasStart, readBucketTimes } from './openai-times.ts';
import type { RowOutcome } from './preset.ts';
import { cellText, isRejection, mayBeAmount, readMoney, readNames, reject } from './row-cells.ts';
import { defineTableFormat } from './table-format.ts';

const columns = {
  start: ['start_time', 'start_time_iso'],
  end: ['end_time', 'end_time_iso'],
  startIso: ['start_time_iso'],
  endIso: ['end_time_iso'],
  amount: ['amount_value', 'amount'],
  currency: ['amount_currency', 'currency'],
  line: ['line_item'],
  project: ['project_id', 'project_name'],
} as const;

/**
 * OpenAI's cost export (10 columns in 2025, 17 in 2026): what was billed by day and, where the export was grouped so, by
 * line item and project. Amounts are decimals of up to 28 places, currencies lower case, days without cost empty. Its
 * quantities repeat what the usage exports count, so only money is taken from it.
 */
export const openaiCostsPreset = defineTableFormat({
  id: 'openai-costs',
  name: 'OpenAI costs (CSV export)',
  title: "OpenAI's cost export",
  grain: 'bucket',
  columns,
  required: [['start'], ['end'], ['amount'], ['currency']],
  foreign: ['input_tokens', 'output_tokens'],
  ignored: ['organization_id', 'organization_name', 'project_name', 'api_source'],
  leftOut: {
    quantity: 'counted by the usage exports',
    quantity_unit: 'counted by the usage exports',
    user_id: 'the bill is kept by day, line and project',
    api_key_id: 'personal data',
    user_email: 'personal data',
  },
  isPlausible: (cells, found) =>
    hasStart(cells, found.get('start'), found.get('startIso')) &&
    mayBeAmount(cells, found.get('amount')) &&
    /^([a-z]{3})?$/i.test(cellText(cells, found.get('currency')).trim()),
  needsModel: () => false,
  reader(found) {
    const timeColumns = {
      start: found.need('start'),
      startIso: found.get('startIso'),
      end: found.get('end'),
      endIso: found.get('endIso'),
    };
    const currencyColumn = found.get('currency');
    const names = found.pick(['line', 'project']);
    return (cells): RowOutcome => {
      const times = readBucketTimes(cells, timeColumns);
      if (isRejection(times)) return times;
      const currency = cellText(cells, currencyColumn).trim().toUpperCase();
      const billed = readMoney(cells, found.get('amount'), currency);
      if (isRejection(billed)) return billed;
      if (billed === undefined) return { kind: 'empty' };
      if (isEmptyCell(currency)) return reject(currencyColumn, { problem: 'the currency is missing' });
      if (!/^[A-Z]{3}$/.test(billed.currency)) {
        return reject(currencyColumn, { problem: `${quoteCell(currency)} is not a currency` });
      }
      const named = readNames(cells, names);
      const { line = '', project } = named;
      return {
        kind: 'charge',
        charge: {
          ...times,
          provider: 'openai',
          model: modelOfLine(line),
          line,
          project,
          category: signOfDecimal(billed.decimal) < 0 ? 'credit' : 'usage',
          billed,
          remarks: [],
        },
      };
    };
  },
});

/** The model that a line item names: `gpt-5-nano, input_tokens` or `text-embedding-3-small`; empty for tools and fees. */
function modelOfLine(line: string): string {
  const name = /^([^\s,|]+)(?:,.*)?$/.exec(line)?.[1];
  return name === undefined || name.length > maximumNameLength ? '' : (readName(name) ?? '');
}
