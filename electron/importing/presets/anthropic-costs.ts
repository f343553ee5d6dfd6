import { msPerDay, msPerHour } from '#shared/time.ts';
import { signOfDecimal } from '../read/amounts.ts';
import { isEmptyCell } from '../read/cells.ts';
import type { RowOutcome } from './preset.ts';
import { cellText, isRejection, isTime, mayBeAmount, readMoney, readNames, readTime } from './row-cells.ts';
import { defineTableFormat } from './table-format.ts';

const columns = {
  time: ['usage_date_utc'],
  model: ['model'],
  project: ['workspace'],
  tokenType: ['token_type'],
  costType: ['cost_type'],
  usageType: ['usage_type'],
  contextWindow: ['context_window'],
  geo: ['inference_geo'],
  speed: ['speed'],
  cost: ['cost_usd'],
  list: ['list_price_usd'],
} as const;

/** Words that a line need not repeat: what most lines are. */
const usualWords = new Set(['token', 'message', 'standard', 'not_available', 'global']);

/**
 * The cost export of Anthropic's console: 14 columns in 2026 (12 and 11 in earlier months), and the layout of 2024, in
 * which a column is there only when the month has values for it. Each row is the cost of one token type of a day; models
 * have display names ("Claude Haiku 4.5") and amounts are rounded to cents.
 */
export const anthropicCostsPreset = defineTableFormat({
  id: 'anthropic-costs',
  name: 'Anthropic console costs (CSV export)',
  title: "the Anthropic console's cost export",
  grain: 'bucket',
  columns,
  required: [['time'], ['cost']],
  foreign: ['usage_output_tokens'],
  ignored: ['api_key_status'],
  leftOut: {
    api_key: 'personal data',
    api_key_id: 'personal data',
  },
  isPlausible: (cells, found) => isTime(cells, found.get('time')) && mayBeAmount(cells, found.get('cost')),
  needsModel: () => false,
  reader(found) {
    const names = found.pick([
      'model',
      'project',
      'tokenType',
      'costType',
      'usageType',
      'contextWindow',
      'geo',
      'speed',
    ]);
    return (cells): RowOutcome => {
      const start = readTime(cells, found.need('time'));
      if (isRejection(start)) return start;
      const billed = readMoney(cells, found.need('cost'), 'USD');
      if (isRejection(billed)) return billed;
      if (billed === undefined) return { kind: 'empty' };
      const list = readMoney(cells, found.get('list'), 'USD');
      if (isRejection(list)) return list;
      const named = readNames(cells, names);
      return {
        kind: 'charge',
        charge: {
          startMs: start.ms,
          endMs: start.ms + (start.isWholeDay ? msPerDay : msPerHour),
          provider: 'anthropic',
          model: named.model ?? '',
          line: describeLine(
            named.tokenType,
            named.costType,
            named.usageType,
            isShortWindow(cellText(cells, found.get('contextWindow'))) ? undefined : named.contextWindow,
            named.geo,
            named.speed,
          ),
          project: named.project,
          category: signOfDecimal(billed.decimal) < 0 ? 'credit' : 'usage',
          billed,
          list,
          remarks: [],
        },
      };
    };
  },
});

/** `output, batch`: the token type, and what makes the line unlike most. */
function describeLine(...words: readonly (string | undefined)[]): string {
  return words.filter((word) => word !== undefined && !usualWords.has(word.toLowerCase())).join(', ');
}

function isShortWindow(text: string): boolean {
  return isEmptyCell(text) || /^\s*(≤|<=?)/.test(text);
}
