import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { IntegerColumn, UsageColumns } from '#shared/domain/usage-columns.ts';
import { msPerHour } from '#shared/time.ts';
import type { Connection } from './connection.ts';
import { sqlInteger } from './connection.ts';
import type { Period } from './ledger.ts';
import { groupRows } from './row-groups.ts';
import { tokenColumnNames } from './segment-format.ts';
import { hourNumber, monthNumber } from './usage-key.ts';
import type { UsageSums } from './usage-sums.ts';
import { addUsage, noUsage, sumGroups } from './usage-sums.ts';

/** Receives the sums of one group; the same keys may come more than once. */
export type GroupVisitor = (keys: readonly number[], sums: UsageSums) => void;

/** What became of a segment. */
export interface RolledUp {
  /** False when the rollups do not hold the segment: read the segment itself. */
  readonly isRolledUp: boolean;
  /** Sums over the segment. */
  readonly sums: UsageSums;
}

/**
 * Records that one rollup row must stand for at least. A row of SQL takes about eight times as long to read as a record
 * in columns, so the rollup of sparse usage (every hour another user) would be slower, and larger, than the records.
 */
const recordsPerRollup = 8;

/** The totals by hour and dimension that are kept beside the segments. */
export interface HourRollups {
  /** Adds the records of an import's next segment, where that is worth it (see `recordsPerRollup`). */
  add(importId: number, columns: UsageColumns): RolledUp;
  /** Reads groups. Call only where `canUseRollups` says so. */
  read(by: readonly UsageGrouping[], period: Period, visit: GroupVisitor): void;
}

/** What rollups keep apart beside the hour. A conversation rarely spans hours: rolling it up would save nothing. */
const keyColumns = ['provider_id', 'model_id', 'service_tier', 'project_id', 'user_id', 'task_id'] as const;
const tokenColumns = tokenKinds.map((kind) => `${tokenColumnNames[kind]}_tokens`);
const summedColumns = [
  'records',
  'requests',
  ...tokenColumns,
  'cost_nano_usd',
  'unpriced_records',
  'unpriced_tokens',
] as const;

/** Hours begin before 1970 too, and SQLite divides towards zero. */
const dayExpression = '(hour - (hour % 24 + 24) % 24) / 24';

/** SQL of each grouping; months are made of days afterwards. */
const keyExpressions = {
  provider: 'provider_id',
  model: 'model_id',
  project: 'project_id',
  user: 'user_id',
  task: 'task_id',
  serviceTier: 'service_tier',
  hour: 'hour',
  day: dayExpression,
  month: dayExpression,
  import: 'import_id',
} as const satisfies Record<Exclude<UsageGrouping, 'conversation'>, string>;

/** True when rollups hold enough to answer for the segments they hold: no conversation asked for, and a period of whole hours. */
export function canUseRollups(by: readonly UsageGrouping[], { fromMs, toMs }: Period): boolean {
  return !by.includes('conversation') && isWholeHour(fromMs) && isWholeHour(toMs);
}

function isWholeHour(instantMs: number | undefined): boolean {
  return instantMs === undefined || instantMs % msPerHour === 0;
}

/** The rollups of a ledger. */
export function createHourRollups(connection: Connection): HourRollups {
  const columns = ['import_id', 'hour', ...keyColumns, ...summedColumns, 'first_ms', 'last_ms'];
  const upsert = connection.prepare(
    `INSERT INTO usage_hour (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
     ON CONFLICT DO UPDATE SET
       ${summedColumns.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')},
       first_ms = min(first_ms, excluded.first_ms), last_ms = max(last_ms, excluded.last_ms)`,
  );

  function add(importId: number, usage: UsageColumns): RolledUp {
    const hours = usage.startMs.map(hourNumber);
    const keys = rollupKeys(usage);
    const groups = groupRows(usage.rows, [hours, ...keys]);
    if (groups.count * recordsPerRollup > usage.rows) return { isRolledUp: false, sums: sumSegment(usage) };
    const groupSums = sumGroups(usage, groups);
    for (const [group, sums] of groupSums.entries()) {
      const row = groups.firstRow[group] ?? 0;
      const keyValues = keys.map((key) => sqlInteger(key[row] ?? 0));
      upsert.run(importId, sqlInteger(hours[row] ?? 0), ...keyValues, ...sumValues(sums));
    }
    return { isRolledUp: true, sums: groupSums.reduce(addUsage, noUsage) };
  }

  function read(by: readonly UsageGrouping[], period: Period, visit: GroupVisitor): void {
    const keys = by.map((grouping) => {
      if (grouping === 'conversation') throw new RangeError('Rollups do not hold conversations.');
      return keyExpressions[grouping];
    });
    // Naming the imports lets SQLite seek to the hours of each: the primary key begins with the import.
    const select = connection
      .prepare<[number, number], bigint[]>(
        `SELECT ${[...keys, ...summedColumns.map((name) => `sum(${name})`), 'min(first_ms)', 'max(last_ms)'].join(', ')}
         FROM usage_hour WHERE import_id IN (SELECT id FROM usage_import) AND hour >= ? AND hour < ?
         GROUP BY ${keys.length === 0 ? 'NULL' : keys.map((_key, index) => index + 1).join(', ')}`,
      )
      .raw()
      .safeIntegers();
    const fromHour = (period.fromMs ?? -Infinity) / msPerHour;
    const toHour = (period.toMs ?? Infinity) / msPerHour;
    for (const row of select.all(fromHour, toHour)) {
      const keyValues = by.map((grouping, index) => {
        const key = Number(row[index] ?? 0n);
        return grouping === 'month' ? monthNumber(key) : key;
      });
      visit(keyValues, sumsFrom(row.slice(by.length)));
    }
  }

  return { add, read };
}

function sumSegment(usage: UsageColumns): UsageSums {
  return sumGroups(usage, groupRows(usage.rows, [])).reduce(addUsage, noUsage);
}

/** Key columns of a segment in the order of `keyColumns`. */
function rollupKeys(usage: UsageColumns): readonly IntegerColumn[] {
  const none = new Uint8Array(usage.rows);
  const { provider = none, model = none, project = none, user = none, task = none } = usage.dimensions;
  return [provider, model, usage.serviceTier, project, user, task];
}

/** Sums in the order of `summedColumns`, then first and last. */
function sumValues(sums: UsageSums): readonly (number | bigint)[] {
  return [
    sums.records,
    sums.requests,
    ...tokenKinds.map((kind) => sums.tokens[kind] ?? 0n),
    sums.costNanoUsd,
    sums.unpricedRecords,
    sums.unpricedTokens,
    sqlInteger(sums.firstMs),
    sqlInteger(sums.lastMs),
  ];
}

/** Inverse of `sumValues`. */
function sumsFrom(values: readonly bigint[]): UsageSums {
  const [records = 0n, requests = 0n, ...rest] = values;
  const [cost = 0n, unpricedRecords = 0n, unpricedTokens = 0n, first = 0n, last = 0n] = rest.slice(tokenKinds.length);
  const tokens: Partial<Record<TokenKind, bigint>> = {};
  tokenKinds.forEach((kind, index) => {
    const sum = rest[index] ?? 0n;
    if (sum > 0n) tokens[kind] = sum;
  });
  return {
    records,
    requests,
    tokens,
    costNanoUsd: cost,
    unpricedRecords,
    unpricedTokens,
    firstMs: Number(first),
    lastMs: Number(last),
  };
}
