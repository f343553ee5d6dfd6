import { tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import { serviceTiers, type ServiceTier } from '#shared/domain/usage.ts';
import { scanInSteps, type ScanPeriod } from './scan-in-steps.ts';
import type { CalibrationSource } from './source.ts';
import type { Steps } from './steps.ts';

/** Some records, counted. */
export interface Tally {
  records: number;
  requests: number;
  tokens: number;
  costNanoUsd: number;
}

/** A period with the records seen in it. */
export interface Span {
  fromMs: number;
  toMs: number;
  records: number;
  requests: number;
}

/** First look at a ledger: what there is, and over which time. */
export interface Survey {
  /** By dictionary id of the project; 0 = records without one. */
  readonly projects: ReadonlyMap<number, Tally>;
  /** Everything. */
  readonly all: Span;
  /** Only imports without a month scale: what a rate per day can be observed from. */
  readonly unscaled: Span;
  /** By month scale: how many such files make a month. */
  readonly scaled: ReadonlyMap<number, Span>;
  /** Records whose source does not say how many requests they hold. */
  readonly recordsWithoutRequests: number;
  /** Records that hold more than one request. */
  readonly aggregatedRecords: number;
  /** Requests by service tier. */
  readonly tiers: Readonly<Record<ServiceTier, number>>;
  /** Tokens by kind. */
  readonly tokens: Readonly<Record<TokenKind, number>>;
}

/** The month scale of every import that has one. */
export function monthScales(source: CalibrationSource): ReadonlyMap<number, number> {
  const scales = new Map<number, number>();
  for (const { id, monthScale } of source.listImports()) if (monthScale !== null) scales.set(id, monthScale);
  return scales;
}

/**
 * Reads a ledger once, keeping only totals.
 * @yields how far it is.
 */
export function* surveyUsage(source: CalibrationSource, period: ScanPeriod): Steps<Survey> {
  const scales = monthScales(source);
  const projects = new Map<number, Tally>();
  const scaled = new Map<number, Span>();
  const all = emptySpan();
  const unscaled = emptySpan();
  const tiers: Record<ServiceTier, number> = { standard: 0, batch: 0, flex: 0, priority: 0, fast: 0 };
  const tokens = emptyTokens();
  let recordsWithoutRequests = 0;
  let aggregatedRecords = 0;

  yield* scanInSteps(source, period, (columns, importId) => {
    const scale = scales.get(importId);
    const span = scale === undefined ? unscaled : spanOf(scaled, scale);
    const tokenColumns = tokenKinds.flatMap((kind) => columns.tokens[kind] ?? []);
    addTokens(tokens, columns);
    for (let row = 0; row < columns.rows; row += 1) {
      const requests = columns.requests[row] ?? 0;
      if (requests === 0) recordsWithoutRequests += 1;
      if (requests > 1) aggregatedRecords += 1;
      const startMs = columns.startMs[row] ?? 0;
      const endMs = columns.endMs[row] ?? startMs;
      extend(all, startMs, endMs, requests);
      extend(span, startMs, endMs, requests);
      tiers[serviceTiers[columns.serviceTier[row] ?? 0] ?? 'standard'] += requests;
      const tally = tallyOf(projects, columns.dimensions.project?.[row] ?? 0);
      tally.records += 1;
      tally.requests += requests;
      tally.costNanoUsd += columns.costNanoUsd[row] ?? 0;
      for (const column of tokenColumns) tally.tokens += column[row] ?? 0;
    }
  });
  return { projects, all, unscaled, scaled, recordsWithoutRequests, aggregatedRecords, tiers, tokens };
}

function emptySpan(): Span {
  return { fromMs: Infinity, toMs: -Infinity, records: 0, requests: 0 };
}

function spanOf(spans: Map<number, Span>, scale: number): Span {
  const span = spans.get(scale) ?? emptySpan();
  spans.set(scale, span);
  return span;
}

function tallyOf(tallies: Map<number, Tally>, key: number): Tally {
  const known = tallies.get(key);
  if (known !== undefined) return known;
  const tally: Tally = { records: 0, requests: 0, tokens: 0, costNanoUsd: 0 };
  tallies.set(key, tally);
  return tally;
}

function extend(span: Span, startMs: number, endMs: number, requests: number): void {
  if (startMs < span.fromMs) span.fromMs = startMs;
  if (endMs > span.toMs) span.toMs = endMs;
  span.records += 1;
  span.requests += requests;
}

/** No tokens of any kind. */
export function emptyTokens(): Record<TokenKind, number> {
  return {
    input: 0,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: 0,
    reasoning: 0,
    inputAudio: 0,
    cacheReadAudio: 0,
    outputAudio: 0,
    inputImage: 0,
    cacheReadImage: 0,
    outputImage: 0,
    cacheWrite30m: 0,
  };
}

function addTokens(totals: Record<TokenKind, number>, columns: UsageColumns): void {
  for (const kind of tokenKinds) {
    const column = columns.tokens[kind];
    if (column === undefined) continue;
    let total = 0;
    for (let row = 0; row < columns.rows; row += 1) total += column[row] ?? 0;
    totals[kind] += total;
  }
}
