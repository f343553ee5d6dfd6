import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import { msPerDay } from '#shared/time.ts';
import type { DayGroup } from './daily-spend.ts';
import type { CostOfTokens } from './source.ts';

/** A planned change of traffic: from its day on, spend is multiplied. */
export interface PlannedLaunch {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** 1.2 = a fifth more; 0 = a shutdown. */
  readonly factor: number;
}

const recentDays = 28;

/**
 * What is known of the future and not fitted: by what a day's spend changes through prices that are dated after the last
 * day, at the mix of models and token kinds of the last 28 days, and through launches.
 * @returns the factor of a day (UTC ms of its label), 1 = nothing is known.
 */
export function knownFactors(
  groups: readonly DayGroup[],
  lastDayMs: number,
  costOf: CostOfTokens,
  launches: readonly PlannedLaunch[],
): (dayMs: number) => number {
  const models = recentModels(groups, lastDayMs);
  const total = models.reduce((sum, { usd }) => sum + usd, 0);
  const known = new Map<number, number>();
  function priceFactor(dayMs: number): number {
    if (total === 0) return 1;
    return models.reduce((sum, { provider, model, tokens, usd }) => {
      const now = costOf(provider, model, tokens, lastDayMs);
      const then = costOf(provider, model, tokens, dayMs);
      return sum + (usd / total) * (now === undefined || then === undefined || now === 0 ? 1 : then / now);
    }, 0);
  }
  return (dayMs) => {
    let factor = known.get(dayMs);
    if (factor === undefined) {
      factor = launches.reduce(
        (product, launch) => (dayMs >= Date.parse(launch.day) ? product * launch.factor : product),
        priceFactor(dayMs),
      );
      known.set(dayMs, factor);
    }
    return factor;
  };
}

interface RecentModel {
  readonly provider: string;
  readonly model: string;
  readonly tokens: TokenCounts;
  readonly usd: number;
}

function recentModels(groups: readonly DayGroup[], lastDayMs: number): readonly RecentModel[] {
  const models = new Map<string, { provider: string; model: string; tokens: Record<string, number>; usd: number }>();
  for (const { day, keys, tokens, costUsd } of groups) {
    const dayMs = Date.parse(day);
    if (dayMs > lastDayMs || dayMs <= lastDayMs - recentDays * msPerDay) continue;
    const [provider, model] = [keys.provider ?? '', keys.model ?? ''];
    const key = `${provider}\n${model}`;
    const known = models.get(key) ?? { provider, model, tokens: {}, usd: 0 };
    for (const kind of tokenKinds) known.tokens[kind] = (known.tokens[kind] ?? 0) + (tokens[kind] ?? 0);
    known.usd += costUsd;
    models.set(key, known);
  }
  return [...models.values()];
}
