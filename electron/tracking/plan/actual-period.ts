import { explainPrice, type Catalogue } from '#pricing';
import type { PeriodCost } from '#simulator';
import type { PriceCard } from '#shared/domain/price.ts';
import { tokenKinds, totalTokens, type TokenKind } from '#shared/domain/token-kinds.ts';
import type { UsageSummary } from '#shared/domain/usage-query.ts';
import { serviceTiers } from '#shared/domain/usage.ts';
import { usdOf } from '../spend-shares.ts';
import type { Purposes } from './purposes.ts';

type Group = UsageSummary['groups'][number];

/** What a ledger says of a period, in the same parts as a plan. */
export interface ActualPeriod {
  /** With what unpriced tokens may have cost. */
  readonly cost: PeriodCost;
  readonly unpricedTokens: number;
  readonly unpricedUsd: number;
  /** The same by model. */
  readonly unpricedByModel: ReadonlyMap<string, UnpricedUsage>;
  /** True when a part of the usage does not say how many calls it was. */
  readonly hasUncounted: boolean;
}

/** Tokens without a price, and what they may have cost. */
export interface UnpricedUsage {
  readonly tokens: number;
  readonly usd: number;
}

/**
 * Usage grouped by provider, model, service tier and project as a period to compare. The recorded cost of a group is shared
 * among its token kinds as its price card shares it. Tokens without a price get what the plan pays for the model, or else
 * the mean of what is priced: their sum is taken out again as a driver of its own.
 */
export function actualPeriod(
  groups: readonly Group[],
  plan: PeriodCost,
  purposes: Pick<Purposes, 'ofProject'>,
  catalogue: Catalogue,
  atMs: number,
): ActualPeriod {
  const rates = ratesOf(plan, groups);
  const calls = new Map<string, number>();
  const cells: PeriodCost['cells'][number][] = [];
  const unpricedByModel = new Map<string, UnpricedUsage>();
  let [feesUsd, unpricedUsd, unpricedTokens] = [0, 0, 0];
  let hasUncounted = false;
  for (const group of groups) {
    const { keys, requests, records } = group;
    const purpose = purposes.ofProject(keys.project ?? '');
    const match = catalogue.resolve({ provider: keys.provider ?? '', model: keys.model ?? '' }, atMs);
    const card = match.ok ? match.value.card : undefined;
    const modelId = card?.modelId ?? `${keys.provider ?? ''}/${keys.model ?? ''}`;
    const tokens = totalTokens(group.tokens);
    const guessUsd = group.unpricedTokens * rates.usdPerToken(modelId);
    unpricedUsd += guessUsd;
    unpricedTokens += group.unpricedTokens;
    if (group.unpricedTokens > 0) {
      const { tokens: before, usd } = unpricedByModel.get(modelId) ?? nothing;
      unpricedByModel.set(modelId, { tokens: before + group.unpricedTokens, usd: usd + guessUsd });
    }
    const { kinds, feeUsd } = sharedByKind(group, card, usdOf(group) + guessUsd, tokens);
    feesUsd += feeUsd;
    for (const { kind, usd } of kinds) cells.push({ purpose, modelId, kind, tokens: group.tokens[kind] ?? 0, usd });
    const isUncounted = requests === 0 && tokens > 0;
    if (isUncounted) hasUncounted = true;
    // What is not counted is taken to be calls as long as the plan's.
    const perCall = rates.tokensPerCall(purpose);
    const counted = isUncounted ? (perCall > 0 ? tokens / perCall : records) : requests;
    calls.set(purpose, (calls.get(purpose) ?? 0) + counted);
  }
  return { cost: { requests: calls, cells, feesUsd }, unpricedTokens, unpricedUsd, unpricedByModel, hasUncounted };
}

/** A group's cost by token kind, and the rest of it: fees and other units. They sum to `usd`. */
function sharedByKind(
  group: Group,
  card: PriceCard | undefined,
  usd: number,
  tokens: number,
): { readonly kinds: readonly { readonly kind: TokenKind; readonly usd: number }[]; readonly feeUsd: number } {
  const used = tokenKinds.filter((kind) => (group.tokens[kind] ?? 0) > 0);
  if (used.length === 0) return { kinds: [], feeUsd: usd };
  const serviceTier = serviceTiers.find((tier) => tier === group.keys.serviceTier) ?? 'standard';
  const { tokens: counts, units, requests } = group;
  const lines = card === undefined ? [] : explainPrice(card, { tokens: counts, units, requests, serviceTier }).lines;
  const weights = new Map<TokenKind, number>();
  let fees = 0;
  for (const { kind, usd: lineUsd } of lines) {
    const known = used.find((candidate) => candidate === kind);
    if (known === undefined) fees += lineUsd ?? 0;
    else weights.set(known, (weights.get(known) ?? 0) + (lineUsd ?? 0));
  }
  const priced = [...weights.values()].reduce((sum, weight) => sum + weight, fees);
  // No card explains the cost: every token has the same part of it.
  if (priced <= 0)
    return { kinds: used.map((kind) => ({ kind, usd: (usd * (counts[kind] ?? 0)) / tokens })), feeUsd: 0 };
  return {
    kinds: used.map((kind) => ({ kind, usd: (usd * (weights.get(kind) ?? 0)) / priced })),
    feeUsd: (usd * fees) / priced,
  };
}

interface Rates {
  /** What a token of a model may cost: as planned, or the mean of what is priced. */
  usdPerToken(modelId: string): number;
  /** Tokens of a planned call; 0 = the plan has none. */
  tokensPerCall(purpose: string): number;
}

function ratesOf({ cells, requests }: PeriodCost, groups: readonly Group[]): Rates {
  const planned = sumsBy(cells, ({ modelId }) => modelId);
  const tokensOf = sumsBy(cells, ({ purpose }) => purpose);
  const all = cells.reduce((sum, { usd, tokens }) => ({ usd: sum.usd + usd, tokens: sum.tokens + tokens }), nothing);
  const priced = groups.reduce(
    (sum, group) => ({
      usd: sum.usd + usdOf(group),
      tokens: sum.tokens + totalTokens(group.tokens) - group.unpricedTokens,
    }),
    nothing,
  );
  return {
    usdPerToken(modelId) {
      const { usd, tokens } = [planned.get(modelId), priced, all].find((sum) => (sum?.tokens ?? 0) > 0) ?? nothing;
      return tokens === 0 ? 0 : usd / tokens;
    },
    tokensPerCall(purpose) {
      const calls = requests.get(purpose) ?? 0;
      return calls === 0 ? 0 : (tokensOf.get(purpose)?.tokens ?? 0) / calls;
    },
  };
}

const nothing = { usd: 0, tokens: 0 };

function sumsBy(
  cells: PeriodCost['cells'],
  keyOf: (cell: PeriodCost['cells'][number]) => string,
): ReadonlyMap<string, { readonly usd: number; readonly tokens: number }> {
  const sums = new Map<string, { usd: number; tokens: number }>();
  for (const cell of cells) {
    const known = sums.get(keyOf(cell)) ?? nothing;
    sums.set(keyOf(cell), { usd: known.usd + cell.usd, tokens: known.tokens + cell.tokens });
  }
  return sums;
}
