import { DuckDBInstance } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBundledCatalogue } from '#pricing/books';
import { promptSizeBounds } from '#shared/domain/bucket-file.ts';
import type { ColumnMapping, ImportOptions } from '#shared/domain/importing.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import { bucketQuery, fromColumnMapping, sqlDialects, type SqlDialect } from '#warehouse';
import { createMemoryLedger, expectSuccess, importInto, withFile, type MemoryLedger } from '../importing/in-memory.ts';
import { logColumns, sampleLogs, type LogRow } from './sample-logs.ts';

/** The queries run on the engines themselves; what they give imports to the totals of the logs imported directly. */

const catalogue = createBundledCatalogue();
const logs = sampleLogs(800, 20_261_123);

/** Columns have names that must be quoted: a keyword, capitals, a space, a quote. */
const columnNames: Readonly<Record<keyof LogRow, string>> = {
  atMs: 'at',
  provider: 'Provider',
  model: 'model name',
  tier: 'tier',
  team: 'group',
  who: 'user',
  job: 'job"; DROP TABLE logs; --',
  prompt: 'prompt_tokens',
  cached: 'cached',
  written: 'written',
  completion: 'completion_tokens',
  thought: 'thought',
  calls: 'calls',
};

const mapping: ColumnMapping = {
  format: 'burnrate-mapping',
  version: 1,
  time: { column: columnNames.atMs, format: 'auto' },
  tokens: {
    input: columnNames.prompt,
    cacheRead: columnNames.cached,
    cacheWrite5m: columnNames.written,
    output: columnNames.completion,
    reasoning: columnNames.thought,
  },
  inputIncludesCached: true,
  outputIncludesReasoning: true,
  requests: columnNames.calls,
  dimensions: {
    provider: columnNames.provider,
    model: columnNames.model,
    project: columnNames.team,
    user: columnNames.who,
    task: columnNames.job,
  },
  serviceTier: columnNames.tier,
  constants: { provider: 'openai', model: 'gpt-4o-mini' },
};

/** What tests write into cells and engines give: bigints among it. */
type Cell = string | number | bigint | null | undefined;

function csvCell(value: Cell): string {
  const text = String(value ?? '');
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => row.map(csvCell).join(',')).join('\n');
}

function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** The table's definition in words that both engines know, and its rows as literals. */
function tableSql(dialect: SqlDialect, timeType: string, writeTime: (ms: number) => string): string {
  const types = logColumns.map((key) => {
    const type = key === 'atMs' ? timeType : mapping.requests === columnNames[key] ? 'INTEGER' : typeOf(key);
    return `${dialect.identifier(columnNames[key])} ${type}`;
  });
  const rows = logs.map((row) => `(${logColumns.map((key) => literal(key, row[key])).join(', ')})`);
  return `DROP TABLE IF EXISTS logs; CREATE TABLE logs (${types.join(', ')}); INSERT INTO logs VALUES ${rows.join(',\n')};`;

  function literal(key: keyof LogRow, value: LogRow[keyof LogRow]): string {
    if (value === null) return 'NULL';
    if (key === 'atMs') return writeTime(Number(value));
    return typeof value === 'number' ? String(value) : dialect.text(value);
  }
}

function typeOf(key: keyof LogRow): string {
  return ['prompt', 'cached', 'written', 'completion', 'thought'].includes(key) ? 'DOUBLE PRECISION' : 'VARCHAR';
}

interface Result {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** An engine that is running. */
interface Engine {
  /** Runs some statements and then a query. */
  run(setUp: string, query: string): Promise<Result>;
  close(): Promise<void>;
}

/** In a zone that is not UTC, so that a query that reads times in the session's own zone shows. */
const zone = "'America/New_York'";

const engines: Readonly<Record<string, () => Promise<Engine>>> = {
  async duckdb() {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(`SET TimeZone = ${zone}`);
    return {
      async run(setUp, query) {
        await connection.run(setUp);
        const result = await connection.runAndReadAll(query);
        return { columns: result.columnNames(), rows: result.getRowsJS() as Cell[][] };
      },
      close: () => Promise.resolve(connection.closeSync()),
    };
  },
  async postgres() {
    const database = await PGlite.create();
    await database.exec(`SET TIME ZONE ${zone}`);
    return {
      async run(setUp, query) {
        await database.exec(setUp);
        const result = await database.query<Record<string, Cell>>(query);
        const columns = result.fields.map(({ name }) => name);
        return { columns, rows: result.rows.map((row) => columns.map((column) => row[column])) };
      },
      close: () => database.close(),
    };
  },
};

/** Totals by everything that a bucket keeps, in one text each. */
function totals(ledger: MemoryLedger): ReadonlyMap<string, readonly number[]> {
  const sums = new Map<string, number[]>();
  for (const { records } of ledger.imports) {
    for (const { record, price } of records) {
      const hour = Math.floor(record.startMs / 3_600_000);
      const key = [
        hour,
        record.provider,
        record.model,
        record.serviceTier,
        record.project,
        record.user,
        record.task,
      ].join('|');
      const sum = sums.get(key) ?? [0, 0, ...tokenKinds.map(() => 0)];
      sum[0] = (sum[0] ?? 0) + price.costNanoUsd;
      sum[1] = (sum[1] ?? 0) + record.requests;
      for (const [index, kind] of tokenKinds.entries())
        sum[index + 2] = (sum[index + 2] ?? 0) + (record.tokens[kind] ?? 0);
      sums.set(key, sum);
    }
  }
  return new Map([...sums].sort(([left], [right]) => (left < right ? -1 : 1)));
}

async function imported(content: string, options: ImportOptions): Promise<MemoryLedger> {
  const ledger = createMemoryLedger();
  await withFile(content, async (path) => {
    const report = expectSuccess(await importInto(ledger, path, { catalogue, options }));
    expect(report.preset).toBe(options.mapping === undefined ? 'burnrate-buckets' : 'generic');
  });
  return ledger;
}

const direct = await imported(
  csv(
    logColumns.map((key) => columnNames[key]),
    logs.map((row) => logColumns.map((key) => (key === 'atMs' ? isoOf(row.atMs) : row[key]))),
  ),
  { mapping },
);
const directOutcome = direct.imports[0]?.outcome;

it('compares logs with many buckets and rows of every fault', () => {
  expect(totals(direct).size).toBeGreaterThan(100);
  expect(directOutcome?.rejected).toBeGreaterThan(20);
});

describe.each(sqlDialects.filter(({ isTestedOnEngine }) => isTestedOnEngine))('on $name', (dialect) => {
  let engine: Engine;
  beforeAll(async () => {
    const start = engines[dialect.id];
    if (start === undefined) throw new Error(`No engine for ${dialect.id}.`);
    engine = await start();
  }, 120_000);
  afterAll(() => engine.close());

  const timeColumns: readonly [string, ColumnMapping['time']['format'], string, (ms: number) => string][] = [
    ['a timestamp without zone', 'auto', 'TIMESTAMP', (ms) => `'${isoOf(ms)?.replace('T', ' ').replace('Z', '')}'`],
    ['a timestamp with zone', 'auto', 'TIMESTAMPTZ', (ms) => `'${isoOf(ms)}'`],
    ['ISO text, some with zones', 'iso', 'VARCHAR', (ms) => isoText(ms)],
    ['Unix seconds', 'unix-s', 'DOUBLE PRECISION', (ms) => String(ms / 1000)],
    ['Unix milliseconds', 'unix-ms', 'BIGINT', String],
  ];

  it.each(timeColumns)('gives the totals of a direct import, time being %s', async (_, format, type, writeTime) => {
    const read = expectSuccess(fromColumnMapping({ ...mapping, time: { ...mapping.time, format } }));
    const query = expectSuccess(bucketQuery(dialect, 'logs', read));
    const result = await engine.run(tableSql(dialect, type, writeTime), query.sql);
    expect(result.columns).toEqual(query.columns);

    const buckets = await imported(csv(result.columns, result.rows), {});
    const [expected, found] = [totals(direct), totals(buckets)];
    expect([...found.keys()]).toEqual([...expected.keys()]);
    for (const [key, [cost = 0, ...counts]] of expected) {
      const [foundCost = 0, ...foundCounts] = found.get(key) ?? [];
      expect([key, ...foundCounts]).toEqual([key, ...counts]);
      // Each record is rounded to a nano-dollar once: many records round more often than one bucket.
      expect(Math.abs(foundCost - cost)).toBeLessThanOrEqual(logs.length / 2);
    }
    // Nothing is lost in silence: what the direct import rejects, the query counts.
    const unreadable = result.rows.filter((row) => row[result.columns.indexOf('status')] === 'unreadable');
    const lost = unreadable.reduce((sum, row) => sum + Number(row[result.columns.indexOf('log_rows')]), 0);
    expect(lost).toBe(directOutcome?.rejected);
    expect(buckets.imports[0]?.outcome.rejected).toBe(unreadable.length);
    expect(result.rows.length).toBeLessThan(logs.length);
  });
});

const nasty = `'; DROP TABLE logs; -- \\' \\ " /* ü`;

describe.each(sqlDialects.filter(({ isTestedOnEngine }) => isTestedOnEngine))(
  'names from outside, on $name',
  (dialect) => {
    it('stay names and texts, whatever they hold', async () => {
      const engine = await (engines[dialect.id] ?? engines['duckdb'])?.();
      if (engine === undefined) throw new Error(`No engine for ${dialect.id}.`);
      const quoted = dialect.identifier(nasty);
      const query = expectSuccess(
        bucketQuery(dialect, `"${nasty.replaceAll('"', '""')}"`, {
          time: { column: `${nasty} time`, format: 'unix-s' },
          tokens: { input: `${nasty} input` },
          inputIncludesCached: false,
          outputIncludesReasoning: false,
          dimensions: { project: `${nasty} team` },
          constants: { provider: 'openai', model: nasty },
        }),
      );
      const columns = ['time', 'input', 'team'].map((name) => dialect.identifier(`${nasty} ${name}`));
      const result = await engine.run(
        `CREATE TABLE ${quoted} (${columns[0]} BIGINT, ${columns[1]} BIGINT, ${columns[2]} VARCHAR);
       INSERT INTO ${quoted} VALUES (3600, 5, ${dialect.text(nasty)});`,
        query.sql,
      );
      await engine.close();
      const row = Object.fromEntries(result.columns.map((column, index) => [column, result.rows[0]?.[index]]));
      expect(result.rows).toHaveLength(1);
      expect(row).toMatchObject({ model: nasty, project: nasty, provider: 'openai', status: 'ok' });
      expect([row['start_time'], row['end_time'], row['input_tokens']].map(Number)).toEqual([3600, 7200, 5]);
    });
  },
);

function isoText(ms: number): string {
  const zones = [
    () => `'${isoOf(ms)}'`,
    () => `'${isoOf(ms)?.replace('T', ' ').replace('Z', '')}'`,
    () => `'${isoOf(ms + 5.5 * 3_600_000)?.replace('Z', '+05:30')}'`,
  ];
  return (zones[ms % zones.length] ?? zones[0])?.() ?? '';
}

describe('the classes of prompt size', () => {
  it('have every long-context bound of the bundled price book, so that buckets are priced like their requests', () => {
    const bounds = new Set(
      catalogue
        .list({}, Date.UTC(2026, 10, 23))
        .flatMap(({ modelId }) => catalogue.cards({ model: modelId }))
        .flatMap(({ rates }) =>
          Object.values(rates).flatMap(({ tiers }) => tiers.map((tier) => tier.aboveInputTokens)),
        ),
    );
    for (const bound of bounds) expect(promptSizeBounds).toContain(bound);
  });

  it('ascend', () => {
    expect(promptSizeBounds).toEqual([...promptSizeBounds].sort((left, right) => left - right));
  });
});
