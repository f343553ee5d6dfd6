import type { SpendFact } from '#shared/domain/forecast.ts';
import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import { dayOf, msPerDay } from '#shared/time.ts';
import type { DayGroup } from './daily-spend.ts';
import { priceChanges, type PriceChange } from './price-changes.ts';
import type { CostOfTokens } from './source.ts';

/** A change of traffic that is known: from its day on, spend is multiplied. */
export interface PlannedLaunch {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** 1.2 = a fifth more; 0 = a shutdown. */
  readonly factor: number;
}

/** The days that facts are wanted for, UTC ms of their labels. */
export interface FactDays {
  readonly firstMs: number;
  /** The last day of the past. */
  readonly lastMs: number;
  /** The last day ahead. */
  readonly endMs: number;
}

/** What is known and not fitted. */
export interface KnownFacts {
  /** What turns a past day's spend into one at the prices and launches of the last day; 1 = nothing is known. */
  pastFactor(dayMs: number): number;
  /** What turns a forecast at the prices and launches of the last day into one of a day ahead. */
  aheadFactor(dayMs: number): number;
  /** In order of their days. */
  readonly list: readonly SpendFact[];
}

const recentDays = 28;

/**
 * Price changes that are dated, past and future, and launches. Past days are brought to the prices of the last day, each at
 * its own mix of models and token kinds, so that no model takes a price change for a trend; days ahead are at the mix of
 * the last 28 days.
 */
export function knownFacts(
  groups: readonly DayGroup[],
  days: FactDays,
  costOf: CostOfTokens,
  launches: readonly PlannedLaunch[],
): KnownFacts {
  const recent = modelsOf(groups, days.lastMs - (recentDays - 1) * msPerDay, days.lastMs).map((model) => ({
    ...model,
    lastUsd: costOf(model.provider, model.model, model.tokens, days.lastMs),
  }));
  const recentUsd = recent.reduce((sum, { usd }) => sum + usd, 0);
  const shares = new Map(recent.map((model) => [keyOf(model), recentUsd === 0 ? 0 : model.usd / recentUsd]));
  const changes = modelsOf(groups, days.firstMs, days.lastMs).flatMap((model) =>
    priceChanges(costOf, model, days.firstMs, days.endMs).map((change) => ({ ...change, model })),
  );
  const changed = new Set(changes.filter(({ dayMs }) => dayMs <= days.lastMs).map(({ model }) => keyOf(model)));
  const past = new Map<number, number>();
  for (const [dayMs, ofDay] of byDay(groups)) past.set(dayMs, pastPriceFactor(ofDay, changed, days.lastMs, costOf));
  return {
    pastFactor: (dayMs) =>
      (past.get(dayMs) ?? 1) *
      productOf(launches, ({ day }) => dayMs < Date.parse(day) && Date.parse(day) <= days.lastMs),
    aheadFactor: (dayMs) =>
      (recentUsd === 0 ? 1 : aheadPriceFactor(recent, shares, dayMs, costOf)) *
      productOf(launches, ({ day }) => Date.parse(day) > days.lastMs && Date.parse(day) <= dayMs),
    list: [
      ...changes.map((change) => priceFact(change, change.model, shares, days)),
      ...launches.map(({ day, factor }): SpendFact => ({
        kind: 'launch',
        day,
        isPast: Date.parse(day) <= days.lastMs,
        factor,
        model: null,
        recentShare: null,
      })),
    ].sort((left, right) => (left.day < right.day ? -1 : left.day > right.day ? 1 : 0)),
  };
}

interface ModelUse {
  readonly provider: string;
  readonly model: string;
  readonly tokens: TokenCounts;
  readonly usd: number;
}

function keyOf({ provider, model }: Pick<ModelUse, 'provider' | 'model'>): string {
  return `${provider}\n${model}`;
}

function priceFact(
  { dayMs, factor }: PriceChange,
  model: ModelUse,
  shares: ReadonlyMap<string, number>,
  { lastMs }: FactDays,
): SpendFact {
  return {
    kind: 'price',
    day: dayOf(dayMs),
    isPast: dayMs <= lastMs,
    factor,
    model: model.model,
    recentShare: shares.get(keyOf(model)) ?? 0,
  };
}

function productOf(launches: readonly PlannedLaunch[], holds: (launch: PlannedLaunch) => boolean): number {
  return launches.reduce((product, launch) => (holds(launch) ? product * launch.factor : product), 1);
}

/** A day's spend at the prices of the last day ÷ what it was. */
function pastPriceFactor(
  groups: readonly DayGroup[],
  changed: ReadonlySet<string>,
  lastMs: number,
  costOf: CostOfTokens,
): number {
  let [was, would] = [0, 0];
  for (const { day, keys, tokens, costUsd } of groups) {
    const [provider, model] = [keys.provider ?? '', keys.model ?? ''];
    was += costUsd;
    would += changed.has(keyOf({ provider, model }))
      ? costUsd * ratioOf(costOf(provider, model, tokens, lastMs), costOf(provider, model, tokens, Date.parse(day)))
      : costUsd;
  }
  return was === 0 ? 1 : would / was;
}

/** What the models in use cost on a day ahead ÷ what they cost on the last day, each by its share. */
function aheadPriceFactor(
  recent: readonly (ModelUse & { readonly lastUsd: number | undefined })[],
  shares: ReadonlyMap<string, number>,
  dayMs: number,
  costOf: CostOfTokens,
): number {
  return recent.reduce((sum, use) => {
    const ratio = ratioOf(costOf(use.provider, use.model, use.tokens, dayMs), use.lastUsd);
    return sum + (shares.get(keyOf(use)) ?? 0) * ratio;
  }, 0);
}

/** 1 where one of them is not known. */
function ratioOf(numerator: number | undefined, denominator: number | undefined): number {
  return numerator === undefined || denominator === undefined || denominator === 0 ? 1 : numerator / denominator;
}

function byDay(groups: readonly DayGroup[]): ReadonlyMap<number, readonly DayGroup[]> {
  const days = new Map<number, DayGroup[]>();
  for (const group of groups) {
    const dayMs = Date.parse(group.day);
    const known = days.get(dayMs);
    if (known === undefined) days.set(dayMs, [group]);
    else known.push(group);
  }
  return days;
}

/** What each model was used for between two days, both included. */
function modelsOf(groups: readonly DayGroup[], fromMs: number, toMs: number): readonly ModelUse[] {
  const models = new Map<string, { provider: string; model: string; tokens: Record<string, number>; usd: number }>();
  for (const { day, keys, tokens, costUsd } of groups) {
    const dayMs = Date.parse(day);
    if (dayMs > toMs || dayMs < fromMs) continue;
    const [provider, model] = [keys.provider ?? '', keys.model ?? ''];
    const key = keyOf({ provider, model });
    const known = models.get(key) ?? { provider, model, tokens: {}, usd: 0 };
    for (const kind of tokenKinds) known.tokens[kind] = (known.tokens[kind] ?? 0) + (tokens[kind] ?? 0);
    known.usd += costUsd;
    models.set(key, known);
  }
  return [...models.values()];
}
