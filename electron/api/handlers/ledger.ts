import type { Result } from '#shared/result.ts';
import { failure, success } from '#shared/result.ts';
import { fileTime, ledgerCopies, ledgerFailure, ledgerStatus, restoreLedger, type Ledger } from '#ledger';
import type { JobRegistry } from '#workers';
import type { FileGrants } from '../file-grants.ts';
import type { Handlers } from '../handler.ts';

/** What the ledger methods work on. */
export interface LedgerServices {
  /** The ledger's file, whether it is there or not. */
  readonly ledgerFile: string;
  readonly openLedger: () => Result<Ledger>;
  /** Closes the ledger, so that its file can be replaced; it is opened again when it is next asked for. */
  readonly closeLedger: () => void;
  readonly files: Pick<FileGrants, 'resolve'>;
  readonly jobs: Pick<JobRegistry, 'start'>;
  /** Called when another ledger has taken the place of the last one. */
  readonly onReplaced: () => void;
  /** The clock, UTC ms. */
  readonly now: () => number;
}

/** Methods that care for the ledger's file: its state, copies and soundness. They work without a ledger that opens. */
export function ledgerHandlers(
  services: LedgerServices,
): Handlers<'ledger.status' | 'ledger.backup' | 'ledger.restore' | 'ledger.verify'> {
  const { ledgerFile, openLedger, closeLedger, files, jobs, onReplaced, now } = services;

  /** The backup that is meant: a file that the user picked, or a copy that lies beside the ledger. */
  function backupFile(input: { readonly fileId: string } | { readonly copy: string }): Result<string> {
    if ('fileId' in input) {
      const file = files.resolve(input.fileId);
      return file.ok ? success(file.value.path) : file;
    }
    const copy = ledgerCopies(ledgerFile).find(({ file }) => file === input.copy);
    return copy === undefined
      ? failure('unknown-file', 'There is no such copy beside the ledger.', { nextStep: 'Pick one of those listed.' })
      : success(copy.file);
  }

  /** Where a backup goes: a place that the host gave out, or beside the ledger under the present time. */
  function targetOf(fileId: string | undefined): Result<string> {
    if (fileId === undefined) return success(`${ledgerFile}.${fileTime(now())}.backup`);
    const file = files.resolve(fileId);
    return file.ok ? success(file.value.path) : file;
  }

  return {
    'ledger.status'() {
      try {
        return success(ledgerStatus(ledgerFile, openLedger));
      } catch (error) {
        const refused = ledgerFailure(error);
        if (refused === undefined) throw error;
        return refused;
      }
    },
    async 'ledger.backup'(input) {
      const target = targetOf(input.fileId);
      if (!target.ok) return target;
      const ledger = openLedger();
      return ledger.ok ? ledger.value.backup(target.value) : ledger;
    },
    async 'ledger.restore'(input) {
      const from = backupFile(input);
      if (!from.ok) return from;
      closeLedger();
      const restored = await restoreLedger({ file: ledgerFile, from: from.value, now });
      if (restored.ok) onReplaced();
      return restored;
    },
    'ledger.verify'() {
      const job = jobs.start({ title: 'Checking the ledger', task: { kind: 'verify', input: {} } });
      return success({ jobId: job.id });
    },
  };
}
