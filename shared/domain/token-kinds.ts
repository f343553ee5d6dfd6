import { z } from 'zod';

/**
 * Token kinds are disjoint inside Burnrate: `input` holds no cached tokens, `output` no reasoning tokens.
 * Importers split what vendors report inclusively. Append only: ledger files hold the index.
 */
export const tokenKinds = [
  'input',
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'output',
  'reasoning',
  'inputAudio',
  'cacheReadAudio',
  'outputAudio',
  'inputImage',
  'cacheReadImage',
  'outputImage',
  'cacheWrite30m',
] as const;

/** One disjoint kind of token. */
export type TokenKind = (typeof tokenKinds)[number];

/** True for what is counted in tokens. */
export function isTokenKind(kind: string): kind is TokenKind {
  return (tokenKinds as readonly string[]).includes(kind);
}

/** Token counts by kind; an absent kind is zero tokens. */
export type TokenCounts = Partial<Record<TokenKind, number>>;

/** Token counts as documents hold them; an absent kind is zero. */
export const tokenCountsSchema = z.partialRecord(z.enum(tokenKinds), z.number().nonnegative());

/** What each kind is called on screens and in reports. */
export const tokenKindLabels: Readonly<Record<TokenKind, string>> = {
  input: 'Input',
  cacheRead: 'Cache read',
  cacheWrite5m: 'Cache write, 5 min',
  cacheWrite1h: 'Cache write, 1 h',
  output: 'Output',
  reasoning: 'Reasoning',
  inputAudio: 'Audio input',
  cacheReadAudio: 'Audio cache read',
  outputAudio: 'Audio output',
  inputImage: 'Image input',
  cacheReadImage: 'Image cache read',
  outputImage: 'Image output',
  cacheWrite30m: 'Cache write, 30 min',
};

/** The kinds that make up the prompt: what long-context tiers are measured on. */
export const promptTokenKinds = [
  'input',
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'inputAudio',
  'cacheReadAudio',
  'inputImage',
  'cacheReadImage',
  'cacheWrite30m',
] as const satisfies readonly TokenKind[];

/** Text that was read from or written to a prompt cache. */
export const textCacheKinds = [
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'cacheWrite30m',
] as const satisfies readonly TokenKind[];

/** Sum of all kinds. */
export function totalTokens(tokens: TokenCounts): number {
  return tokenKinds.reduce((sum, kind) => sum + (tokens[kind] ?? 0), 0);
}

/** Size of the prompt in tokens: input of every modality, cached or not. */
export function promptTokens(tokens: TokenCounts): number {
  return promptTokenKinds.reduce((sum, kind) => sum + (tokens[kind] ?? 0), 0);
}
