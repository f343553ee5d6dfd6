import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LedgerCopy, LedgerState, LedgerStatus } from '#shared/domain/ledger-status.ts';
import type { Result } from '#shared/result.ts';
import type { Ledger } from './ledger.ts';
import { latestVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';

/** States by the code of the failure that opening ends in. */
const stateOfCode: Readonly<Record<string, LedgerState>> = {
  'ledger-not-found': 'missing',
  'ledger-corrupt': 'corrupt',
  'not-a-ledger': 'not-a-ledger',
  'ledger-newer': 'newer',
  'ledger-locked': 'locked',
  'ledger-read-only': 'read-only',
  'disk-full': 'disk-full',
};

/**
 * What state a ledger is in, without making one.
 * @param open Opens the ledger, or gives the one that is open; called only when there is a file.
 */
export function ledgerStatus(file: string, open: () => Result<Ledger>): LedgerStatus {
  const status = statSync(file, { throwIfNoEntry: false });
  const facts = {
    file,
    sizeBytes: status?.size ?? null,
    version: null,
    imports: null,
    records: null,
    copies: ledgerCopies(file),
  };
  if (status === undefined) return { ...facts, state: 'missing' };
  const opened = open();
  if (!opened.ok) {
    const { code, message, nextStep } = opened.error;
    return {
      ...facts,
      state: stateOfCode[code] ?? 'unavailable',
      problem: { code, message, ...(nextStep === undefined ? {} : { nextStep }) },
    };
  }
  const imports = opened.value.listImports();
  return {
    ...facts,
    state: 'ready',
    version: latestVersion(migrations),
    imports: imports.length,
    records: imports.reduce((sum, { records }) => sum + records, 0),
  };
}

/** Copies that lie beside a ledger, newest first: backups, those made before a migration, and replaced ledgers. */
export function ledgerCopies(file: string): LedgerCopy[] {
  const prefix = `${basename(file)}.`;
  return listFolder(dirname(file))
    .filter((name) => name.startsWith(prefix) && /(\.backup|\.replaced-\w+)$/.test(name))
    .map((name) => {
      const { size, mtimeMs } = statSync(join(dirname(file), name));
      return { file: join(dirname(file), name), sizeBytes: size, modifiedMs: Math.floor(mtimeMs) };
    })
    .sort((left, right) => right.modifiedMs - left.modifiedMs || (left.file < right.file ? 1 : -1));
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
