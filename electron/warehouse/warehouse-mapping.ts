import type { ColumnMapping } from '#shared/domain/importing.ts';
import { tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { serviceTiers, type ServiceTier } from '#shared/domain/usage.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { timeColumnFormats, type TimeColumnFormat } from './dialects/dialect.ts';

/** The dimensions that a bucket keeps; single conversations would make a row each. */
export const bucketDimensions = ['provider', 'model', 'project', 'user', 'task'] as const;
export type BucketDimension = (typeof bucketDimensions)[number];

/** What the columns of a table of request logs mean. Each row is one request, unless a column counts them. */
export interface WarehouseMapping {
  readonly time: { readonly column: string; readonly format: TimeColumnFormat };
  /** At least one. */
  readonly tokens: Partial<Record<TokenKind, string>>;
  /** True when the input column contains the cached tokens of text. */
  readonly inputIncludesCached: boolean;
  /** True when the output column contains the reasoning tokens. */
  readonly outputIncludesReasoning: boolean;
  readonly requests?: string | undefined;
  readonly dimensions: Partial<Record<BucketDimension, string>>;
  readonly serviceTier?: string | undefined;
  /** Values for what the table does not name. */
  readonly constants: {
    readonly provider?: string | undefined;
    readonly model?: string | undefined;
    readonly serviceTier?: ServiceTier | undefined;
  };
}

/**
 * The mapping of a file, as the generic CSV import takes it, for a table of the same columns. `auto` means a column of
 * the engine's own time type. An end of the row is not used: a row of a log is one request however long it took.
 * Fails `time-format-unsupported` for dates whose order of day and month a query cannot tell.
 */
export function fromColumnMapping(mapping: ColumnMapping): Result<WarehouseMapping> {
  const { time, tokens, inputIncludesCached, outputIncludesReasoning, requests, serviceTier, constants } = mapping;
  const formats: Readonly<Record<ColumnMapping['time']['format'], TimeColumnFormat | undefined>> = {
    auto: 'typed',
    iso: 'iso',
    'unix-s': 'unix-s',
    'unix-ms': 'unix-ms',
    mdy: undefined,
    dmy: undefined,
  };
  const format = formats[time.format];
  if (format === undefined) {
    return failure('time-format-unsupported', `A query cannot read dates written as ${time.format}.`, {
      at: { path: 'time.format' },
      nextStep: "Give a view whose column is of the engine's own time type, with the format auto.",
    });
  }
  const dimensions: Partial<Record<BucketDimension, string>> = {};
  for (const dimension of bucketDimensions) {
    const column = mapping.dimensions[dimension];
    if (column !== undefined) dimensions[dimension] = column;
  }
  return checkMapping({
    time: { column: time.column, format },
    tokens,
    inputIncludesCached,
    outputIncludesReasoning,
    requests,
    dimensions,
    serviceTier,
    constants,
  });
}

/** Conventions and constants that stand beside pairs on the command line. */
export interface PairOptions {
  readonly inputIncludesCached: boolean;
  readonly outputIncludesReasoning: boolean;
  /** `provider=openai`. */
  readonly constants: readonly string[];
}

/**
 * Reads `column=kind` pairs: kinds are `time` (also `time:iso`, `time:unix-s`, `time:unix-ms`), `requests`, the token
 * kinds, `provider`, `model`, `service-tier`, `project`, `user`, `task`. Letter case and marks in a kind do not count;
 * the last `=` parts the two. Fails `bad-map` with what is wrong about the first bad pair.
 */
export function fromPairs(pairs: readonly string[], options: PairOptions): Result<WarehouseMapping> {
  const columns = new Map<string, string>();
  let time: WarehouseMapping['time'] | undefined;
  for (const pair of pairs) {
    const split = pair.lastIndexOf('=');
    const column = pair.slice(0, Math.max(0, split)).trim();
    const kind = plain(pair.slice(split + 1));
    if (column === '' || kind === '') return badMap(`"${pair}" is not of the form column=kind.`);
    const known = meanings.get(kind);
    if (known === undefined) return badMap(`"${pair.slice(split + 1)}" is nothing that a column can mean.`);
    const { means, format } = known;
    if (columns.has(means)) return badMap(`${means} is mapped to "${columns.get(means)}" and to "${column}".`);
    columns.set(means, column);
    if (format !== undefined) time = { column, format };
  }
  if (time === undefined) return badMap('No column is mapped to time.');
  const constants = readConstants(options.constants);
  if (!constants.ok) return constants;
  return checkMapping({
    time,
    tokens: pick(columns, tokenKinds),
    inputIncludesCached: options.inputIncludesCached,
    outputIncludesReasoning: options.outputIncludesReasoning,
    requests: columns.get('requests'),
    dimensions: pick(columns, bucketDimensions),
    serviceTier: columns.get('serviceTier'),
    constants: constants.value,
  });
}

interface Meaning {
  readonly means: string;
  /** Only for times. */
  readonly format?: TimeColumnFormat;
}

const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['time', { means: 'time', format: 'typed' }],
  ...timeColumnFormats.map((format) => [plain(`time:${format}`), { means: 'time', format }] as const),
  ...[...tokenKinds, ...bucketDimensions, 'requests', 'serviceTier'].map((means) => [plain(means), { means }] as const),
]);

function plain(kind: string): string {
  return kind.toLowerCase().replaceAll(/[\s:_-]/g, '');
}

function pick<Key extends string>(
  columns: ReadonlyMap<string, string>,
  keys: readonly Key[],
): Partial<Record<Key, string>> {
  const picked: Partial<Record<Key, string>> = {};
  for (const key of keys) {
    const column = columns.get(key);
    if (column !== undefined) picked[key] = column;
  }
  return picked;
}

function readConstants(texts: readonly string[]): Result<WarehouseMapping['constants']> {
  const constants: { provider?: string; model?: string; serviceTier?: ServiceTier } = {};
  for (const text of texts) {
    const split = text.indexOf('=');
    const name = plain(text.slice(0, Math.max(0, split)));
    const value = text.slice(split + 1).trim();
    if (value === '') return badMap(`The constant "${text}" is not of the form name=value.`);
    if (name === 'provider' || name === 'model') constants[name] = value;
    else if (name === 'servicetier') {
      const tier = serviceTiers.find((known) => known === value);
      if (tier === undefined) return badMap(`"${value}" is not a service tier: ${serviceTiers.join(', ')}.`);
      constants.serviceTier = tier;
    } else return badMap(`Only provider, model and service-tier can be constants, not "${text}".`);
  }
  return success(constants);
}

function checkMapping(mapping: WarehouseMapping): Result<WarehouseMapping> {
  if (Object.keys(mapping.tokens).length === 0) return badMap('No column is mapped to a kind of token.');
  return success(mapping);
}

function badMap(sentence: string): Result<never> {
  return failure('bad-map', sentence, {
    nextStep: `Map columns like created_at=time model=model prompt_tokens=input; kinds are time, time:iso, time:unix-s, time:unix-ms, requests, ${[...tokenKinds, ...bucketDimensions].join(', ')}, service-tier.`,
  });
}
