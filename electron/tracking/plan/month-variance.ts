import { splitChange, type PeriodCost } from '#simulator';
import type { MonthVariance, VarianceDriver } from '#shared/domain/plan-variance.ts';
import { nanoUsdPerUsd } from '#shared/money.ts';
import type { ActualPeriod } from './actual-period.ts';
import type { PlannedPeriod } from './planned-period.ts';

/** A month's amounts without what its caller knows: when it is, and how it was matched. */
export type Variance = Omit<MonthVariance, 'month' | 'recordedShare' | 'notes'>;

/**
 * Splits what a period cost against its plan into volume, mix, tokens per call, cache, price, fees and what is unpriced. The
 * parts are whole nano-dollars and sum exactly to actual − plan.
 */
export function varianceOf(planned: PlannedPeriod, actual: ActualPeriod): Variance {
  const split = splitChange(planned.cost, actual.cost);
  const planNano = Math.round(split.fromUsd * nanoUsdPerUsd);
  const actualNano = Math.round((split.toUsd - actual.unpricedUsd) * nanoUsdPerUsd);
  const drivers: { readonly driver: VarianceDriver; readonly usd: number }[] = [
    ...split.drivers,
    // Minus zero is zero to a reader.
    { driver: 'unpriced', usd: actual.unpricedUsd === 0 ? 0 : -actual.unpricedUsd },
  ];
  return {
    planUsd: planNano / nanoUsdPerUsd,
    actualUsd: actualNano / nanoUsdPerUsd,
    drivers: inWholeNanos(drivers, actualNano - planNano),
    planCalls: totalCalls(planned.cost),
    actualCalls: totalCalls(actual.cost),
    fixedUsd: planned.fixedUsd,
    unpricedTokens: actual.unpricedTokens,
    unpricedEstimateUsd: actual.unpricedUsd,
    models: modelsOf(planned.cost, actual),
  };
}

/** Rounds amounts to nano-dollars; what rounding leaves goes to the largest, so that they sum to the total. */
function inWholeNanos(
  drivers: readonly { readonly driver: VarianceDriver; readonly usd: number }[],
  totalNano: number,
): MonthVariance['drivers'] {
  const nanos = drivers.map(({ usd }) => Math.round(usd * nanoUsdPerUsd));
  const rest = totalNano - nanos.reduce((sum, nano) => sum + nano, 0);
  const magnitudes = nanos.map(Math.abs);
  const largest = magnitudes.indexOf(Math.max(...magnitudes));
  return drivers.map(({ driver }, index) => ({
    driver,
    usd: ((nanos[index] ?? 0) + (index === largest ? rest : 0)) / nanoUsdPerUsd,
  }));
}

function totalCalls({ requests }: PeriodCost): number {
  return [...requests.values()].reduce((sum, count) => sum + count, 0);
}

function modelsOf(plan: PeriodCost, { cost: actual, unpricedByModel }: ActualPeriod): MonthVariance['models'] {
  const models = new Map<string, MonthVariance['models'][number]>();
  function rowOf(modelId: string): MonthVariance['models'][number] {
    const known = models.get(modelId);
    return known ?? { modelId, planUsd: 0, actualUsd: 0, planTokens: 0, actualTokens: 0, unpricedTokens: 0 };
  }
  for (const { modelId, usd, tokens } of plan.cells) {
    const row = rowOf(modelId);
    models.set(modelId, { ...row, planUsd: row.planUsd + usd, planTokens: row.planTokens + tokens });
  }
  for (const { modelId, usd, tokens } of actual.cells) {
    const row = rowOf(modelId);
    models.set(modelId, { ...row, actualUsd: row.actualUsd + usd, actualTokens: row.actualTokens + tokens });
  }
  for (const [modelId, { tokens, usd }] of unpricedByModel) {
    const row = rowOf(modelId);
    models.set(modelId, { ...row, actualUsd: row.actualUsd - usd, unpricedTokens: tokens });
  }
  return [...models.values()].sort(
    (left, right) => Math.abs(right.actualUsd - right.planUsd) - Math.abs(left.actualUsd - left.planUsd),
  );
}
