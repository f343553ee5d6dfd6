import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { silentLogger } from '#api';
import type { UsageFilter, UsageGrouping } from '#shared/domain/usage-query.ts';
import { createContainer } from '../../electron/container.ts';
import { percentile, type Benchmark, type BenchmarkFigure } from './benchmark.ts';
import { generateUsage } from './import/generate-usage.ts';
import { runContender } from './import/run-contender.ts';

const rows = 5_000_000;
const rounds = 10;

/** What is asked of both. */
interface Question {
  readonly by: readonly UsageGrouping[];
  /** The same for DuckDB: the names and `GROUP BY`. */
  readonly sql: string;
  readonly filter?: UsageFilter;
  readonly where?: string;
  readonly goal: string;
}

const dayGoal = 'under 20 ms, and at most 0.033 × (30 × as fast)';
const otherGoal = 'at most 0.33 × (3 × as fast) when asked again, 2 × when asked first';
const questions: readonly Question[] = [
  { by: ['day', 'model'], sql: `date_trunc('day', time), provider, model`, goal: dayGoal },
  { by: ['project', 'model'], sql: 'project, provider, model', goal: otherGoal },
  { by: ['user'], sql: '"user"', goal: otherGoal },
  { by: ['hour', 'model'], sql: `date_trunc('hour', time), provider, model`, goal: otherGoal },
  {
    by: ['month', 'user'],
    sql: `date_trunc('month', time), "user"`,
    filter: { project: ['project-2'] },
    where: `WHERE project = 'project-2'`,
    goal: otherGoal,
  },
];

/** What asking once took, and asking again. */
interface Times {
  readonly firstMs: number;
  readonly laterMs: readonly number[];
  readonly groups: number;
}

/**
 * Questions of usage over 5 million rows, by day and model and by others: ours by the method that the screens and the
 * command call, in this process; DuckDB from its table of the same file. And how large the files are.
 */
export const usageQuery: Benchmark = {
  name: 'usage-query',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'burnrate-bench-'));
    try {
      const csv = join(folder, 'usage.csv');
      generateUsage(csv, rows);
      for (const name of ['burnrate', 'duckdb']) runContender(name, csv, join(folder, `${name}.db`));
      rmSync(csv);
      const figures = await compared(folder);
      return [...figures, fileSize(folder)];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function compared(folder: string): Promise<readonly BenchmarkFigure[]> {
  const ours = await askBurnrate(folder);
  const theirs = await askDuckdb(join(folder, 'duckdb.db'));
  return questions.flatMap(({ by, where, goal }, index) => {
    const [own, their] = [ours[index], theirs[index]];
    if (own === undefined || their?.groups !== own.groups) {
      throw new Error(`By ${by.join(', ')}: ${own?.groups} groups are not ${their?.groups}.`);
    }
    const of = where === undefined ? '' : ', one project';
    const name = `${by.join(' × ')}${of} over ${rows / 1e6} M rows (${own.groups} groups)`;
    const figure = (when: string, ms: number, theirMs: number): BenchmarkFigure => ({
      name: `${name}, asked ${when}`,
      value: ms,
      unit: 'ms',
      ratio: ms / theirMs,
      peer: `DuckDB, 2 threads (${theirMs.toFixed(1)} ms)`,
      goal,
    });
    return [
      figure('again', percentile(own.laterMs, 0.5), percentile(their.laterMs, 0.5)),
      figure('first', own.firstMs, their.firstMs),
    ];
  });
}

function fileSize(folder: string): BenchmarkFigure {
  const [ours, theirs] = ['burnrate.db', 'duckdb.db'].map((name) => statSync(join(folder, name)).size / 2 ** 20);
  if (ours === undefined || theirs === undefined) throw new Error('A database is missing.');
  return {
    name: `file of ${rows / 1e6} M rows`,
    value: ours,
    unit: 'MiB',
    ratio: ours / theirs,
    peer: `DuckDB's (${theirs.toFixed(0)} MiB)`,
    goal: '<= 1.3 ×',
  };
}

async function askBurnrate(folder: string): Promise<readonly Times[]> {
  const container = createContainer({
    dataFolder: folder,
    ledgerFile: join(folder, 'burnrate.db'),
    host: 'direct',
    workerFile: resolve(import.meta.dirname, '../../dist/main/worker.cjs'),
    logger: silentLogger,
    version: 'bench',
    now: () => Date.now(),
  });
  try {
    return await timedInTurn(async ({ by, filter }) => {
      const answer = await container.router.call('usage.summary', { by: [...by], ...(filter && { filter }) });
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value.groups.length;
    });
  } finally {
    await container.close();
  }
}

async function askDuckdb(database: string): Promise<readonly Times[]> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(database, { threads: '2' });
  const connection = await instance.connect();
  try {
    return await timedInTurn(async ({ sql, where = '' }) => {
      const answer = await connection.runAndReadAll(
        `SELECT ${sql}, count(*), sum(input_tokens), sum(cached_tokens), sum(output_tokens), sum(cost_usd)
         FROM usage ${where} GROUP BY ${sql}`,
      );
      return answer.getRows().length;
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function timedInTurn(ask: (question: Question) => Promise<number>): Promise<readonly Times[]> {
  const all: Times[] = [];
  for (const question of questions) {
    const times: number[] = [];
    let groups = 0;
    for (let round = 0; round <= rounds; round++) {
      const startedMs = performance.now();
      // One question at a time is what is measured.
      // oxlint-disable-next-line no-await-in-loop
      groups = await ask(question);
      times.push(performance.now() - startedMs);
    }
    const [firstMs = Number.NaN, ...laterMs] = times;
    all.push({ firstMs, laterMs, groups });
  }
  return all;
}
