import type { UsageQuery } from '#shared/domain/usage-query.ts';
import type { Result } from '#shared/result.ts';
import { failure, success } from '#shared/result.ts';
import type { Ledger } from '#ledger';
import { ledgerFailure } from '#ledger';
import type { Handlers } from '../handler.ts';

/** What the usage methods work on. */
export interface UsageServices {
  /** The open ledger; a function, because the host may open another one. */
  readonly ledger: () => Ledger;
  /** Called after a method has changed the ledger. */
  readonly onLedgerChanged: () => void;
}

/** Methods that read what the ledger holds, and that take an import back. */
export function usageHandlers({
  ledger,
  onLedgerChanged,
}: UsageServices): Handlers<'usage.summary' | 'import.list' | 'import.undo'> {
  return {
    'usage.summary': (query) => checkPeriod(query) ?? fromLedger(() => success(ledger().usage(query))),
    'import.list': () => fromLedger(() => success([...ledger().listImports()])),
    'import.undo': ({ importId }) =>
      fromLedger(() => {
        const undone = ledger().undoImport(importId);
        if (undone.ok) onLedgerChanged();
        return undone;
      }),
  };
}

function checkPeriod({ fromMs, toMs }: UsageQuery): Result<never> | undefined {
  if (fromMs === undefined || toMs === undefined || fromMs < toMs) return undefined;
  return failure('empty-period', 'The period ends before it begins.', {
    at: { path: 'toMs' },
    nextStep: 'Give an end after the start; the end itself is not included.',
  });
}

/** Runs work on the ledger; what its file refuses becomes a failure. */
function fromLedger<T>(work: () => Result<T>): Result<T> {
  try {
    return work();
  } catch (error) {
    const refused = ledgerFailure(error);
    if (refused === undefined) throw error;
    return refused;
  }
}
