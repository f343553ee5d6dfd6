import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile, type Benchmark, type BenchmarkFigure } from '../benchmark.ts';
import { generateUsage } from './generate-usage.ts';
import { runContender, type Run } from './run-contender.ts';

const rounds = 5;
const names = ['burnrate', 'duckdb', 'csv-parse', 'sqlite3'];
const sqliteProgram = '/usr/bin/sqlite3';
/** Peak memory that an import may take, whatever the file, MiB. */
const memoryGoalMib = 400;

/**
 * Importing a generated file of 1 and of 5 million rows, each contender in a process of its own, in turns. Ours is the
 * whole product path. The large file takes some five minutes of the run and is part of it; `--small` leaves it out.
 */
export const importing: Benchmark = {
  name: 'import',
  run() {
    const folder = mkdtempSync(join(tmpdir(), 'burnrate-bench-'));
    try {
      const small = measure(folder, 1_000_000);
      const large = process.argv.includes('--small') ? [] : measure(folder, 5_000_000);
      return Promise.resolve([...small, ...large]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const goals: Readonly<Record<string, string>> = {
  sqlite3: '>= 3 ×',
  duckdb: '>= 1 ×',
  'csv-parse': '>= 4 ×',
};
const peers: Readonly<Record<string, string>> = {
  sqlite3: '`sqlite3 .import` (WAL)',
  duckdb: 'DuckDB, 2 threads, into a file',
  'csv-parse': 'csv-parse + better-sqlite3 row by row',
};

function measure(folder: string, rows: number): readonly BenchmarkFigure[] {
  const csv = join(folder, `usage-${rows}.csv`);
  generateUsage(csv, rows);
  const runs = new Map<string, Run[]>(names.map((name) => [name, []]));
  const loads: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      loads.push(loadavg()[0] ?? Number.NaN);
      const run = runOne(name, csv, join(folder, `${name}.db`));
      if (run === undefined) continue;
      if (run.rows !== rows) throw new Error(`${name} took in ${run.rows} of ${rows} rows.`);
      runs.get(name)?.push(run);
    }
  }
  rmSync(csv);
  const ours = runs.get('burnrate') ?? [];
  const size = `${rows / 1e6} M rows`;
  console.log(`load average before the runs of ${size}: ${loads.map((load) => load.toFixed(1)).join(', ')}`);
  const rowsPerSecond = rows / (median(ours.map(({ ms }) => ms)) / 1000);
  const figures: BenchmarkFigure[] = [];
  for (const [name, times] of runs) {
    if (name === 'burnrate' || times.length === 0) continue;
    figures.push({
      name: `import of ${size} against ${name} (${Math.round(median(times.map(({ ms }) => ms)))} ms)`,
      value: rowsPerSecond,
      unit: 'rows/s',
      // By round: the machine's pace drifts, both of a round feel it alike.
      ratio: median(times.map(({ ms }, round) => ms / (ours[round]?.ms ?? Number.NaN))),
      peer: peers[name] ?? name,
      goal: goals[name] ?? '',
    });
    const cpuRatios = times.map(({ cpuMs }, round) => (cpuMs ?? Number.NaN) / (ours[round]?.cpuMs ?? Number.NaN));
    if (!cpuRatios.some(Number.isNaN)) {
      figures.push({
        name: `processor time of the import of ${size} against ${name} (${Math.round(median(times.map(({ cpuMs }) => cpuMs ?? 0)))} ms)`,
        value: median(ours.map(({ cpuMs }) => cpuMs ?? 0)),
        unit: 'ms',
        ratio: median(cpuRatios),
        peer: peers[name] ?? name,
        goal: 'none: told because other programs share the machine',
      });
    }
  }
  const delays = ours.flatMap(({ loopDelay }) => loopDelay ?? []);
  for (const [share, goalMs, values] of [
    ['p99', 10, delays.map(({ p99Ms }) => p99Ms)],
    ['longest', 50, delays.map(({ maxMs }) => maxMs)],
  ] as const) {
    const value = median(values);
    figures.push({
      name: `delay of the main thread during the import of ${size}, ${share}`,
      value,
      unit: 'ms',
      ratio: value / goalMs,
      peer: `${goalMs} ms`,
      goal: '<= 1 ×',
    });
  }
  const peakMib = Math.max(...ours.map((run) => run.peakMib ?? 0));
  figures.push({
    name: `peak memory of the import of ${size}`,
    value: peakMib,
    unit: 'MiB',
    ratio: peakMib / memoryGoalMib,
    peer: `${memoryGoalMib} MiB`,
    goal: '<= 1 ×, the same for any number of rows',
  });
  return figures;
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Runs a contender; undefined where it is not installed, which is said. */
function runOne(name: string, csv: string, database: string): Run | undefined {
  return name === 'sqlite3' ? runSqlite(csv, database) : runInNode(name, csv, database);
}

function runInNode(name: string, csv: string, database: string): Run {
  const run = runContender(name, csv, database);
  removeDatabase(database);
  return run;
}

function runSqlite(csv: string, database: string): Run | undefined {
  if (!existsSync(sqliteProgram)) {
    console.log(`sqlite3 is left out: there is no ${sqliteProgram}.`);
    return undefined;
  }
  const commands = [
    'PRAGMA journal_mode = WAL;',
    'PRAGMA synchronous = NORMAL;',
    `.import --csv ${csv} usage`,
    'PRAGMA wal_checkpoint(TRUNCATE);',
    'SELECT count(*) FROM usage;',
  ];
  const startedMs = performance.now();
  const { status, stdout, stderr } = spawnSync(sqliteProgram, [database], {
    input: commands.join('\n'),
    encoding: 'utf8',
  });
  const ms = performance.now() - startedMs;
  removeDatabase(database);
  if (status !== 0) throw new Error(`sqlite3 failed: ${stderr}`);
  return { ms, rows: Number(stdout.trim().split('\n').at(-1)) };
}

function removeDatabase(database: string): void {
  for (const suffix of ['', '-wal', '-shm', '.wal']) rmSync(`${database}${suffix}`, { force: true });
}
