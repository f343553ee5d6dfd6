import type { MatchLogic } from './match-logic.ts';

/** A model of a price book, as names are matched to it. */
export interface NamedModel {
  /** `provider/model`, lower case. */
  readonly modelId: string;
  /** Provider id. */
  readonly provider: string;
  /** The model as the provider spells it. */
  readonly model: string;
  /** What people call it: "Claude Haiku 4.5". */
  readonly displayName: string;
  /** The book's own condition on names of this model, where it has one. */
  readonly logic?: MatchLogic | undefined;
  /** Equal for models whose prices are equal: which of them is meant then makes no difference. */
  readonly priceKey: string;
  /** False for a model that the book lists without a price; it is found, but not suggested. */
  readonly isPriced: boolean;
}

/** A provider of a price book. */
export interface NamedProvider {
  /** Lower case. */
  readonly id: string;
  /** Other names that the book knows the provider by. */
  readonly calledLike?: MatchLogic | undefined;
  /** Tells by a model's name alone that this provider makes it. */
  readonly makes?: MatchLogic | undefined;
  /** Providers whose entries hold where it has none of its own, as Azure's are OpenAI's. */
  readonly fallbacks?: readonly string[] | undefined;
}

/** What the user calls a model, as Azure deployments and gateways are named. */
export interface ModelAlias {
  /** The name in files; letter case and outer spaces do not count. */
  readonly name: string;
  /** The model that it stands for, in any spelling that the catalogue knows. */
  readonly model: string;
}

/** Everything that names are matched to. */
export interface NamedBook {
  /** In the book's order: of two conditions that both hold, the first counts. */
  readonly models: readonly NamedModel[];
  readonly providers: readonly NamedProvider[];
}
