import type { ModelSummary } from '#shared/contract.ts';
import type { ContractTerms } from '#shared/domain/contract-terms.ts';
import type { ExchangeRate } from '#shared/domain/exchange-rate.ts';
import type { Disagreement, PriceDocument, PriceLayer } from '#shared/domain/price-book.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Residency, ServiceTier } from '#shared/domain/usage.ts';
import type { Result } from '#shared/result.ts';

/** A card with the reason it was chosen. */
export interface CardMatch {
  readonly card: PriceCard;
  /** Why this card: "exact id", "matched by the book's rule for openai". */
  readonly reason: string;
  /** Where the name says that requests are processed. */
  readonly residency?: Residency | undefined;
  /** How the name says that requests are served; only bills say so. */
  readonly serviceTier?: ServiceTier | undefined;
}

/** What a model is called in a file: provider where known, and the vendor's own spelling of the model. */
export interface ModelReference {
  /** Provider id; empty or absent when not known. */
  readonly provider?: string | undefined;
  readonly model: string;
}

/** What of the catalogue is listed; absent parts leave nothing out. */
export interface ListFilter {
  readonly provider?: string | undefined;
  /** Words, all of which a model's id or name holds. */
  readonly search?: string | undefined;
  readonly subject?: 'model' | 'tool' | 'infrastructure' | undefined;
  /** Name of the book that the card in force is from. */
  readonly book?: string | undefined;
  /** True = only models on which books differ. */
  readonly disagreeing?: boolean | undefined;
}

/** All price cards. Implementations are immutable and do no I/O after construction. */
export interface Catalogue {
  /** Name and version of the bundled price book. */
  readonly book: string;
  readonly bookVersion: string;
  /** How many models there are. */
  modelCount(): number;
  /**
   * Finds the card that holds at an instant. A model without a card is a failure `unknown-model` whose next step
   * lists candidates, one whose prices begin later a failure `no-price-yet`: never a card of zeros.
   * @param reference `{provider, model}`; a model written `provider/model` names both.
   * @param atMs UTC milliseconds.
   */
  resolve(reference: ModelReference, atMs: number): Result<CardMatch>;
  /**
   * Every dated card of a model, ascending by effective date, one for each date; empty when unknown. Of a price that
   * changes by the hour it is the card that holds for most of the day, with `dailyWindows`; `resolve` is exact.
   */
  cards(reference: ModelReference): readonly PriceCard[];
  /** Nearest model ids to a name that was not found, best first, at most `limit`. */
  candidates(reference: ModelReference, limit?: number): readonly string[];
  /** Models with their rates at an instant, ordered by id. */
  list(filter: ListFilter, atMs: number): readonly ModelSummary[];
}

/** One model as every layer of the catalogue prices it. */
export interface LayeredModel {
  readonly modelId: string;
  /** What bills, through time: ascending by date. */
  readonly history: readonly PriceCard[];
  /** What each book and override says by itself, highest first. */
  readonly layers: readonly PriceLayer[];
  readonly disagreements: readonly Disagreement[];
  /** Documents that touch it and count, newest first. */
  readonly documentIds: readonly number[];
}

/** The bundled book with everything that its user added. */
export interface LayeredCatalogue extends Catalogue {
  /** The documents that it is made of, in the order in which they were added; none that was withdrawn. */
  readonly documents: readonly PriceDocument[];
  /** Rates of display currencies. */
  readonly exchangeRates: readonly ExchangeRate[];
  /** Contracts, the one that counts first where several hold. */
  readonly contracts: readonly ContractTerms[];
  /** Providers with their entries, ordered by name. */
  providers(): readonly { readonly id: string; readonly name: string; readonly models: number }[];
  /** How a model is priced layer by layer; undefined when it is not known. @param atMs instant of the disagreements. */
  model(reference: ModelReference, atMs: number): LayeredModel | undefined;
  /** Where two books differ by more than 1 % on a price at an instant, largest first. */
  disagreements(atMs: number): readonly Disagreement[];
}
