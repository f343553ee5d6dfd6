import type { ContractedMonth, PricedRecord, PriceLine } from '#shared/domain/price.ts';
import { isTokenKind, tokenKinds, totalTokens, type TokenCounts } from '#shared/domain/token-kinds.ts';
import type { Residency, ServiceTier } from '#shared/domain/usage.ts';
import type { UsageSummary } from '#shared/domain/usage-query.ts';
import type { Failure } from '#shared/result.ts';
import { msPerDay } from '#shared/time.ts';
import { formatUsd } from '../ui/format.ts';

/** Models that are compared at once, at most. */
export const mostCompared = 5;

/** Days in a mean month: 365.25 ÷ 12. */
export const daysPerMonth = 30.4375;

/** What is bought: one request's tokens, and how many requests a day. */
export interface TokenMix {
  /** Where the numbers are from. */
  readonly origin: 'hand' | 'ledger';
  /** Which of the ledger's mixes; ignored for `hand`. */
  readonly ledgerKey: string | null;
  /** Tokens of one request, by kind. */
  readonly tokens: TokenCounts;
  readonly requestsPerDay: number;
  readonly serviceTier: ServiceTier;
  /** Where requests have to be processed. */
  readonly residency: Residency;
  /** The instant whose prices count, UTC ms; null = today's. */
  readonly atMs: number | null;
}

/** A request to begin with: a prompt of a few pages with a cached part, and a short answer. */
export const startMix: TokenMix = {
  origin: 'hand',
  ledgerKey: null,
  tokens: { input: 2000, cacheRead: 6000, output: 500 },
  requestsPerDay: 1000,
  serviceTier: 'standard',
  residency: 'global',
  atMs: null,
};

/** A model's price of the mix, or why there is none. */
export type ComparisonEntry =
  { readonly ok: true; readonly record: PricedRecord } | { readonly ok: false; readonly error: Failure };

/** The mean request of some usage in the ledger. */
export interface LedgerUsageMix {
  /** Stable name for the choice: `recent`, `all`, `recent gpt-4o`. */
  readonly key: string;
  /** `Last 30 days`, `Last 30 days, gpt-4o`. */
  readonly label: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly requests: number;
  readonly tokens: TokenCounts;
  readonly requestsPerDay: number;
}

/** What the ledger offers as a mix. */
export interface LedgerMix {
  readonly choices: readonly LedgerUsageMix[];
  /** Why there is nothing to choose, in one sentence; undefined when there is. */
  readonly problem?: string;
}

/** The days of usage behind the ledger's recent mix. */
export const recentDays = 30;

/** Groups offered besides the whole: those with the most tokens. */
const mostGroups = 12;

/** The mean request of all usage in a summary, then that of each of its models, largest first. @param summary grouped by model. */
export function ledgerMixes(name: 'recent' | 'all', summary: UsageSummary): readonly LedgerUsageMix[] {
  const { firstMs, lastMs, totals, groups } = summary;
  if (firstMs === null || lastMs === null) return [];
  const label = name === 'recent' ? `Last ${recentDays} days of the ledger` : 'The whole ledger';
  // Usage of less than a day says nothing about a day: it counts as one.
  const days = Math.max(1, (lastMs - firstMs) / msPerDay);
  function mixOf(key: string, label: string, usage: UsageSummary['totals']): LedgerUsageMix[] {
    if (usage.requests <= 0 || usage.totalTokens <= 0) return [];
    return [
      {
        key,
        label,
        fromMs: firstMs ?? 0,
        toMs: lastMs ?? 0,
        requests: usage.requests,
        tokens: perRequest(usage.tokens, usage.requests),
        requestsPerDay: usage.requests / days,
      },
    ];
  }
  const byModel =
    groups.length < 2 ? [] : groups.toSorted((a, b) => b.totalTokens - a.totalTokens).slice(0, mostGroups);
  return [
    ...mixOf(name, label, totals),
    ...byModel.flatMap((group) => {
      const model = group.keys.model === undefined || group.keys.model === '' ? 'no named model' : group.keys.model;
      return mixOf(`${name} ${model}`, `${label}: ${model}`, group);
    }),
  ];
}

function perRequest(tokens: TokenCounts, requests: number): TokenCounts {
  return Object.fromEntries(
    tokenKinds.flatMap((kind) => {
      const count = tokens[kind] ?? 0;
      return count > 0 ? [[kind, count / requests]] : [];
    }),
  );
}

/** One compared model in the result. */
export interface ComparedModel {
  readonly modelId: string;
  readonly displayName: string;
  readonly providerName: string;
  /** USD of one request, priced part only; null while nothing is priced. */
  readonly usdPerRequest: number | null;
  /** USD of a mean month at the mix's requests a day, contracts' terms for months included; null as above. */
  readonly usdPerMonth: number | null;
  /** What contracts add to the month or take off it; empty for none. */
  readonly monthTerms: ContractedMonth['lines'];
  /** True when a part of the mix has no price: the sums are not the whole cost. */
  readonly isPartial: boolean;
  /** Against the first model: (this − first) ÷ first; null for the first, and where either is not fully priced. */
  readonly differenceShare: number | null;
  /** Per month against the first, USD; null as above. */
  readonly differenceUsdPerMonth: number | null;
  /** Why there is no price at all. */
  readonly error: Failure | null;
  /** Sentences that qualify the price, each once. */
  readonly notes: readonly string[];
}

/** One line of the bill, across the models. */
export interface ComparedLine {
  readonly kind: PriceLine['kind'];
  /** Tokens of the kind in one request; null for a fee. */
  readonly quantity: number | null;
  /** By model in order: its line, or null when it has none (not billed, or not answered yet). */
  readonly lines: readonly (PriceLine | null)[];
}

/** The comparison as the screen shows it. */
export interface ComparisonView {
  readonly models: readonly ComparedModel[];
  readonly lines: readonly ComparedLine[];
  readonly sentence: string;
}

/** Lays the answers side by side. Models without an answer yet are null in every cell. */
export function comparisonView(
  modelIds: readonly string[],
  mix: TokenMix,
  entries: ReadonlyMap<string, ComparisonEntry>,
): ComparisonView {
  const requestsPerMonth = mix.requestsPerDay * daysPerMonth;
  const base = monthOf(entries.get(modelIds[0] ?? ''), requestsPerMonth);
  const models = modelIds.map((modelId, index) =>
    comparedModel(modelId, entries.get(modelId), requestsPerMonth, index === 0 ? null : base),
  );
  const records = modelIds.map((modelId) => recordOf(entries.get(modelId)));
  return { models, lines: comparedLines(mix, records), sentence: sentenceOf(models, mix) };
}

function comparedModel(
  modelId: string,
  entry: ComparisonEntry | undefined,
  requestsPerMonth: number,
  base: number | null,
): ComparedModel {
  const record = recordOf(entry);
  const usdPerRequest = record?.usd ?? null;
  const full = monthOf(entry, requestsPerMonth);
  const isComparable = base !== null && full !== null;
  return {
    modelId,
    displayName: record?.card.displayName ?? modelId,
    providerName: record?.card.providerName ?? '',
    usdPerRequest,
    usdPerMonth: usdPerRequest === null ? null : (record?.month?.usd ?? usdPerRequest * requestsPerMonth),
    monthTerms: record?.month?.lines.filter(({ step }) => step !== 'usage') ?? [],
    isPartial: record !== null && full === null,
    differenceShare: isComparable && base > 0 ? (full - base) / base : null,
    differenceUsdPerMonth: isComparable ? full - base : null,
    error: entry?.ok === false ? entry.error : null,
    notes: record === null ? [] : [...new Set(record.lines.flatMap(({ notes }) => notes))],
  };
}

function recordOf(entry: ComparisonEntry | undefined): PricedRecord | null {
  return entry?.ok === true ? entry.record : null;
}

/** USD of one request when every part of it has a price; null otherwise. */
function pricedFully(entry: ComparisonEntry | undefined): number | null {
  const record = recordOf(entry);
  if (record === null || record.usd === null) return null;
  return record.lines.some(({ usd }) => usd === null) ? null : record.usd;
}

/** USD of a month when every part of the request has a price; null otherwise. */
function monthOf(entry: ComparisonEntry | undefined, requestsPerMonth: number): number | null {
  const full = pricedFully(entry);
  return full === null ? null : (recordOf(entry)?.month?.usd ?? full * requestsPerMonth);
}

function comparedLines(mix: TokenMix, records: readonly (PricedRecord | null)[]): readonly ComparedLine[] {
  const mixKinds = tokenKinds.filter((kind) => (mix.tokens[kind] ?? 0) > 0);
  const feeKinds = new Set(
    records.flatMap((record) => record?.lines.map(({ kind }) => kind) ?? []).filter((kind) => !isTokenKind(kind)),
  );
  return [...mixKinds, ...feeKinds].map((kind) => ({
    kind,
    quantity: isTokenKind(kind) ? (mix.tokens[kind] ?? 0) : null,
    lines: records.map((record) => record?.lines.find((line) => line.kind === kind) ?? null),
  }));
}

/** The outcome in one sentence: what is cheapest, and by how much; what has no full price is said, not ranked. */
function sentenceOf(models: readonly ComparedModel[], mix: TokenMix): string {
  if (totalTokens(mix.tokens) === 0) return 'The mix has no tokens: give at least one kind.';
  const ranked = models
    .filter(({ usdPerMonth, isPartial }) => usdPerMonth !== null && !isPartial)
    .toSorted((a, b) => (a.usdPerMonth ?? 0) - (b.usdPerMonth ?? 0));
  const [cheapest] = ranked;
  const dearest = ranked.at(-1);
  const unknown = models.filter(({ isPartial, error }) => isPartial || error !== null).length;
  const rest = unknown === 0 ? '' : ` ${unknown} of ${models.length} cannot be ranked: a part of the cost is unknown.`;
  if (cheapest === undefined || dearest === undefined || cheapest.usdPerMonth === null || dearest.usdPerMonth === null)
    return `No model here has a price for all of the mix.${rest}`;
  const name = (model: ComparedModel): string => shortName(model, models);
  const month = `${formatUsd(cheapest.usdPerMonth)} a month`;
  if (ranked.length === 1) return `${name(cheapest)} costs ${month}.${rest}`;
  if (dearest.usdPerMonth - cheapest.usdPerMonth < 5e-9) return `All of them cost ${month}.${rest}`;
  const saved = formatUsd(dearest.usdPerMonth - cheapest.usdPerMonth);
  return `${name(cheapest)} is the cheapest at ${month}, ${saved} less than ${name(dearest)}.${rest}`;
}

/** A model's display name; with its provider where another compared model has the same. */
export function shortName(model: ComparedModel, models: readonly ComparedModel[]): string {
  const { displayName, providerName } = model;
  const isShared = models.some((other) => other !== model && other.displayName === displayName);
  return isShared ? `${displayName} (${providerName})` : displayName;
}
