import { counted } from '#shared/count.ts';
import type { Anomalies, AnomalyQuery } from '#shared/domain/anomaly.ts';
import { tokenKindLabels, tokenKinds } from '#shared/domain/token-kinds.ts';
import { formatUsd } from '#shared/money.ts';
import { percent } from '#shared/percent.ts';
import { success, type Result } from '#shared/result.ts';
import { msPerDay } from '#shared/time.ts';
import { decompose } from '../decomposition/decompose.ts';
import { dailySpend, type DayGroup } from '../spend/daily-spend.ts';
import type { CostOfTokens, SpendSource } from '../spend/source.ts';
import { median } from '../statistics.ts';
import { explainDay, type NamedSpend } from './root-cause.ts';
import { robustSpread } from './robust-spread.ts';
import { seriesKey } from './series-key.ts';

/** Days below which nothing can be told from chance. */
const fewestDays = 14;
/** Robust standard deviations from which a day is out of line (Iglewicz and Hoaglin). */
const limit = 3.5;

/**
 * Days whose spend is out of line: the remainder of a robust decomposition (trend and week) is more than 3.5 robust
 * standard deviations off, the impact is at least `minUsd`, and at least `minShare` of what was expected. Dearest first, each
 * with the models, projects, users and token kinds that explain it, summing to the impact. Under 14 days
 * none is named and a note says why. Fails `no-usage`.
 */
export function findAnomalies(source: SpendSource, query: AnomalyQuery, costOf: CostOfTokens): Result<Anomalies> {
  const found = dailySpend(source, query, query.timeZone, ['provider', 'model']);
  if (!found.ok) return found;
  const { series, groups } = found.value;
  const { values } = series;
  const canTell = values.length >= fewestDays;
  const { remainder } = decompose(values, [7], { isRobust: true });
  const spread = robustSpread(remainder, median(values));
  const days = Array.from(values, (actualUsd, index) => {
    const impactUsd = (remainder[index] ?? 0) - spread.centre;
    const expectedUsd = actualUsd - impactUsd;
    return {
      day: labelOf(series.fromMs + index * msPerDay),
      actualUsd,
      expectedUsd,
      impactUsd,
      lowerUsd: Math.max(0, expectedUsd - limit * spread.deviation),
      upperUsd: expectedUsd + limit * spread.deviation,
    };
  });
  const far = days.filter(({ impactUsd }) => canTell && Math.abs(impactUsd) > limit * spread.deviation);
  const outliers = far.filter(
    ({ impactUsd, expectedUsd }) =>
      Math.abs(impactUsd) >= query.minUsd && Math.abs(impactUsd) >= query.minShare * Math.abs(expectedUsd),
  );
  const parts = outliers.length === 0 ? [] : partsOf(source, query, groups, costOf);
  const anomalies = outliers
    .sort((a, b) => Math.abs(b.impactUsd) - Math.abs(a.impactUsd))
    .map((outlier) => ({
      ...outlier,
      impactShare: outlier.expectedUsd > 0 ? outlier.impactUsd / outlier.expectedUsd : null,
      score: spread.deviation === 0 ? null : Math.abs(outlier.impactUsd) / spread.deviation,
      causes: Object.fromEntries(
        parts.map(({ part, spend }) => [part, [...explainDay(spend, outlier.day, outlier.expectedUsd)]]),
      ),
      mark: null,
    }));
  const totalUsd = values.reduce((sum, usd) => sum + usd, 0);
  const anomalousUsd = anomalies.reduce((sum, { impactUsd }) => sum + Math.max(0, impactUsd), 0);
  return success({
    series: seriesKey(query),
    history: days.map(({ day, actualUsd, expectedUsd, lowerUsd, upperUsd }) => ({
      day,
      usd: actualUsd,
      expectedUsd,
      lowerUsd,
      upperUsd,
    })),
    from: labelOf(series.fromMs),
    to: labelOf(series.fromMs + (values.length - 1) * msPerDay),
    days: values.length,
    timeZone: query.timeZone,
    spreadUsd: spread.deviation,
    spreadBasis: spread.basis,
    totalUsd,
    anomalousShare: totalUsd === 0 ? null : anomalousUsd / totalUsd,
    anomalies,
    notes: [
      ...series.notes,
      ...belowFloors(far.length - outliers.length, query),
      ...(canTell
        ? []
        : [`${counted(values.length, 'day')} cannot tell an unusual day from chance: it takes ${fewestDays}.`]),
    ],
  });
}

/** Says of days that are out of line but too small to be listed how they can be seen. */
function belowFloors(count: number, { minUsd, minShare }: AnomalyQuery): readonly string[] {
  if (count === 0) return [];
  const are = count === 1 ? '1 more day is' : `${count} more days are`;
  return [
    `${are} out of line by less than ${formatUsd(minUsd)} or less than ${percent(minShare)} of what was expected: lower the least that is worth a look to see what happened.`,
  ];
}

/** Spend by day and by name, for each way of naming that a day is explained by. */
function partsOf(
  source: SpendSource,
  query: AnomalyQuery,
  groups: readonly DayGroup[],
  costOf: CostOfTokens,
): readonly { readonly part: string; readonly spend: readonly NamedSpend[] }[] {
  const byDimension = (['project', 'user'] as const).map((part) => {
    const found = dailySpend(source, query, query.timeZone, [part]);
    const named = found.ok ? found.value.groups : [];
    return { part, spend: named.map(({ day, keys, costUsd }) => ({ day, name: keys[part] ?? '', usd: costUsd })) };
  });
  const models = groups.map(({ day, keys, costUsd }) => ({ day, name: keys.model ?? '', usd: costUsd }));
  return [
    { part: 'model', spend: models },
    ...byDimension,
    { part: 'tokenKind', spend: groups.flatMap((group) => byKind(group, costOf)) },
  ];
}

/** A group's cost shared among its token kinds as its card prices them; what no card explains is `other`. */
function byKind({ day, keys, tokens, costUsd }: DayGroup, costOf: CostOfTokens): readonly NamedSpend[] {
  const kinds = tokenKinds.flatMap((kind) => {
    const amount = tokens[kind] ?? 0;
    const usd =
      amount === 0 ? undefined : costOf(keys.provider ?? '', keys.model ?? '', { [kind]: amount }, Date.parse(day));
    return usd === undefined || usd === 0 ? [] : [{ day, name: tokenKindLabels[kind], usd }];
  });
  const priced = kinds.reduce((sum, { usd }) => sum + usd, 0);
  if (priced === 0) return [{ day, name: 'Other', usd: costUsd }];
  return kinds.map((part) => ({ ...part, usd: (part.usd * costUsd) / priced }));
}

function labelOf(dayMs: number): string {
  return new Date(dayMs).toISOString().slice(0, 10);
}
