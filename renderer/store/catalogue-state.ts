import type { MethodInput, ModelSummary } from '#shared/contract.ts';
import type { BookDiff, ModelPrices, PriceDocument } from '#shared/domain/price-book.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Failure } from '#shared/result.ts';
import type { ComparisonEntry, LedgerMix, TokenMix } from './comparison.ts';
import type { ModelFilter, ModelSort } from './model-list.ts';

/** Prices and models that have been asked for. */
export interface CatalogueSlice {
  /** Dated cards of every model asked for so far. */
  readonly cards: readonly PriceCard[];
  /** Models whose cards have been asked for, known or not. */
  readonly askedModels: ReadonlySet<string>;
  /** Nearest model ids for names that the catalogue does not know. */
  readonly candidates: ReadonlyMap<string, readonly string[]>;
  /** The catalogue's list; null until first needed. */
  readonly models: readonly ModelSummary[] | null;
  /** Why the list could not be read. */
  readonly modelsError: Failure | null;
  /** Fetches the cards of models that have not been asked for; gives the failure, if any. */
  fetchCards(models: readonly string[]): Promise<Failure | undefined>;
  /** Loads the list, once. */
  loadModels(): Promise<void>;
  /** Reads everything again that depends on prices; what is shown stays until the new prices are in. */
  receiveNewPrices(): Promise<void>;
}

/** Where the list of models stands: kept while the page of one model is open. */
export interface ModelListSlice {
  readonly modelFilter: ModelFilter;
  readonly modelSort: ModelSort | null;
  /** How far the list is scrolled, in pixels, and the entry that was opened last. */
  readonly listPlace: { readonly offset: number; readonly rowKey: string | null };
  filterModels(change: Partial<ModelFilter>): void;
  sortModels(sort: ModelSort | null): void;
  keepListPlace(place: Partial<ModelListSlice['listPlace']>): void;
}

/** The model whose page is open. */
export interface ModelPageSlice {
  /** What the page shows: the model as it was named, and the answer once it is in. */
  readonly openedModel: {
    readonly name: string;
    readonly prices: ModelPrices | null;
    readonly error: Failure | null;
  } | null;
  /** Reads a model's prices, history and documents. @param name a model id, or any spelling of it. */
  openModel(name: string): Promise<void>;
}

/** The comparison of models on one mix of tokens. */
export interface ComparisonSlice {
  /** Model ids, in the order they were chosen; the first is what the others are measured against. */
  readonly comparedModels: readonly string[];
  readonly mix: TokenMix;
  /** The last answers by model id, and the mix that they price; they stay until their successors are in. */
  readonly comparison: { readonly mix: TokenMix; readonly entries: ReadonlyMap<string, ComparisonEntry> };
  /** What the ledger says about the mix; null until read. */
  readonly ledgerMix: LedgerMix | null;
  /** Adds a model or takes it out. A sixth is refused with a message. */
  toggleCompared(modelId: string): void;
  setMix(mix: TokenMix): void;
  /** Prices the mix on every compared model. */
  refreshComparison(): Promise<void>;
  /** Reads the mean request of the ledger's usage. */
  readLedgerMix(): Promise<void>;
}

/** The user's own prices. */
export interface PriceDocumentsSlice {
  /** Every document, newest first, withdrawn ones too; null until read. */
  readonly documents: readonly PriceDocument[] | null;
  readonly documentsError: Failure | null;
  loadDocuments(): Promise<void>;
  /** Adds a document; gives the failure, if any, for the form to show. */
  savePriceDocument<M extends SavingMethod>(method: M, input: MethodInput<M>): Promise<Failure | undefined>;
  withdrawDocument(document: PriceDocument): Promise<void>;
}

/** Methods that add a price document. */
export type SavingMethod =
  'catalogue.saveOverride' | 'catalogue.saveAlias' | 'catalogue.saveContract' | 'catalogue.saveExchangeRate';

/** The price file that the user is about to apply. */
export type BookDraft =
  | { readonly step: 'none' }
  | { readonly step: 'reading'; readonly name: string }
  | {
      readonly step: 'failed';
      readonly name: string;
      readonly error: Failure;
      /** Absent when the host did not take the file. */
      readonly fileId?: string;
    }
  | {
      readonly step: 'previewed';
      readonly name: string;
      readonly fileId: string;
      readonly diff: BookDiff;
      /** True when entries with a price that cannot be true are left out. */
      readonly leavesOut: boolean;
      /** True while the diff is made again, or the book is applied. */
      readonly isWorking: boolean;
      /** Why the last step was refused; the diff shown still holds. */
      readonly error: Failure | null;
    };

/** From a price file to the catalogue. */
export interface BookSlice {
  readonly bookDraft: BookDraft;
  /** Reads a picked or dropped file and shows what it would change. */
  previewBook(file: File): Promise<void>;
  /** Reads a file that was refused for prices that cannot be true once more, without those entries. */
  previewBelieved(): Promise<void>;
  /** Shows what the file would change from another day on. @param effectiveFromMs UTC ms. */
  previewBookFrom(effectiveFromMs: number): Promise<void>;
  /** Applies what is previewed. Gives true when that worked. */
  applyBook(): Promise<boolean>;
  discardBook(): void;
}

/** Everything that the Catalogue screen shows. */
export type CatalogueState = CatalogueSlice &
  ModelListSlice &
  ModelPageSlice &
  ComparisonSlice &
  PriceDocumentsSlice &
  BookSlice;
