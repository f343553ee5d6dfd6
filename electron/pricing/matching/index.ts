/** Matching: which model of a price book a name in a file means. Knows names only, no prices. */
export { createNameMatcher, type NameMatch, type NameMatcher, type NameMiss } from './match-name.ts';
export { testLogic, type MatchLogic } from './match-logic.ts';
export type { ModelAlias, NamedBook, NamedModel, NamedProvider } from './named-models.ts';
