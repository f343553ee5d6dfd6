import { copyFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openLedger } from '#ledger';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import { serviceTiers, usageDimensions } from '#shared/domain/usage.ts';
import { dimensionIds } from '../../electron/ledger/dictionary.ts';
import { migrationChecksum } from '../../electron/ledger/migrate.ts';
import type { Migration } from '../../electron/ledger/migrations/index.ts';
import { migrations } from '../../electron/ledger/migrations/index.ts';
import { rollupViews } from '../../electron/ledger/rollup-views.ts';
import {
  codeOf,
  exampleRecord,
  importUsage,
  marchMs,
  newLedgerFile,
  openTestLedger,
  unpriced,
  valueOf,
} from '../unit/ledger/sample-usage.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const newest = migrations.length;

/** A step as a later release might add it. */
const later: Migration = {
  version: newest + 1,
  name: 'later',
  sql: 'CREATE TABLE later_table (id INTEGER PRIMARY KEY) STRICT; ALTER TABLE usage_import ADD COLUMN note TEXT;',
};

/** A copy of the ledger as a released version wrote it. */
function fixtureCopy(version = newest): string {
  const file = newLedgerFile();
  copyFileSync(join(fixtures, `version-${version}.sqlite`), file);
  return file;
}

function versionOf(file: string): unknown {
  const plain = new DatabaseSync(file, { readOnly: true });
  const row = plain.prepare('PRAGMA user_version').get();
  plain.close();
  return row?.['user_version'];
}

function tablesOf(file: string): unknown[] {
  const plain = new DatabaseSync(file, { readOnly: true });
  const rows = plain.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  plain.close();
  return rows.map(({ name }) => name);
}

function backupsOf(file: string): string[] {
  return readdirSync(dirname(file)).filter((name) => name.endsWith('.backup'));
}

describe('the migrations', () => {
  it('are numbered from 1 without gaps, and each has a fixture', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_migration, index) => index + 1));
    for (const { version } of migrations) expect(existsSync(join(fixtures, `version-${version}.sqlite`))).toBe(true);
  });

  it('are those that wrote the fixtures: a released step is never edited', () => {
    for (const migration of migrations) {
      const plain = new DatabaseSync(fixtureCopy(migration.version));
      const row = plain.prepare('SELECT name, checksum FROM ledger_migration WHERE version = ?').get(migration.version);
      plain.close();
      expect(row).toEqual({ name: migration.name, checksum: migrationChecksum(migration) });
    }
  });

  it('leave the numbers that files hold to their words', () => {
    // Indexes and bits in every segment ever written; append only.
    expect(serviceTiers.slice(0, 4)).toEqual(['standard', 'batch', 'flex', 'priority']);
    expect(tokenKinds.slice(0, 12).join(' ')).toBe(
      'input cacheRead cacheWrite5m cacheWrite1h output reasoning inputAudio cacheReadAudio outputAudio inputImage cacheReadImage outputImage',
    );
    const rows = valueOf(openTestLedger().query('SELECT id, name FROM dimension ORDER BY id'));
    expect(rows).toEqual(usageDimensions.map((name) => ({ id: BigInt(dimensionIds[name]), name })));
  });
});

describe.each(migrations.map(({ version }) => version))('a ledger of version %i', (version) => {
  it('opens with everything it held', () => {
    const ledger = openTestLedger(fixtureCopy(version));
    expect(valueOf(ledger.verify())).toEqual({ records: 40 });
    expect(ledger.listImports()).toMatchObject([
      { id: 1, file: 'march.csv', records: 40, rejected: 1, unpriced: 10, monthScale: 720, costUsd: 0.135 },
    ]);
    expect(ledger.rejectedRows(1, 0, 10)).toMatchObject([{ line: 7, column: 'tokens', reason: 'not a number' }]);
    // 40 x 1,000 + (0 + 1 + … + 39) input tokens.
    expect(ledger.usage({ by: ['model', 'hour'] })).toMatchObject({
      totals: { tokens: { input: 40_780, output: 8000 }, costNanoUsd: '135000000', unpricedRecords: 10 },
      groups: [
        { keys: { model: 'gpt-4o', hour: '2024-03-01T00:00Z' }, records: 30 },
        { keys: { model: 'house-model', hour: '2024-03-01T00:00Z' }, records: 10 },
      ],
    });
    expect(ledger.usage({ by: ['conversation'] }).groups).toHaveLength(40);
    expect(ledger.priceCard(1)?.priceVersion).toBe('v1');
  });
});

describe('a ledger of version 1', () => {
  it('gets its totals as rollups when it is opened, and its cards the fields they lacked', () => {
    const file = fixtureCopy(1);
    const plain = new DatabaseSync(file);
    plain.exec(`UPDATE price_card SET card = json_set(card, '$.usdPerRequest', 0.01)`);
    plain.close();
    const ledger = openTestLedger(file);
    const views = valueOf(ledger.query('SELECT view, groups FROM rollup ORDER BY id')).map(({ view }) => view);
    expect(views).toEqual(rollupViews.map(({ id }) => id));
    expect(ledger.priceCard(1)?.unitRates).toEqual({ request: { usdPerUnit: 0.01 } });
    expect(ledger.listImports()).toMatchObject([{ duplicates: 0, charges: 0, billedNanoUsd: null }]);
  });
});

describe('a ledger of version 2', () => {
  it('holds units, places, stated costs, keys, bills and price documents', () => {
    const ledger = openTestLedger(fixtureCopy(2));
    // Records 1, 11, 21 and 31.
    const rich = ledger.usage({ by: ['serviceTier'], filter: { serviceTier: ['fast'] } });
    expect(rich.groups).toMatchObject([
      {
        keys: { serviceTier: 'fast' },
        records: 4,
        tokens: { cacheWrite30m: 28 },
        units: { webSearch: 8, sessionHour: 1 },
        unpricedUnits: { sessionHour: 1 },
        billedRecords: 4,
        billedNanoUsd: '14000000',
      },
    ]);
    const places = valueOf(ledger.query('SELECT residency, count(*) AS records FROM usage_record GROUP BY residency'));
    expect(places).toEqual([
      { residency: 'eu', records: 4n },
      { residency: 'global', records: 36n },
    ]);
    expect(ledger.listImports()).toMatchObject([{ charges: 2, billedNanoUsd: '94000000' }]);
    expect(ledger.charges({}).map(({ category, billedNanoUsd }) => [category, billedNanoUsd])).toEqual([
      ['credit', -10_000_000n],
      ['usage', 90_000_000n],
    ]);
    expect(ledger.priceDocuments()).toMatchObject([{ kind: 'override', withdrawnAtMs: null, document: '{}' }]);
    const again = importUsage(ledger, 'again.csv', [[exampleRecord(), unpriced, { key: 'row-11' }]]);
    expect(again).toMatchObject({ records: 0, duplicates: 1 });
  });
});

describe('bringing a ledger up to date', () => {
  it('takes every step it lacks, after a backup that is kept', () => {
    const file = fixtureCopy();
    const ledger = openTestLedger(file, { migrations: [...migrations, later] });
    expect(ledger.usage({ by: [] }).totals.records).toBe(40);
    expect(versionOf(file)).toBe(newest + 1);
    expect(tablesOf(file)).toContain('later_table');
    expect(backupsOf(file)).toEqual([`usage.ledger.v${newest}-20240301T000000000Z.backup`]);
    const backup = join(dirname(file), backupsOf(file)[0] ?? '');
    expect([versionOf(backup), tablesOf(backup).includes('later_table')]).toEqual([newest, false]);
    expect(valueOf(openTestLedger(backup).verify())).toEqual({ records: 40 });
  });

  it('makes no backup of a ledger that is new or up to date', () => {
    const fresh = newLedgerFile();
    openTestLedger(fresh);
    const current = fixtureCopy();
    openTestLedger(current);
    expect([backupsOf(fresh), backupsOf(current)]).toEqual([[], []]);
  });

  it('changes nothing when a step fails half-way', () => {
    const file = fixtureCopy();
    const broken = { ...later, sql: `${later.sql} INSERT INTO no_such_table VALUES (1);` };
    const opened = openLedger({ file, now: () => marchMs, migrations: [...migrations, broken] });
    expect(codeOf(opened)).toBe('ledger-migration-failed');
    const [backup = 'no backup'] = backupsOf(file);
    expect(opened.ok ? '' : opened.error.nextStep).toContain(backup);
    expect(versionOf(file)).toBe(newest);
    expect(tablesOf(file)).not.toContain('later_table');
    expect(openTestLedger(file).usage({ by: [] }).totals.records).toBe(40);
  });

  it('leaves an older ledger as it is when it is only to be read', () => {
    const file = fixtureCopy();
    const opened = openLedger({ file, readonly: true, now: () => marchMs, migrations: [...migrations, later] });
    expect(codeOf(opened)).toBe('ledger-outdated');
    expect(versionOf(file)).toBe(newest);
  });
});

describe('a ledger this program must not touch', () => {
  it('is refused plainly and left unchanged when it is newer', () => {
    const file = fixtureCopy();
    openTestLedger(file, { migrations: [...migrations, later] }).close();
    const before = readFileSync(file);
    const opened = openLedger({ file, now: () => marchMs });
    expect(opened).toEqual({
      ok: false,
      error: {
        code: 'ledger-newer',
        message: `The ledger was written by a newer Burnrate (version ${newest + 1}; this program knows ${newest}).`,
        at: { file },
        nextStep: 'Update Burnrate, or pick another ledger.',
      },
    });
    expect(codeOf(openLedger({ file, readonly: true, now: () => marchMs }))).toBe('ledger-newer');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('is refused when a step it has had was edited since', () => {
    const file = fixtureCopy();
    const edited = migrations.map((migration) => ({ ...migration, sql: `${migration.sql}-- edited` }));
    expect(codeOf(openLedger({ file, now: () => marchMs, migrations: edited }))).toBe('ledger-migration-changed');
  });

  it('is refused when it says that it had a step which is not recorded', () => {
    const file = fixtureCopy();
    const plain = new DatabaseSync(file);
    plain.exec('DELETE FROM ledger_migration');
    plain.close();
    expect(codeOf(openLedger({ file, now: () => marchMs }))).toBe('ledger-migration-changed');
  });
});
