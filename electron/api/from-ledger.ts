import { ledgerFailure } from '#ledger';
import { success, type Failed, type Result } from '#shared/result.ts';
import { inSlices } from './in-slices.ts';

/** Runs work on the ledger; what its file refuses becomes a failure. */
export function fromLedger<T>(work: () => Result<T>): Result<T> {
  try {
    return work();
  } catch (error) {
    return refusalOf(error);
  }
}

/** The same for work that is cut into steps: others are answered between two of them. */
export async function fromLedgerInSlices<T>(work: () => Iterator<unknown, T, void>): Promise<Result<T>> {
  try {
    return success(await inSlices(work()));
  } catch (error) {
    return refusalOf(error);
  }
}

/** @throws the error itself where it is none of the ledger's file. */
function refusalOf(error: unknown): Failed {
  const refused = ledgerFailure(error);
  if (refused === undefined) throw error;
  return refused;
}
