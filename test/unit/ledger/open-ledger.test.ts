import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { ledgerFailure, openLedger } from '#ledger';
import {
  codeOf,
  exampleRecord,
  importUsage,
  marchMs,
  newLedgerFile,
  openTestLedger,
  temporaryFolder,
  unpriced,
} from './sample-usage.ts';

function open(file: string, more: { readonly?: boolean; busyTimeoutMs?: number } = {}): string {
  const opened = openLedger({ file, now: () => marchMs, ...more });
  if (opened.ok) opened.value.close();
  return codeOf(opened);
}

function contentHash(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

describe('openLedger', () => {
  it('makes the file and its folders', () => {
    const file = join(temporaryFolder(), 'deep', 'deeper', 'usage.ledger');
    expect(openTestLedger(file).listImports()).toEqual([]);
    expect(existsSync(file)).toBe(true);
  });

  it('takes an empty file for a new ledger', () => {
    const file = newLedgerFile();
    writeFileSync(file, '');
    expect(open(file)).toBe('no failure');
    expect(open(file, { readonly: true })).toBe('no failure');
  });

  it('keeps what an earlier connection wrote, in one file', () => {
    const file = newLedgerFile();
    const first = openTestLedger(file);
    importUsage(first, 'a.csv', [[exampleRecord(), unpriced]]);
    first.close();
    expect(readdirSync(dirname(file))).toEqual(['usage.ledger']);
    expect(openTestLedger(file).usage({ by: [] }).totals.records).toBe(1);
  });

  it('writes durably: write-ahead log, full sync, foreign keys, and its own application id', () => {
    const file = newLedgerFile();
    importUsage(openTestLedger(file), 'a.csv', [[exampleRecord(), unpriced]]);
    const plain = new DatabaseSync(file);
    expect(plain.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(plain.prepare('PRAGMA application_id').get()).toEqual({ application_id: 0x42524e52 });
    expect(plain.prepare('PRAGMA user_version').get()).toEqual({ user_version: 4 });
    const loose = plain.prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0").all();
    expect(loose.map(({ name }) => String(name)).filter((name) => !name.startsWith('sqlite_'))).toEqual([]);
    plain.close();
  });

  it('does not make a ledger that is only to be read', () => {
    const file = newLedgerFile();
    expect(open(file, { readonly: true })).toBe('ledger-not-found');
    expect(existsSync(file)).toBe(false);
  });

  it('leaves a text file alone', () => {
    const file = newLedgerFile();
    writeFileSync(file, 'time,model,tokens\n'.repeat(100));
    const before = contentHash(file);
    expect(open(file)).toBe('not-a-ledger');
    expect(contentHash(file)).toBe(before);
  });

  it('leaves the database of another program alone', () => {
    const file = newLedgerFile();
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE bookmark (url TEXT)');
    other.close();
    const before = contentHash(file);
    expect(open(file)).toBe('not-a-ledger');
    expect(open(file, { readonly: true })).toBe('not-a-ledger');
    expect(contentHash(file)).toBe(before);
    expect(readdirSync(dirname(file))).toEqual(['usage.ledger']);
  });

  it('refuses a folder, and a path through a file', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'usage.ledger'));
    writeFileSync(join(folder, 'file'), 'text');
    expect(open(join(folder, 'usage.ledger'))).toBe('ledger-unavailable');
    expect(open(join(folder, 'file', 'usage.ledger'))).toBe('ledger-unavailable');
  });

  it('says so when another program holds the file', async () => {
    const file = newLedgerFile();
    openTestLedger(file).close();
    // Another process: within one, the two SQLite libraries would share their locks.
    const script = `const db = new (require('node:sqlite').DatabaseSync)(process.argv[1]);
      db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE'); console.log('locked'); setInterval(() => {}, 1000)`;
    const other = spawn(process.execPath, ['-e', script, file], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(other.stdout, 'data');
    expect(open(file, { busyTimeoutMs: 10 })).toBe('ledger-locked');
    other.kill();
    await once(other, 'exit');
    expect(open(file)).toBe('no failure');
  });

  it.runIf(existsSync('/proc/self'))('refuses a place where nothing can be made', () => {
    expect(['ledger-unavailable', 'ledger-read-only']).toContain(open('/proc/burnrate/usage.ledger'));
  });
});

describe('a damaged ledger', () => {
  /** A closed ledger of 5,000 records, four pages and more. */
  function closedLedger(): string {
    const file = newLedgerFile();
    const ledger = openTestLedger(file);
    const usage = Array.from(
      { length: 5000 },
      (_, index) => [exampleRecord({ startMs: marchMs + index ** 2 }), unpriced] as const,
    );
    importUsage(ledger, 'a.csv', usage);
    ledger.close();
    return file;
  }

  /** What using the whole ledger comes to: a failure code, or the number of records when all is well. */
  function use(file: string): string | number {
    const opened = openLedger({ file, now: () => marchMs });
    if (!opened.ok) return opened.error.code;
    const verified = opened.value.verify();
    opened.value.close();
    return verified.ok ? verified.value.records : verified.error.code;
  }

  it('is refused when it was cut short', () => {
    const file = closedLedger();
    const { length } = readFileSync(file);
    truncateSync(file, length - 4096);
    expect(use(file)).toBe('ledger-corrupt');
    truncateSync(file, 4096);
    expect(use(file)).toBe('ledger-corrupt');
    truncateSync(file, 2000);
    expect(use(file)).toBe('ledger-corrupt');
    truncateSync(file, 50);
    expect(use(file)).toBe('ledger-corrupt');
  });

  it('is refused when a column of its records was changed', () => {
    const file = closedLedger();
    const plain = new DatabaseSync(file);
    const { data } = plain.prepare("SELECT data FROM segment_column WHERE name = 'start_ms'").get() ?? {};
    if (!(data instanceof Uint8Array)) throw new Error('no start_ms column');
    data[17] = (data[17] ?? 0) ^ 1;
    plain.prepare("UPDATE segment_column SET data = ? WHERE name = 'start_ms'").run(data);
    plain.close();
    const ledger = openTestLedger(file);
    expect(() => ledger.scan({}, () => undefined)).toThrow('column start_ms of segment 1 fails its checksum');
    expect(() => ledger.usage({ by: ['conversation'] })).toThrow('The ledger is damaged');
    expect(codeOf(ledger.query('SELECT count(*) FROM usage_record'))).toBe('ledger-corrupt');
    expect(codeOf(ledger.verify())).toBe('ledger-corrupt');
  });

  it.each([
    ['a codec this program does not know', "UPDATE segment_column SET codec = 'u3' WHERE name = 'start_ms'"],
    ['another codec', "UPDATE segment_column SET codec = 'u8' WHERE name = 'start_ms'"],
    ['another base', "UPDATE segment_column SET base = base + 1 WHERE name = 'start_ms'"],
    ['a missing column', "DELETE FROM segment_column WHERE name = 'start_ms'"],
    ['other totals by hour', "UPDATE rollup SET groups = groups + 1 WHERE view = 'hour'"],
    ['a rollup of another view', "UPDATE rollup SET view = 'day' WHERE view = 'hour'"],
    ['other import totals', 'UPDATE usage_import SET records = records + 1'],
    ['other billed totals', 'UPDATE usage_import SET billed_nano_usd = 5'],
    ['a name that is gone', 'DELETE FROM dictionary_entry WHERE dimension_id = 2'],
    ['an import that is gone', 'PRAGMA foreign_keys = OFF; DELETE FROM usage_import'],
  ])('is found out by verify: %s', (_name, sql) => {
    const file = closedLedger();
    const plain = new DatabaseSync(file);
    plain.exec(sql);
    plain.close();
    expect(use(file)).toBe('ledger-corrupt');
  });

  it('never gives a wrong record, whichever byte is changed', () => {
    /** Usage by way of every segment column, as text; or the code of the failure. */
    function read(file: string): string {
      const opened = openLedger({ file, now: () => marchMs });
      if (!opened.ok) return opened.error.code;
      try {
        return JSON.stringify(opened.value.usage({ by: ['day', 'conversation', 'model'] }));
      } catch (error) {
        const failed = ledgerFailure(error);
        if (failed === undefined) throw error;
        return failed.error.code;
      } finally {
        opened.value.close();
      }
    }

    const file = closedLedger();
    const sound = readFileSync(file);
    const seen = new Map<string, number>();
    const expected = read(file);
    // A prime step reaches every part of the pages over the run.
    for (let position = 0; position < sound.length; position += 509) {
      const damaged = Buffer.from(sound);
      damaged[position] = (damaged[position] ?? 0) ^ 0x55;
      writeFileSync(file, damaged);
      const outcome = read(file);
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    }
    expect(seen.get('ledger-corrupt')).toBeGreaterThan(10);
    const others = [...seen.keys()].filter((outcome) => !/^(ledger-|not-a-ledger$)/.test(outcome));
    expect(others).toEqual([expected]);
  });
});
