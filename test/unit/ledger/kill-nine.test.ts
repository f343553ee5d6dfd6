import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { exampleRecord, importUsage, newLedgerFile, openTestLedger, unpriced, valueOf } from './sample-usage.ts';

/** Enough for several segments. */
const importedRecords = 70_000;
/** Instants at which a process is killed: of an import, and of a migration. */
const killed = { imports: 35, migrations: 15 } as const;
/** Imports of the ledger that is migrated. */
const oldImports = 40;
/** Processes at once. */
const atOnce = 3;

/** A process that has written its first line; `rest` resolves with what it has written when it ends. */
interface Running {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
}

/** Starts a script of this folder in a process of its own and waits until it writes that it has begun. */
async function start(script: string, ...parameters: string[]): Promise<Running> {
  const file = join(import.meta.dirname, script);
  const child = spawn(process.execPath, [file, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => lines.push(...chunk.toString('utf8').split('\n')));
  while (!lines.includes('begun')) {
    // oxlint-disable-next-line no-await-in-loop
    await once(child.stdout, 'data');
  }
  return { child, lines };
}

async function kill({ child }: Running): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Milliseconds from the beginning of a script to its last line. */
async function duration(script: string, last: string, ...parameters: string[]): Promise<number> {
  const running = await start(script, ...parameters);
  const beganMs = performance.now();
  while (!running.lines.includes(last)) {
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(2);
  }
  const tookMs = performance.now() - beganMs;
  await kill(running);
  return tookMs;
}

/** Pseudo-random shares of one, the same in every run: SplitMix32. */
function shares(count: number): readonly number[] {
  let state = 0x5eed;
  return Array.from({ length: count }, () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  });
}

/** Runs cases a few at a time. */
async function forEach(values: readonly number[], run: (value: number) => Promise<void>): Promise<void> {
  const waiting = [...values];
  async function work(): Promise<void> {
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      // oxlint-disable-next-line no-await-in-loop
      await run(value);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** What a file holds when a fresh process opens it: records, after every check. */
function soundRecords(file: string): number {
  const ledger = openTestLedger(file);
  const { records } = valueOf(ledger.verify());
  ledger.close();
  return records;
}

/** What a file that no migration has touched holds: records, after SQLite's own check. */
function recordsOf(file: string): unknown {
  const database = new DatabaseSync(file, { readOnly: true });
  expect(database.prepare('PRAGMA quick_check').get()).toEqual({ quick_check: 'ok' });
  const found = database.prepare('SELECT sum(records) AS records FROM usage_import').get();
  database.close();
  return found?.['records'];
}

describe('kill -9', () => {
  it(`at ${killed.imports} random instants of an import leaves all of it or nothing, and all that was before`, async () => {
    const script = 'import-until-killed.ts';
    const records = String(importedRecords);
    const wholeMs = await duration(script, 'committed', newLedgerFile(), records, 'stay');
    await forEach(shares(killed.imports), async (share) => {
      const file = newLedgerFile();
      const before = openTestLedger(file);
      importUsage(before, 'before.csv', [[exampleRecord(), unpriced]]);
      before.close();

      const running = await start(script, file, records, 'stay');
      await setTimeout(share * wholeMs * 1.05);
      const wasCommitted = running.lines.includes('committed');
      await kill(running);

      const ledger = openTestLedger(file);
      const { length } = ledger.listImports();
      // The last line may have been under way when the process died.
      expect(wasCommitted ? [2] : [1, 2]).toContain(length);
      expect(valueOf(ledger.verify()).records).toBe(length === 2 ? importedRecords + 1 : 1);
      expect(importUsage(ledger, 'after.csv', [[exampleRecord(), unpriced]]).records).toBe(1);
      ledger.close();
    });
  }, 120_000);

  it(`at ${killed.migrations} random instants of a migration leaves a ledger that opens with everything it held`, async () => {
    const script = 'migrate-until-killed.ts';
    const old = oldLedger(oldImports);
    const wholeMs = await duration(script, 'migrated', copyOf(old));
    await forEach(shares(killed.migrations), async (share) => {
      const file = copyOf(old);
      const running = await start(script, file);
      await setTimeout(share * wholeMs * 1.05);
      await kill(running);
      expect(soundRecords(file)).toBe(40 * oldImports);
      const backups = readdirSync(dirname(file)).filter((name) => name.endsWith('.backup'));
      // The first is of version 1. Each step of a migration commits by itself: one that died between two steps goes on
      // from where it was, after a copy of that.
      expect(backups.toSorted()[0]).toMatch(/\.v1-.+\.backup$/);
      for (const backup of backups) expect(recordsOf(join(dirname(file), backup))).toBe(40 * oldImports);
    });
  }, 120_000);

  it('right after a commit leaves all of the import', async () => {
    const file = newLedgerFile();
    const running = await start('import-until-killed.ts', file, '60000', 'stay');
    while (!running.lines.includes('committed')) {
      // oxlint-disable-next-line no-await-in-loop
      await setTimeout(5);
    }
    await kill(running);
    expect(soundRecords(file)).toBe(60_000);
  });
});

/** A ledger as version 1 wrote it, its one import of 40 records as often as asked for. */
function oldLedger(imports: number): string {
  const file = newLedgerFile();
  copyFileSync(join(import.meta.dirname, '../../migrations/fixtures/version-1.sqlite'), file);
  const plain = new DatabaseSync(file);
  plain.exec('PRAGMA journal_mode = DELETE; BEGIN');
  for (let id = 2; id <= imports; id++) {
    for (const table of ['usage_import', 'segment', 'segment_column', 'usage_hour']) {
      const columns = plain
        .prepare(`SELECT name FROM pragma_table_info('${table}')`)
        .all()
        .map(({ name }) => String(name));
      const values = columns.map((name) => copiedValue(table, name, id));
      const source =
        table === 'segment_column' ? 'segment_id = 1' : table === 'usage_hour' ? 'import_id = 1' : 'id = 1';
      plain.exec(`INSERT INTO ${table} (${columns.join()}) SELECT ${values.join()} FROM ${table} WHERE ${source}`);
    }
  }
  plain.exec('COMMIT');
  plain.close();
  return file;
}

function copiedValue(table: string, column: string, id: number): string {
  const isId = column === 'import_id' || column === 'segment_id' || (column === 'id' && table !== 'rejected_row');
  if (isId) return String(id);
  return column === 'sha256' ? `'copy ${id}'` : column;
}

function copyOf(file: string): string {
  const copy = newLedgerFile();
  copyFileSync(file, copy);
  return copy;
}
