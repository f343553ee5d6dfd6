import { bucketColumns, bucketTokenColumns, promptSizeBounds } from '#shared/domain/bucket-file.ts';
import { promptTokenKinds, tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { failure, success, type Result } from '#shared/result.ts';
import type { SqlDialect } from './dialects/dialect.ts';
import { parseTableName } from './table-name.ts';
import { bucketDimensions, type BucketDimension, type WarehouseMapping } from './warehouse-mapping.ts';

/** Text that was read from or written to a cache: what an inclusive input column contains. */
const cachedKinds: readonly TokenKind[] = ['cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'cacheWrite30m'];

const secondsPerHour = 3600;

/** Largest whole number that a double holds exactly. */
const largestCount = Number.MAX_SAFE_INTEGER;

/** A query with the columns of its result, in order. */
export interface BucketQuery {
  readonly sql: string;
  readonly columns: readonly string[];
}

/**
 * Writes the query that adds a table of request logs up to Burnrate's bucket file. Rows without any count are left
 * out; rows without a valid time or valid counts are counted as `unreadable` and their tokens left out, so nothing is
 * lost in silence. The rules are those of the generic CSV import, so both give the same totals.
 * Fails `bad-table` or `bad-column` for names that no engine can have.
 */
export function bucketQuery(dialect: SqlDialect, table: string, mapping: WarehouseMapping): Result<BucketQuery> {
  const parts = parseTableName(table);
  if (!parts.ok) return parts;
  const bad = mappedColumns(mapping).find((column) => column === '' || column.includes('\0'));
  if (bad !== undefined) return failure('bad-column', `${JSON.stringify(bad)} is not the name of a column.`);
  const counts = countsOf(mapping);
  const columns = resultColumns(counts);
  const from = parts.value.map((part) => dialect.identifier(part)).join('.');
  const lines = [
    `-- Usage by hour for Burnrate (${dialect.name}). Save the result as CSV with its header:`,
    `--   ${dialect.howToSave}`,
    ...(dialect.isTestedOnEngine
      ? []
      : ['-- Written by the documentation of this engine; not run on it by our tests.']),
    'WITH burnrate_rows AS (',
    `  SELECT ${joined(rowExpressions(dialect, mapping, counts), 4)}`,
    `  FROM ${from}`,
    '), burnrate_checked AS (',
    '  SELECT burnrate_rows.*,',
    `    CASE WHEN ${readable(mapping, counts)} THEN 1 ELSE 0 END AS b_readable`,
    '  FROM burnrate_rows',
    `  WHERE ${counts.map(({ alias }) => `${alias}_given = 1`).join(' OR ')}`,
    '), burnrate_split AS (',
    `  SELECT ${joined(splitExpressions(dialect, mapping, counts), 4)}`,
    '  FROM burnrate_checked',
    '), burnrate_sized AS (',
    '  SELECT burnrate_split.*,',
    `    ${sizeClass(dialect, counts)} AS b_above`,
    '  FROM burnrate_split',
    ')',
    `SELECT ${joined(bucketExpressions(dialect, counts), 2)}`,
    'FROM burnrate_sized',
    `GROUP BY ${groupColumns.join(', ')}`,
    `ORDER BY ${groupColumns.join(', ')};`,
  ];
  return success({ sql: `${lines.join('\n')}\n`, columns });
}

/** A mapped count with its name inside the query. */
interface Count {
  readonly key: TokenKind | 'requests';
  readonly column: string;
  readonly alias: string;
}

const groupColumns = [
  'b_hour',
  ...bucketDimensions.map((dimension) => `b_${dimension}`),
  'b_tier',
  'b_above',
  'b_readable',
];

function mappedColumns({ time, tokens, requests, dimensions, serviceTier }: WarehouseMapping): readonly string[] {
  return [time.column, ...Object.values(tokens), ...Object.values(dimensions), requests, serviceTier].filter(
    (column) => column !== undefined,
  );
}

function countsOf({ tokens, requests }: WarehouseMapping): readonly Count[] {
  const mapped = tokenKinds.flatMap((key): Count[] => {
    const column = tokens[key];
    return column === undefined ? [] : [{ key, column, alias: aliasOf(key) }];
  });
  return requests === undefined
    ? mapped
    : [...mapped, { key: 'requests', column: requests, alias: aliasOf('requests') }];
}

function aliasOf(key: TokenKind | 'requests'): string {
  return key === 'requests' ? 'b_requests' : `b_${bucketTokenColumns[key]}`;
}

function tokenCounts(counts: readonly Count[]): readonly (Count & { readonly key: TokenKind })[] {
  return counts.flatMap(({ key, ...rest }) => (key === 'requests' ? [] : [{ key, ...rest }]));
}

/** First step: the columns read, and nothing else of the table. */
function rowExpressions(dialect: SqlDialect, mapping: WarehouseMapping, counts: readonly Count[]): readonly string[] {
  const { time, dimensions, serviceTier, constants } = mapping;
  function name(column: string | undefined, fallback = ''): string {
    if (column === undefined) return dialect.text(fallback);
    const text = `TRIM(${dialect.asText(dialect.identifier(column))})`;
    return `COALESCE(NULLIF(${text}, ''), ${dialect.text(fallback)})`;
  }
  function dimension(key: BucketDimension): string {
    if (key === 'provider') return `LOWER(${name(dimensions.provider, constants.provider)})`;
    return name(dimensions[key], key === 'model' ? constants.model : '');
  }
  return [
    `${dialect.epochSeconds(dialect.identifier(time.column), time.format)} AS b_time`,
    ...bucketDimensions.map((key) => `${dimension(key)} AS b_${key}`),
    `${name(serviceTier, constants.serviceTier)} AS b_tier`,
    ...counts.flatMap(({ column, alias }) => [
      `${dialect.asNumber(dialect.identifier(column))} AS ${alias}`,
      `CASE WHEN ${dialect.identifier(column)} IS NULL THEN 0 ELSE 1 END AS ${alias}_given`,
    ]),
  ];
}

/** Whether a row has a time and whole counts from 0 on that do not contradict each other. */
function readable(mapping: WarehouseMapping, counts: readonly Count[]): string {
  const whole = counts.map(
    ({ alias }) =>
      `(${alias}_given = 0 OR (${alias} >= 0 AND ${alias} <= ${largestCount} AND ${alias} = FLOOR(${alias})))`,
  );
  const remainders = inclusiveTotals(mapping, counts).map(({ rest }) => `${rest} >= 0`);
  return ['b_time IS NOT NULL', ...whole, ...remainders].join('\n      AND ');
}

/** Totals that contain other columns, with what is left of them. */
function inclusiveTotals(
  { inputIncludesCached, outputIncludesReasoning }: WarehouseMapping,
  counts: readonly Count[],
): readonly { readonly key: TokenKind; readonly rest: string }[] {
  const mapped = new Set(counts.map(({ key }) => key));
  function total(key: TokenKind, parts: readonly TokenKind[]) {
    const present = parts.filter((part) => mapped.has(part));
    if (!mapped.has(key) || present.length === 0) return [];
    const rest = [key, ...present].map((kind) => `COALESCE(${aliasOf(kind)}, 0)`).join(' - ');
    return [{ key, rest: `(${rest})`, given: `${aliasOf(key)}_given` }];
  }
  return [
    ...(inputIncludesCached ? total('input', cachedKinds) : []),
    ...(outputIncludesReasoning ? total('output', ['reasoning']) : []),
  ].map(({ key, rest, given }) => ({ key, rest: `(CASE WHEN ${given} = 1 THEN ${rest} ELSE 0 END)` }));
}

/** Third step: disjoint kinds as whole numbers; nothing of rows that cannot be read. */
function splitExpressions(dialect: SqlDialect, mapping: WarehouseMapping, counts: readonly Count[]): readonly string[] {
  const inclusive = new Map(inclusiveTotals(mapping, counts).map(({ key, rest }) => [key, rest]));
  function count(value: string): string {
    return `CASE WHEN b_readable = 1 THEN ${dialect.asInteger(value)} END`;
  }
  const hour = dialect.asInteger(`FLOOR(b_time / ${secondsPerHour}) * ${secondsPerHour}`);
  const requests = counts.some(({ key }) => key === 'requests')
    ? `CASE WHEN b_requests_given = 1 THEN b_requests ELSE 1 END`
    : '1';
  return [
    `CASE WHEN b_time IS NOT NULL THEN ${hour} END AS b_hour`,
    ...bucketDimensions.map((key) => `b_${key}`),
    'b_tier',
    'b_readable',
    `${count(requests)} AS b_requests`,
    ...tokenCounts(counts).map(
      ({ key, alias }) => `${count(inclusive.get(key) ?? `COALESCE(${alias}, 0)`)} AS ${alias}`,
    ),
  ];
}

/** The class of one request's prompt: the largest bound that it exceeds; none where requests are not counted. */
function sizeClass(dialect: SqlDialect, counts: readonly Count[]): string {
  const promptKinds: readonly TokenKind[] = promptTokenKinds;
  const parts = tokenCounts(counts).filter(({ key }) => promptKinds.includes(key));
  if (parts.length === 0) return dialect.asInteger('0');
  const prompt = `(${parts.map(({ alias }) => alias).join(' + ')})`;
  const steps = [...promptSizeBounds]
    .reverse()
    .map((bound) => `WHEN ${prompt} > ${bound} * b_requests THEN ${dialect.asInteger(String(bound))}`);
  return ['CASE WHEN b_readable = 0 OR b_requests = 0 THEN NULL', ...steps, `ELSE ${dialect.asInteger('0')} END`].join(
    '\n      ',
  );
}

function resultColumns(counts: readonly Count[]): readonly string[] {
  return [
    bucketColumns.start,
    bucketColumns.end,
    ...bucketDimensions.map((dimension) => bucketColumns[dimension]),
    bucketColumns.serviceTier,
    bucketColumns.promptAbove,
    bucketColumns.promptUpTo,
    bucketColumns.status,
    bucketColumns.logRows,
    bucketColumns.requests,
    ...tokenCounts(counts).map(({ key }) => bucketTokenColumns[key]),
  ];
}

function bucketExpressions(dialect: SqlDialect, counts: readonly Count[]): readonly string[] {
  const upTo = promptSizeBounds
    .map((bound, index) => `WHEN b_above = ${index === 0 ? 0 : promptSizeBounds[index - 1]} THEN ${bound}`)
    .join(' ');
  const expressions = [
    'b_hour',
    `b_hour + ${secondsPerHour}`,
    ...bucketDimensions.map((dimension) => `b_${dimension}`),
    'b_tier',
    'b_above',
    `CASE ${upTo} END`,
    `CASE WHEN b_readable = 1 THEN 'ok' ELSE 'unreadable' END`,
    'COUNT(*)',
    'SUM(b_requests)',
    ...tokenCounts(counts).map(({ alias }) => `SUM(${alias})`),
  ];
  return resultColumns(counts).map((column, index) => `${expressions[index]} AS ${dialect.identifier(column)}`);
}

function joined(expressions: readonly string[], indent: number): string {
  return expressions.join(`,\n${' '.repeat(indent)}`);
}
