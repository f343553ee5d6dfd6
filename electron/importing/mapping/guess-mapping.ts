import type { ColumnMapping } from '#shared/domain/importing.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { UsageDimension } from '#shared/domain/usage.ts';
import { readAmount } from '../read/amounts.ts';
import { isProblem, readCount } from '../read/cells.ts';
import { readInstant, type TimeFormat } from '../read/instants.ts';

/** What vendors and gateways call the kinds, letters and digits only; the likeliest first (reference: usage formats). */
const tokenNames: Partial<Record<TokenKind, readonly string[]>> = {
  input: [
    'inputtokens',
    'prompttokens',
    'tokensprompt',
    'inputtokencount',
    'prompttokencount',
    'uncachedinputtokens',
    'usageinputtokensnocache',
    'contexttokens',
    'genaiusageinputtokens',
    'tokensin',
    'intokens',
    'numinputtokens',
    'intok',
    'input',
  ],
  output: [
    'outputtokens',
    'completiontokens',
    'tokenscompletion',
    'outputtokencount',
    'usageoutputtokens',
    'generatedtokens',
    'genaiusageoutputtokens',
    'tokensout',
    'outtokens',
    'numoutputtokens',
    'outtok',
    'output',
  ],
  cacheRead: [
    'cachereadinputtokens',
    'cachereadinputtokencount',
    'cachereadtokens',
    'inputcachedtokens',
    'cachedinputtokens',
    'cachedtokens',
    'tokenscached',
    'usageinputtokenscacheread',
    'cacheread',
  ],
  cacheWrite5m: [
    'ephemeral5minputtokens',
    'usageinputtokenscachewrite5m',
    'cachewrite5mtokens',
    'cachecreationinputtokens',
    'cachecreationtokens',
    'cachewritetokens',
    'cachewriteinputtokencount',
    'inputcachewritetokens',
    'cachewrite',
  ],
  cacheWrite1h: ['ephemeral1hinputtokens', 'usageinputtokenscachewrite1h', 'cachewrite1htokens'],
  reasoning: ['reasoningtokens', 'reasoningoutputtokens', 'tokensreasoning', 'outputreasoningtokens'],
};

const dimensionNames: Record<UsageDimension, readonly string[]> = {
  provider: ['provider', 'providername', 'customllmprovider', 'genaiprovidername', 'genaisystem', 'vendor'],
  model: ['model', 'modelversion', 'modelname', 'modelid', 'modelpermaslug', 'genairequestmodel', 'snapshotid', 'llm'],
  project: ['project', 'projectid', 'workspace', 'workspaceid', 'teamid', 'team', 'appname'],
  user: ['user', 'userid', 'username', 'enduser'],
  task: ['task', 'feature', 'usecase', 'tracename', 'operation'],
  conversation: ['conversation', 'conversationid', 'sessionid', 'threadid', 'traceid'],
};

const timeNames = [
  'timestamp',
  'ts',
  'starttime',
  'createdat',
  'startedat',
  'requestcreatedat',
  'usagedateutc',
  'datetime',
  'time',
  'date',
  'day',
  'created',
  'eventtime',
  'eventtimestamp',
  'loggedat',
  'requesttime',
  'requesttimestamp',
  'hour',
  'period',
];
const requestNames = ['requests', 'nummodelrequests', 'requestcount', 'nrequests', 'numrequests', 'calls'];
const tierNames = ['servicetier', 'usagetype', 'tier'];
const costNames = ['costusd', 'totalcostusd', 'costinusd', 'amountusd', 'totalcost', 'cost', 'spend'];
const keyNames = ['requestid', 'generationid', 'responseid', 'messageid', 'completionid'];

/** Kinds whose count an inclusive input column would contain. */
const cachedKinds = [
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'cacheWrite30m',
] as const satisfies readonly TokenKind[];

/** Names of input columns whose vendors do not count cached tokens in them. */
const exclusiveInputNames = new Set(['uncachedinputtokens', 'usageinputtokensnocache']);
/** Names of cache columns of vendors (Anthropic first) that count them apart from the input. */
const exclusiveCacheNames = new Set([
  'cachereadinputtokens',
  'cachereadinputtokencount',
  'usageinputtokenscacheread',
  'cachereadtokens',
  'cacheread',
]);

/**
 * Guesses what a file's columns mean, from their names and first values. A proposal for the user to look at: nothing
 * is imported by it unasked. Undefined when no column looks like a time or none like a token count.
 */
export function guessMapping(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): ColumnMapping | undefined {
  const whole = columns.map(plainName);
  // Of a field inside others (`usage.input_tokens`) its own name counts where no column is called so whole.
  const own = columns.map((column) => plainName(column.slice(column.lastIndexOf('.') + 1)));
  const taken = new Set<number>();

  /** Takes the first column with one of the names that is not taken yet and whose values `fits` does not refuse. */
  function take(names: readonly string[], fits: (index: number) => boolean = () => true): number | undefined {
    return takeAs(whole, names, fits) ?? takeAs(own, names, fits);
  }
  function takeAs(
    plain: readonly string[],
    names: readonly string[],
    fits: (index: number) => boolean,
  ): number | undefined {
    for (const name of names) {
      const index = plain.indexOf(name);
      if (index === -1 || plain.lastIndexOf(name) !== index || taken.has(index) || !fits(index)) continue;
      taken.add(index);
      return index;
    }
    return undefined;
  }
  function valuesOf(index: number): string[] {
    return rows.map((row) => row[index] ?? '').filter((value) => value.trim() !== '');
  }
  function isNumeric(index: number): boolean {
    return valuesOf(index).every((value) => !isProblem(readCount(value)));
  }
  function isAmounts(index: number): boolean {
    return valuesOf(index).every((value) => !isProblem(readAmount(value)));
  }
  function isUnique(index: number): boolean {
    const values = valuesOf(index);
    return new Set(values).size === values.length;
  }
  function nameOf(index: number): string {
    return columns[index] ?? '';
  }

  function takeTimeByValues(): number | undefined {
    const index = columns.findIndex((_column, at) => !taken.has(at) && areWrittenTimes(valuesOf(at)));
    if (index === -1) return undefined;
    taken.add(index);
    return index;
  }

  const named = take(timeNames, (index) => timeFormatOf(valuesOf(index)) !== undefined);
  const tokenColumns = new Map<TokenKind, number>();
  for (const kind of ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'reasoning'] as const) {
    const index = take(tokenNames[kind] ?? [], isNumeric);
    if (index !== undefined) tokenColumns.set(kind, index);
  }
  const time = named ?? takeTimeByValues();
  if (time === undefined || tokenColumns.size === 0) return undefined;

  const requests = take(requestNames, isNumeric);
  const dimensions: ColumnMapping['dimensions'] = {};
  for (const [dimension, names] of Object.entries(dimensionNames)) {
    const index = take(names);
    if (index !== undefined && isDimension(dimension)) dimensions[dimension] = nameOf(index);
  }
  const serviceTier = take(tierNames);
  const cost = take(costNames, isAmounts);
  const key = take(keyNames, isUnique);
  const tokens: ColumnMapping['tokens'] = {};
  for (const [kind, index] of tokenColumns) tokens[kind] = nameOf(index);

  return {
    format: 'burnrate-mapping',
    version: 1,
    time: { column: nameOf(time), format: timeFormatOf(valuesOf(time)) ?? 'auto' },
    tokens,
    inputIncludesCached: guessInputIncludesCached(tokenColumns, own, rows),
    outputIncludesReasoning: isPartOf(tokenColumns.get('output'), [tokenColumns.get('reasoning')], rows),
    ...(requests === undefined ? {} : { requests: nameOf(requests) }),
    dimensions,
    ...(serviceTier === undefined ? {} : { serviceTier: nameOf(serviceTier) }),
    ...(cost === undefined ? {} : { cost: { column: nameOf(cost), currency: currencyOf(valuesOf(cost)) } }),
    ...(key === undefined ? {} : { key: nameOf(key) }),
    constants: {},
  };
}

/** A name without case and signs. */
function plainName(column: string): string {
  return column.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The currency that an amount names; US dollars where none does. */
function currencyOf(values: readonly string[]): string {
  for (const value of values) {
    const amount = readAmount(value);
    if (amount !== undefined && !isProblem(amount) && amount.currency !== undefined) return amount.currency;
  }
  return 'USD';
}

function isDimension(text: string): text is UsageDimension {
  return text in dimensionNames;
}

/**
 * The format that reads every value. Month-first and day-first are told apart only by a day above 12; where both fit
 * the format stays `auto`, which refuses such dates until the user chooses.
 */
function timeFormatOf(values: readonly string[]): TimeFormat | undefined {
  function readsAll(format: TimeFormat): boolean {
    return values.every((value) => !isProblem(readInstant(value, format)));
  }
  if (values.length === 0 || readsAll('auto')) return 'auto';
  const isMonthFirst = readsAll('mdy');
  const isDayFirst = readsAll('dmy');
  if (isMonthFirst && isDayFirst) return 'auto';
  return isMonthFirst ? 'mdy' : isDayFirst ? 'dmy' : undefined;
}

/** True for dates and times that can be nothing else: not for numbers, which may count anything. */
function areWrittenTimes(values: readonly string[]): boolean {
  return (
    values.length > 0 &&
    values.every((value) => isProblem(readCount(value)) && isProblem(readAmount(value))) &&
    timeFormatOf(values) !== undefined
  );
}

/** Whether the input column contains the cached tokens: by the vendors' names, unless a row's numbers contradict. */
function guessInputIncludesCached(
  tokenColumns: ReadonlyMap<TokenKind, number>,
  plain: readonly string[],
  rows: readonly (readonly string[])[],
): boolean {
  const input = tokenColumns.get('input');
  const cacheRead = tokenColumns.get('cacheRead');
  if (input === undefined || exclusiveInputNames.has(plain[input] ?? '')) return false;
  if (cacheRead !== undefined && exclusiveCacheNames.has(plain[cacheRead] ?? '')) return false;
  return isPartOf(
    input,
    cachedKinds.map((kind) => tokenColumns.get(kind)),
    rows,
  );
}

/** True when there are parts and in no row they exceed the whole. */
function isPartOf(
  whole: number | undefined,
  parts: readonly (number | undefined)[],
  rows: readonly (readonly string[])[],
): boolean {
  const present = parts.filter((part) => part !== undefined);
  if (whole === undefined || present.length === 0) return false;
  return rows.every((row) => present.reduce((sum, part) => sum + countAt(row, part), 0) <= countAt(row, whole));
}

function countAt(row: readonly string[], index: number): number {
  const count = readCount(row[index] ?? '');
  return typeof count === 'number' ? count : 0;
}
