import type { ModelSummary } from '#shared/contract.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Result } from '#shared/result.ts';

/** A card with the reason it was chosen. */
export interface CardMatch {
  readonly card: PriceCard;
  /** Why this card: "exact id", "matched by the book's rule for openai". */
  readonly reason: string;
}

/** What a model is called in a file: provider where known, and the vendor's own spelling of the model. */
export interface ModelReference {
  /** Provider id; empty or absent when not known. */
  readonly provider?: string | undefined;
  readonly model: string;
}

/** All price cards. Implementations are immutable and do no I/O after construction. */
export interface Catalogue {
  /** Name and version of the price book. */
  readonly book: string;
  readonly bookVersion: string;
  /** How many models the book has. */
  modelCount(): number;
  /**
   * Finds the card that holds at an instant. A model without a card is a failure `unknown-model` whose next step
   * lists candidates: never a card of zeros.
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
  /** Models with their rates at an instant, ordered by provider and id. */
  list(
    filter: { readonly provider?: string | undefined; readonly search?: string | undefined },
    atMs: number,
  ): readonly ModelSummary[];
}
