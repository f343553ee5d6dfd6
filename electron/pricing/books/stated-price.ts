import type { BookFormat, BookRemark } from '#shared/domain/price-book.ts';
import type { ContextRule, DailyWindow, PriceCard, Rate } from '#shared/domain/price.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';

/** What a book says of a service tier: rates of its own, or a multiple of the standard ones. */
export interface StatedTier {
  /** Rates of the kinds that the book prices in this tier; other kinds have none there. */
  readonly rates?: Partial<Record<TokenKind, Rate>>;
  /** Multiplies the standard rates. */
  readonly multiplier?: number;
  /** Where the book says so. */
  readonly source: string;
}

/** One price of a model as a book states it, before it has a version and the provider's rules are added. */
export interface StatedPrice {
  /** First instant, UTC ms; null = the book gives no start. */
  readonly fromMs: number | null;
  /** First instant no longer covered, UTC ms; null = open. */
  readonly toMs: number | null;
  readonly dailyWindows?: DailyWindow[];
  /** Where the hours are published, when not where the rates are. */
  readonly hoursSource?: string;
  readonly rates: PriceCard['rates'];
  readonly unitRates: PriceCard['unitRates'];
  readonly serviceTiers?: Partial<Record<ServiceTier, StatedTier>>;
  readonly residency?: NonNullable<PriceCard['residency']>;
  readonly contextRule?: ContextRule;
}

/** A model of a book with its prices. */
export interface StatedModel {
  /** Provider id, lower case. */
  readonly provider: string;
  readonly providerName: string;
  /** The model as the provider spells it. */
  readonly model: string;
  readonly displayName: string;
  readonly contextWindowTokens?: number;
  /** Page that the book cites. */
  readonly url?: string;
  readonly lifecycle?: NonNullable<PriceCard['lifecycle']>;
  /**
   * Ascending by date, without gap or overlap; of prices that share their dates (a price that changes by the hour) the
   * one with the most hours comes first.
   */
  readonly prices: readonly StatedPrice[];
}

/** A model as it stands in a file. */
export interface FileModel extends StatedModel {
  /** JSON path of the entry in the file. */
  readonly path: string;
}

/** A price book as its file was read. */
export interface PriceBook {
  readonly format: BookFormat;
  /** Models with a price, in the file's order, each once. */
  readonly models: readonly FileModel[];
  readonly unknownKeys: readonly BookRemark[];
  readonly skipped: readonly BookRemark[];
  readonly notes: readonly string[];
}

/** Id of a model: `provider/model`, lower case. */
export function modelIdOf({ provider, model }: Pick<StatedModel, 'provider' | 'model'>): string {
  return `${provider}/${model}`.toLowerCase();
}
