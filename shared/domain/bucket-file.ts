import { tokenKinds, type TokenKind } from './token-kinds.ts';

/**
 * Burnrate's bucket file: usage that was added up where it is stored, one row for an hour, provider, model, service
 * tier, project, user, task and class of prompt size. `burnrate warehouse-sql` prints queries that make it, the preset
 * `burnrate-buckets` reads it. The rows of an hour are a histogram of prompt sizes, so that long-context prices and
 * calibration stay exact although single requests are gone.
 */
export const bucketColumns = {
  /** Start and end of the hour, Unix seconds. */
  start: 'start_time',
  end: 'end_time',
  provider: 'provider',
  model: 'model',
  serviceTier: 'service_tier',
  project: 'project',
  user: 'user',
  task: 'task',
  /** Class of the requests' prompt sizes: above this many tokens, up to `promptUpTo`; empty when requests are not counted. */
  promptAbove: 'prompt_above',
  /** Empty in the highest class. */
  promptUpTo: 'prompt_up_to',
  /** How many rows of the log stand behind this one. */
  logRows: 'log_rows',
  /** `ok`, or `unreadable` for rows of the log without a valid time or valid counts: their counts are left out. */
  status: 'status',
  requests: 'requests',
} as const;

/** Column of each token kind: `cache_write_5m_tokens`. Kinds are disjoint; a file has only those that its log tells. */
export const bucketTokenColumns = Object.fromEntries(
  tokenKinds.map((kind) => [kind, `${snakeCase(kind)}_tokens`]),
) as Readonly<Record<TokenKind, string>>;

/**
 * Bounds between classes of prompt size, tokens, ascending: every bound of a published long-context price, also where
 * a provider counts the bound itself as long (199,999 and 200,000), and steps between them. A request is in the class
 * above the largest bound that its prompt exceeds.
 */
export const promptSizeBounds = [
  1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 100_000, 127_999, 128_000, 199_999, 200_000, 255_999, 256_000,
  271_999, 272_000, 511_999, 512_000, 1_000_000,
] as const;

function snakeCase(kind: TokenKind): string {
  return kind.replaceAll(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`);
}
