import { measureWords } from '#shared/domain/ledger-binding.ts';
import type { EmpiricalQuantity } from '#shared/domain/quantity.ts';

/** What the ledger gave, in a line: `Requests per day, last 30 days (…): mean 120, P5 80, P50 118, P95 160, from 30 days`. */
export function measuredText({ mean, p5, p50, p95, records, binding }: EmpiricalQuantity): string {
  const figures = `mean ${figure(mean)}, P5 ${figure(p5)}, P50 ${figure(p50)}, P95 ${figure(p95)}`;
  if (binding === undefined) return `${figures}, from ${figure(records)} records`;
  const { label, observations } = measureWords(binding.measure);
  const days = binding.windowDays === 1 ? 'last day' : `last ${binding.windowDays} days`;
  return `${label}, ${days} (${binding.from} to ${binding.to}): ${figures}, from ${figure(records)} ${observations}`;
}

/** Six digits at most, thousands apart. */
export function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 6 });
}
