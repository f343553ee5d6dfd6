import type { CalibrationFit, FitShape } from '#shared/domain/calibration.ts';
import { normalDistribution } from '#shared/statistics/normal-distribution.ts';
import type { CallUsage } from '../call-usage.ts';
import { mean } from '../statistics.ts';
import { refused } from './arrivals.ts';

/** Requests below which a distribution is not shown. */
const fewestRequests = 30;
const bins = 20;

/**
 * The prompt and answer of a class of calls (model, price step, batch): the observed distribution beside a lognormal one with
 * the same mean and spread of logarithms. The scenario uses the observed quantiles; the curve says how far a lognormal would be off.
 */
export function tokenFits(subject: string, call: CallUsage): readonly CalibrationFit[] {
  return [
    tokenFit(`${subject}: prompt`, call, call.prompt.values()),
    tokenFit(`${subject}: answer`, call, call.output.values()),
  ];
}

function tokenFit(subject: string, { singleRequests, prompt }: CallUsage, all: Float64Array): CalibrationFit {
  const base = { quantity: 'tokens' as const, subject, sample: singleRequests ? prompt.seen : 0, sampleOf: 'requests' };
  if (!singleRequests)
    return refused(base, 'Records are sums over several requests: only the mean is known.', 'one record a request');
  const values = all.filter((value) => value > 0);
  if (values.length < fewestRequests)
    return refused(base, `There are ${values.length} requests.`, `${fewestRequests} requests with tokens`);
  const average = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1);
  const reach = 1.96 * Math.sqrt(variance / values.length);
  const shape = lognormalShape(values.toSorted());
  return {
    ...base,
    sentence: `${round(average)} tokens in the mean; ${shape.distance < 0.1 ? 'a lognormal curve fits' : 'a lognormal curve does not fit well'} (largest distance ${shape.distance.toFixed(3)}).`,
    estimate: { value: average, lower: average - reach, upper: average + reach, unit: 'tokens' },
    shape,
    missing: null,
    usedAs: 'the observed quantiles of the call’s tokens',
  };
}

function lognormalShape(sorted: Float64Array): Extract<FitShape, { kind: 'histogram' }> {
  const logs = sorted.map(Math.log);
  const centre = mean(logs);
  const deviation = Math.sqrt(logs.reduce((sum, value) => sum + (value - centre) ** 2, 0) / logs.length);
  const cumulative = (value: number): number =>
    deviation === 0 ? Number(Math.log(value) >= centre) : normalDistribution((Math.log(value) - centre) / deviation);
  const [low, high] = [logs[0] ?? 0, logs.at(-1) ?? 0];
  const step = Math.max(1e-9, (high - low) / bins);
  const counts = new Float64Array(bins);
  for (const value of logs) {
    const bin = Math.min(bins - 1, Math.floor((value - low) / step));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return {
    kind: 'histogram',
    curve: 'lognormal',
    bins: Array.from(counts, (count, bin) => {
      const [from, to] = [Math.exp(low + bin * step), Math.exp(low + (bin + 1) * step)];
      return { from, to, observed: count / logs.length, fitted: cumulative(to) - cumulative(from) };
    }),
    distance: largestDistance(sorted, cumulative),
  };
}

/** Kolmogorov and Smirnov's: the largest distance between the observed and the fitted distribution function. */
function largestDistance(sorted: Float64Array, cumulative: (value: number) => number): number {
  let largest = 0;
  for (let first = 0; first < sorted.length;) {
    const value = sorted[first] ?? 0;
    let next = first;
    while (next < sorted.length && sorted[next] === value) next += 1;
    const fitted = cumulative(value);
    largest = Math.max(largest, Math.abs(fitted - first / sorted.length), Math.abs(next / sorted.length - fitted));
    first = next;
  }
  return largest;
}

function round(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
