import { createReadStream } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createThreadRunner } from '#workers';
import { usageColumns, usageMapping } from './generate-usage.ts';

/** Something that takes a usage CSV into a database file. */
export interface Contender {
  readonly name: string;
  /** Loads what it needs, outside the time measured. */
  prepare(): Promise<Work>;
}

/** Takes the file in and makes it durable. @returns the rows that the database holds. */
export type Work = (csv: string, database: string) => Promise<number>;

/** The worker entry, as the product starts it; built before the benchmarks run. */
const workerFile = resolve(import.meta.dirname, '../../../dist/main/worker.cjs');

/** The whole product path, threads and all: hash, read, check, price, insert, roll up, commit, checkpoint. */
const burnrate: Contender = {
  name: 'burnrate',
  prepare() {
    return Promise.resolve(async (csv, database) => {
      const runner = createThreadRunner({
        workerFile: process.env['BURNRATE_WORKER'] ?? workerFile,
        ledgerFile: database,
        // As the app does: from the second import on, threads find their code compiled.
        compileCacheFolder: join(dirname(database), 'compile-cache'),
        monotonicMs: () => performance.now(),
      });
      const input = { path: csv, name: 'usage.csv', options: { mapping: usageMapping } };
      const report = await runner.run({ kind: 'import', input });
      await runner.close();
      if (!report.ok) throw new Error(report.error.message);
      return report.value.imported;
    });
  },
};

/** The types that DuckDB would find by itself, given so that it need not look. */
const duckdbTypes = usageColumns.map((column) => {
  if (column === 'time') return `'${column}': 'TIMESTAMP'`;
  if (/_(tokens|ms)$/.test(column)) return `'${column}': 'BIGINT'`;
  return `'${column}': '${column === 'cost_usd' ? 'DECIMAL(18,8)' : 'VARCHAR'}'`;
});

const duckdb: Contender = {
  name: 'duckdb',
  async prepare() {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    return async (csv, database) => {
      const instance = await DuckDBInstance.create(database, { threads: '2' });
      const connection = await instance.connect();
      const columns = `{${duckdbTypes.join(', ')}}`;
      await connection.run(
        `CREATE TABLE usage AS SELECT * FROM read_csv('${csv}', header = true, delim = ',', quote = '"', columns = ${columns})`,
      );
      await connection.run('CHECKPOINT');
      const counted = await connection.runAndReadAll('SELECT count(*) FROM usage');
      connection.closeSync();
      instance.closeSync();
      return Number(counted.getRows()[0]?.[0]);
    };
  },
};

/** What one would write first: csv-parse, and an insert a row into text columns, in one transaction. */
const plain: Contender = {
  name: 'csv-parse',
  async prepare() {
    const { parse } = await import('csv-parse');
    const { default: Database } = await import('better-sqlite3');
    return async (csv, database) => {
      const connection = new Database(database);
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = NORMAL');
      connection.exec(`CREATE TABLE usage (${usageColumns.join(', ')})`);
      const insert = connection.prepare(`INSERT INTO usage VALUES (${usageColumns.map(() => '?').join(', ')})`);
      connection.exec('BEGIN');
      let rows = 0;
      for await (const record of createReadStream(csv).pipe(parse({ from_line: 2 }))) {
        insert.run(record as string[]);
        rows++;
      }
      connection.exec('COMMIT');
      connection.pragma('wal_checkpoint(TRUNCATE)');
      connection.close();
      return rows;
    };
  },
};

/** Contenders that run inside Node; `sqlite3` is a program of its own. */
export const contenders: readonly Contender[] = [burnrate, duckdb, plain];
