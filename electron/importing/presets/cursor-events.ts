import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import { msPerDay } from '#shared/time.ts';
import { readAmount } from '../read/amounts.ts';
import { isEmptyCell, isProblem } from '../read/cells.ts';
import type { Amount, Cells, InclusiveTotal, Rejection, RowOutcome, StatedSum } from './preset.ts';
import { makerOf, writtenKind } from './provider-names.ts';
import {
  cellText,
  isRejection,
  isTime,
  mayBeCount,
  readCounts,
  readNames,
  readTime,
  reject,
  type Column,
} from './row-cells.ts';
import { defineTableFormat } from './table-format.ts';

const columns = {
  time: ['Date'],
  user: ['User', 'User Email', 'Email'],
  conversation: ['Cloud Agent ID'],
  task: ['Automation ID'],
  kind: ['Kind'],
  model: ['Model'],
  withWrite: ['Input (w/ Cache Write)'],
  withoutWrite: ['Input (w/o Cache Write)'],
  cacheRead: ['Cache Read'],
  output: ['Output Tokens', 'Output'],
  total: ['Total Tokens', 'Tokens'],
  cost: ['Cost to you', 'Cost', 'Cost ($)'],
} as const;
const tokenKeys = ['withWrite', 'withoutWrite', 'cacheRead', 'output', 'total'] as const;

/**
 * The usage events of Cursor's dashboard, in every known layout: with or without User, Cloud Agent ID, Automation ID,
 * Max Mode, Total Tokens; Cost as `0.06`, `$0.10`, `Included`, `-`, or a column of Requests in its place. The column
 * "Input (w/ Cache Write)" holds the tokens that were written to the cache; Total Tokens, where it is there, shows it.
 */
export const cursorEventsPreset = defineTableFormat({
  id: 'cursor-events',
  name: 'Cursor usage events (CSV export)',
  title: "Cursor's usage events",
  grain: 'request',
  columns,
  required: [['time'], ['withWrite'], ['withoutWrite'], ['output']],
  ignored: ['Max Mode', 'Requests', 'Request Type', 'Cost', 'Cost ($)', 'API Cost'],
  isPlausible: (cells, found) =>
    isTime(cells, found.get('time')) && tokenKeys.every((key) => mayBeCount(cells, found.get(key))),
  reader(found) {
    const counts = found.pick(tokenKeys);
    const names = found.pick(['user', 'conversation', 'task', 'model']);
    return (cells): RowOutcome => {
      const time = readTime(cells, found.need('time'));
      if (isRejection(time)) return time;
      const counted = readCounts(cells, counts);
      if (isRejection(counted)) return counted;
      const named = readNames(cells, names);
      const kind = readKind(cellText(cells, found.get('kind')));
      const billed = readCost(cells, found.get('cost'), kind);
      if (isRejection(billed)) return billed;
      if (kind === 'not-charged' && Object.values(counted).every((count) => count === 0)) {
        return { kind: 'empty', remark: 'the request failed before it used anything' };
      }
      const { model = '', ...who } = named;
      const split = splitTokens(counted, writtenKind(makerOf(model)));
      return {
        kind: 'usage',
        draft: {
          startMs: time.ms,
          endMs: time.isWholeDay ? time.ms + msPerDay : time.ms,
          provider: 'cursor',
          model,
          serviceTier: 'standard',
          requests: time.isWholeDay ? 0 : 1,
          ...split,
          names: who,
          billed: billed.amount,
          remarks: [...split.remarks, ...billed.remarks],
        },
      };
    };
  },
});

type EventKind = 'included' | 'charged' | 'own-key' | 'not-charged';

function readKind(text: string): EventKind {
  const kind = text.trim().toLowerCase();
  if (kind.includes('api key')) return 'own-key';
  if (kind.includes('not charged') || kind === 'errored' || kind === 'aborted') return 'not-charged';
  return kind.startsWith('included') || kind.startsWith('free') ? 'included' : 'charged';
}

const zero = '0';

/** What Cursor billed for an event: nothing for what the plan includes, even where a notional cost is shown. */
function readCost(
  cells: Cells,
  column: Column | undefined,
  kind: EventKind,
): { readonly amount?: Amount | undefined; readonly remarks: readonly string[] } | Rejection {
  const text = cellText(cells, column).trim();
  const name = column?.name ?? 'Kind';
  const free: Amount = { decimal: zero, currency: 'USD', column: name };
  const isWord = isEmptyCell(text) || /^(included|free|nan|n\/a)$/i.test(text);
  const read = isWord ? undefined : readAmount(text);
  if (isProblem(read)) return reject(column, read);
  switch (kind) {
    case 'own-key':
      return { remarks: ["paid with the user's own API key, so it is no part of what Cursor billed"] };
    case 'not-charged':
      return { amount: free, remarks: ['the request failed and was not charged'] };
    case 'included':
      return read === undefined || Number(read.decimal) === 0
        ? { amount: free, remarks: [] }
        : { amount: free, remarks: ['included in the plan: the cost shown is notional, and nothing was billed'] };
    case 'charged':
      if (/^(included|free)$/i.test(text)) return { amount: free, remarks: [] };
      if (read === undefined) return { remarks: [] };
      return { amount: { decimal: read.decimal, currency: read.currency ?? 'USD', column: name }, remarks: [] };
  }
}

/** Spells out the four columns of tokens; the total, where it is stated, decides which of them contains another. */
function splitTokens(
  counted: Partial<Record<(typeof tokenKeys)[number], number>>,
  written: ReturnType<typeof writtenKind>,
): {
  readonly tokens: TokenCounts;
  readonly inclusive: readonly InclusiveTotal[];
  readonly stated: readonly StatedSum[];
  readonly remarks: readonly string[];
} {
  const { withWrite = 0, withoutWrite = 0, cacheRead = 0, output = 0, total } = counted;
  const apart = { [written]: withWrite, input: withoutWrite, cacheRead, output };
  const isContained = withWrite >= withoutWrite && withoutWrite > 0 && total === withWrite + cacheRead + output;
  if (isContained) {
    return {
      tokens: { ...apart, [written]: withWrite - withoutWrite },
      inclusive: [],
      stated: [],
      remarks: ['the total shows that the input with cache write contains the input without it'],
    };
  }
  const parts = [
    { column: 'Input (w/ Cache Write)', tokens: withWrite },
    { column: 'Input (w/o Cache Write)', tokens: withoutWrite },
    { column: 'Cache Read', tokens: cacheRead },
    { column: 'Output Tokens', tokens: output },
  ];
  return {
    tokens: apart,
    inclusive: [],
    stated: total === undefined ? [] : [{ column: 'Total Tokens', tokens: total, parts }],
    remarks: [],
  };
}
