import type { ImportOptions, ImportSummary } from '#shared/domain/importing.ts';
import type { Ledger } from '#ledger';
import type { Catalogue } from '#pricing';
import type { ExchangeRates } from './charges.ts';
import type { StartReader } from './columns/reader-thread.ts';
import type { ReadLimits } from './limits.ts';
import type { ImportProgress } from './progress.ts';
import type { AssumedEncoding } from './read/decode-text.ts';
import type { ImportReview } from './review-import.ts';

/** A file to import. */
export interface ImportedFile {
  readonly path: string;
  /** The file's name in the ledger, in failures and on screens. */
  readonly name: string;
  /** What is assumed of a file that is not UTF-8. */
  readonly encoding?: AssumedEncoding | undefined;
}

/** What an import works with, whatever its files. */
export interface ImportServices {
  readonly options: ImportOptions;
  readonly ledger: Pick<Ledger, 'findImport' | 'hasImportOfSize' | 'beginImport'>;
  readonly catalogue: Catalogue;
  /** Rates behind those that the options give. */
  readonly exchangeRates?: ExchangeRates | undefined;
  /** The present, UTC ms. */
  readonly now: () => number;
  /** Called after every chunk of a file. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Cancels between two chunks. */
  readonly signal?: AbortSignal | undefined;
  /** Imports, and takes everything back before it is committed: the report is that of an import. */
  readonly dryRun?: boolean | undefined;
  readonly limits?: ReadLimits | undefined;
  /** False = every row is read as text, also where the format has a plan: the result is the same. */
  readonly readsByPlan?: boolean | undefined;
  /** What the ledger says of the import once it is committed; absent = nothing is asked. */
  readonly review?: ((summary: ImportSummary) => ImportReview) | undefined;
  /** Starts a thread that reads large tables by their plan, while this one stores; the result is the same. */
  readonly startReader?: StartReader | undefined;
}

/** One import of one file. */
export interface ImportRequest extends ImportServices, ImportedFile {}

/** One import of several files whose rows belong together. */
export interface JoinedRequest extends ImportServices {
  /** What the import is called: the folder. */
  readonly name: string;
  /** At least one. */
  readonly files: readonly ImportedFile[];
}
