import { ledgerFailure } from '#ledger';
import type { Result } from '#shared/result.ts';

/** Runs work on the ledger; what its file refuses becomes a failure. */
export function fromLedger<T>(work: () => Result<T>): Result<T> {
  try {
    return work();
  } catch (error) {
    const refused = ledgerFailure(error);
    if (refused === undefined) throw error;
    return refused;
  }
}
