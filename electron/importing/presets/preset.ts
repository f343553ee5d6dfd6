import type { ImportOptions } from '#shared/domain/importing.ts';
import type { TokenCounts, TokenKind } from '#shared/domain/token-kinds.ts';
import type { ServiceTier, UsageDimension } from '#shared/domain/usage.ts';
import type { Result } from '#shared/result.ts';
import type { Header } from '../read/header.ts';

/** Cells of one data row, one for each column of the header. */
export type Cells = readonly string[];

/** How sure a preset is of a file, 0…1, and why. */
export interface Detection {
  readonly confidence: number;
  readonly reason: string;
}

/** A column's count, named for the sentence that refuses a row. */
export interface NamedCount {
  readonly column: string;
  readonly tokens: number;
}

/** A total that a vendor reports inclusively: `remainder` is what is left of it after its parts. */
export interface InclusiveTotal extends NamedCount {
  readonly remainder: TokenKind;
  readonly parts: readonly NamedCount[];
}

/** A sum that the file itself states, checked on every row. */
export interface StatedSum extends NamedCount {
  readonly parts: readonly NamedCount[];
}

/** A row as a preset understood it: the vendor's own convention spelled out, for `normalise` to check and split. */
export interface UsageDraft {
  /** UTC ms. */
  readonly startMs: number;
  /** UTC ms; equal to `startMs` for one request. */
  readonly endMs: number;
  readonly provider: string;
  /** Empty when the row names none. */
  readonly model: string;
  readonly serviceTier: ServiceTier;
  readonly requests: number;
  /** Kinds that the file reports by themselves. */
  readonly tokens: TokenCounts;
  readonly inclusive: readonly InclusiveTotal[];
  readonly stated: readonly StatedSum[];
  readonly names: Partial<Record<Exclude<UsageDimension, 'provider' | 'model'>, string>>;
  /** What must be said about the row's reading; equal remarks are counted. */
  readonly remarks: readonly string[];
}

/** A row that cannot become usage, and why. */
export interface Rejection {
  readonly kind: 'reject';
  readonly column?: string;
  readonly reason: string;
}

/** What a preset made of a row. `empty` = the row stands for a time without usage. */
export type RowOutcome =
  { readonly kind: 'usage'; readonly draft: UsageDraft } | { readonly kind: 'empty' } | Rejection;

/** How one file will be read. */
export interface RowReader {
  read(cells: Cells): RowOutcome;
  /** Indexes of the columns that are read or known to repeat what is read. */
  readonly knownColumns: ReadonlySet<number>;
  /** Columns left out for a reason worth a sentence: "api_key_id (personal data)". */
  readonly leftOut: readonly string[];
}

/** A format that can be imported: one file in this folder and one line in `index.ts`. */
export interface Preset {
  /** Stable, kebab-case; kept with every import. */
  readonly id: string;
  /** What people call the format. */
  readonly name: string;
  /** True when each row is a request with its arrival time. */
  readonly isTrace: boolean;
  /** Recognises a file by its header and values, never by its name; undefined = not this format. */
  detect(header: Header, sample: readonly Cells[]): Detection | undefined;
  /** True when neither the file (as far as its first rows show) nor the mapping names a model, so the user must. */
  needsModel(header: Header, sample: readonly Cells[], options: ImportOptions): boolean;
  /** Prepares to read rows. Fails with file and column when the file lacks a column. */
  rowReader(header: Header, options: ImportOptions, file: string): Result<RowReader>;
}
