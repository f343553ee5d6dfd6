import type { Residency, ServiceTier } from '#shared/domain/usage.ts';

/** A model's name as read so far. */
export interface VendorName {
  /** Provider id of the book; absent = not known. */
  readonly provider?: string | undefined;
  readonly model: string;
}

/** A name read further. */
export interface Reading extends VendorName {
  /** What was done, as part of a sentence: `without the prefix "models/"`; absent when it goes without saying. */
  readonly note?: string | undefined;
  /**
   * A second name that the text may mean just as well: where the book has both, at different prices, neither counts.
   */
  readonly orModel?: string | undefined;
  /** Where the name says that the request was processed. */
  readonly residency?: Residency | undefined;
  /** How the name says that the request was served. */
  readonly serviceTier?: ServiceTier | undefined;
}

/** A name that does not tell its model, or not one that a list price holds for. */
export interface Unreadable {
  /** Why, as a sentence that starts with the name: `"…" is a custom model of your own`. */
  readonly unreadable: string;
  readonly nextStep: string;
}

/**
 * One way in which vendors dress up a model's name. A rule takes one layer off and leaves the rest to the others; it
 * never decides which model is meant.
 */
export interface NameRule {
  /** Stable, kebab-case. */
  readonly id: string;
  /** The plainer names, likeliest first; undefined or empty when the rule has nothing to say. */
  read(name: VendorName): readonly Reading[] | Unreadable | undefined;
}

/** Next step for a name that only its owner can explain. */
export const aliasHint = 'Say which model it is in an alias document (name = model) of the price books.';
