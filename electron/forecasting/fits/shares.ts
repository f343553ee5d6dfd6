import type { CalibrationFit } from '#shared/domain/calibration.ts';
import { percent } from '#shared/percent.ts';
import { refused } from './arrivals.ts';
import { ratioOverDays } from './interval.ts';
import type { WorkloadObservations } from './observations.ts';

/** Models or tiers listed; the rest is said to be there. */
const listed = 12;

/** Which models a workload asks, by requests, over the days. */
export function modelsFit(subject: string, { models, requestsByDay }: WorkloadObservations): CalibrationFit {
  const named = new Map(
    [...models].map(([model, days]) => [model, new Map([...days].map(([day, { requests }]) => [day, requests]))]),
  );
  return mixFit('models', subject, named, requestsByDay, 'a call for each model, by its share');
}

/** In which service tiers its requests are served. */
export function tiersFit(subject: string, { tiers, requestsByDay }: WorkloadObservations): CalibrationFit {
  const fit = mixFit('tiers', subject, tiers, requestsByDay, 'the share of batches');
  const others = [...tiers.keys()].filter((tier) => tier !== 'standard' && tier !== 'batch');
  return others.length === 0
    ? fit
    : { ...fit, sentence: `${fit.sentence} ${others.join(', ')} is priced at the standard rate in the scenario.` };
}

function mixFit(
  quantity: 'models' | 'tiers',
  subject: string,
  parts: ReadonlyMap<string, ReadonlyMap<number, number>>,
  requestsByDay: ReadonlyMap<number, number>,
  usedAs: string,
): CalibrationFit {
  const requests = sumOf(requestsByDay);
  const base = { quantity, subject, sample: requests, sampleOf: 'requests' };
  if (requests === 0) return refused(base, 'No usage by day is recorded.', 'usage with dates');
  const rows = [...parts]
    .map(([name, byDay]) => {
      const days = [...requestsByDay].map(([day, whole]) => ({ part: byDay.get(day) ?? 0, whole }));
      const { value, lower, upper } = ratioOverDays(days);
      return { name, share: value, lower, upper };
    })
    .sort((left, right) => right.share - left.share);
  const [most] = rows;
  return {
    ...base,
    sentence: `${most?.name ?? ''} has ${percent(most?.share ?? 0)} of the requests${rows.length === 1 ? '' : `, of ${rows.length} in use`}.`,
    estimate: null,
    shape: { kind: 'shares', rows: rows.slice(0, listed) },
    missing: requestsByDay.size < 2 ? 'It takes two days to tell how steady the shares are.' : null,
    usedAs,
  };
}

/** What share of each model's prompt tokens is read from a cache, over the days. */
export function cacheFits(subject: string, { models }: WorkloadObservations): readonly CalibrationFit[] {
  return [...models].map(([model, days]) => {
    const amounts = [...days.values()];
    const prompt = amounts.reduce((sum, { promptTokens }) => sum + promptTokens, 0);
    const requests = amounts.reduce((sum, day) => sum + day.requests, 0);
    const base = {
      quantity: 'cache' as const,
      subject: `${subject}: ${model}`,
      sample: requests,
      sampleOf: 'requests',
    };
    if (prompt === 0) return refused(base, 'No prompt tokens are recorded.', 'prompt token counts');
    const estimate = ratioOverDays(amounts.map((day) => ({ part: day.cacheReadTokens, whole: day.promptTokens })));
    return {
      ...base,
      sentence:
        estimate.value === 0
          ? 'No prompt token was read from a cache, or the export does not tell cached tokens apart.'
          : `${percent(estimate.value)} of the prompt tokens were read from a cache.`,
      estimate,
      shape: null,
      missing: amounts.length < 2 ? 'It takes two days to tell how steady the share is.' : null,
      usedAs: 'the call’s cached share',
    };
  });
}

function sumOf(values: ReadonlyMap<number, number>): number {
  return [...values.values()].reduce((sum, value) => sum + value, 0);
}
