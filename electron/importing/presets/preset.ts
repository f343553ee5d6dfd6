import type { UnitCounts } from '#shared/domain/billable-units.ts';
import type { ChargeCategory } from '#shared/domain/charge.ts';
import type { ImportOptions } from '#shared/domain/importing.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { TokenCounts, TokenKind } from '#shared/domain/token-kinds.ts';
import type { Residency, ServiceTier, UsageDimension } from '#shared/domain/usage.ts';
import type { Result } from '#shared/result.ts';
import type { Header } from '../read/header.ts';
import type { ColumnPlan } from './column-plan.ts';

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
  /** What was consumed besides tokens; requests are in `requests`. */
  readonly units?: UnitCounts | undefined;
  /** Absent = global. */
  readonly residency?: Residency | undefined;
  /** What the row says it cost. */
  readonly billed?: Amount | undefined;
  /**
   * What makes the row one of a kind, for formats whose rows have an id: of equal keys one counts, in this file and in
   * those before it. Absent = the row counts however often it is repeated.
   */
  readonly key?: string | undefined;
  /** Of rows with equal keys in one import the one with the highest rank counts; absent = the first. */
  readonly rank?: number | undefined;
  /** What must be said about the row's reading; equal remarks are counted. */
  readonly remarks: readonly string[];
}

/** Money as a file writes it. */
export interface Amount {
  /** Decimal digits with an optional sign, point and exponent: `-0.0312`, `4.1e-7`. Never through a float. */
  readonly decimal: string;
  /** ISO 4217, upper case. */
  readonly currency: string;
  /** Column it stands in. */
  readonly column: string;
}

/** A line of a bill as a preset understood it. */
export interface ChargeDraft {
  /** UTC ms. */
  readonly startMs: number;
  /** UTC ms, exclusive. */
  readonly endMs: number;
  readonly provider: string;
  /** Empty when the line names none. */
  readonly model: string;
  /** The bill's own words: line item, SKU, token type. */
  readonly line: string;
  readonly project?: string | undefined;
  readonly category: ChargeCategory;
  readonly billed: Amount;
  /** The same at list price. */
  readonly list?: Amount | undefined;
  readonly remarks: readonly string[];
}

/** A row that cannot become usage, and why. */
export interface Rejection {
  readonly kind: 'reject';
  readonly column?: string;
  readonly reason: string;
  /** What the user can do about it, where that is more than mending the file. */
  readonly nextStep?: string;
}

/**
 * What a preset made of a row. `empty` = the row stands for a time without usage, or for something that is not usage;
 * `remark` says why, where a reader could expect it to count.
 * A bill that counts tokens gives both: `charge` with the `draft` of what it bills.
 */
export type RowOutcome =
  | { readonly kind: 'usage'; readonly draft: UsageDraft }
  | { readonly kind: 'charge'; readonly charge: ChargeDraft; readonly draft?: UsageDraft | undefined }
  | { readonly kind: 'empty'; readonly remark?: string | undefined }
  | Rejection;

/** How one file will be read. */
export interface RowReader {
  read(cells: Cells): RowOutcome;
  /** Indexes of the columns that are read or known to repeat what is read. */
  readonly knownColumns: ReadonlySet<number>;
  /** Columns left out for a reason worth a sentence: "api_key_id (personal data)". */
  readonly leftOut: readonly string[];
  /** How the usual rows can be read without becoming text: the same, faster. */
  readonly plan?: ColumnPlan | undefined;
}

/** What a format holds, and how its rows are told apart. */
interface FormatTraits {
  /** Stable, kebab-case; kept with every import. */
  readonly id: string;
  /** What people call the format. */
  readonly name: string;
  /** True when each row is a request with its arrival time. */
  readonly isTrace: boolean;
  /**
   * What a row stands for. `bucket`: totals of a time and its dimensions, so the same time and dimensions in another
   * file are the same usage; `request`: one request.
   */
  readonly grain: 'bucket' | 'request';
}

/**
 * The price card of a model at an instant, UTC ms; undefined = not known. For bills that state quantities in units whose
 * size only their price shows.
 */
export type FindCard = (provider: string, model: string, atMs: number) => PriceCard | undefined;

/** A delimited format: one file in this folder and one line in `index.ts`. */
export interface TablePreset extends FormatTraits {
  readonly reads: 'table';
  /** Recognises a file by its header and values, never by its name; undefined = not this format. */
  detect(header: Header, sample: readonly Cells[]): Detection | undefined;
  /** True when neither the file (as far as its first rows show) nor the mapping names a model, so the user must. */
  needsModel(header: Header, sample: readonly Cells[], options: ImportOptions): boolean;
  /** Prepares to read rows. Fails with file and column when the file lacks a column. */
  rowReader(header: Header, options: ImportOptions, file: string, findCard?: FindCard): Result<RowReader>;
}

/** Where a JSON value stands in its file. */
export interface JsonPlace {
  /** 1-based line on which the value begins. */
  readonly line: number;
  /** The file's name; differs within one import where a folder is imported at once. */
  readonly file: string;
}

/** What one row of a JSON file became, and where it stands in the value read: `$.data[3].results[0]`, empty for a line. */
export interface PlacedOutcome {
  readonly path: string;
  readonly outcome: RowOutcome;
}

/** How the values of one import will be read. */
export interface JsonReader {
  /** Reads one value: a line of a JSONL file, or a whole JSON document. */
  read(value: unknown, place: JsonPlace): Iterable<PlacedOutcome>;
  /** What is left once a file has ended: rows that only their successors make whole. */
  endFile?(): Iterable<PlacedOutcome>;
  /** Fields left out for a reason worth a sentence: "message.content (prompts)". */
  readonly leftOut: readonly string[];
}

/** A JSON or JSONL format: one file in this folder and one line in `index.ts`. */
export interface JsonPreset extends FormatTraits {
  readonly reads: 'json';
  /** Recognises a file by its first values (at most 50 lines, or the whole document); undefined = not this format. */
  detect(sample: readonly unknown[]): Detection | undefined;
  /** As for tables. */
  needsModel(sample: readonly unknown[], options: ImportOptions): boolean;
  reader(options: ImportOptions, file: string): Result<JsonReader>;
}

/** A format that can be imported. */
export type Preset = TablePreset | JsonPreset;
