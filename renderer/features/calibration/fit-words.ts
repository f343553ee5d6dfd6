import type { CalibrationFit, FitEstimate, FitQuantity } from '#shared/domain/calibration.ts';
import { formatCount, formatPercent, formatPercentChange } from '../../ui/format.ts';

/** The quantities in the order of the screen. */
export const fitGroups: readonly { readonly quantity: FitQuantity; readonly title: string; readonly help: string }[] = [
  { quantity: 'hours', title: 'Arrivals by hour', help: 'When in the day requests come (UTC).' },
  { quantity: 'weekdays', title: 'Arrivals by weekday', help: 'On which days of the week requests come.' },
  { quantity: 'growth', title: 'Growth', help: 'How the requests of whole weeks grow.' },
  {
    quantity: 'tokens',
    title: 'Tokens per call',
    help: 'Prompts and answers by class of call, beside a lognormal curve.',
  },
  { quantity: 'cache', title: 'Cache hit rates', help: 'The share of prompt tokens that was read from a cache.' },
  { quantity: 'models', title: 'Model mix', help: 'Which models are asked.' },
  { quantity: 'tiers', title: 'Service tiers', help: 'How requests are served: standard, batch and so on.' },
  { quantity: 'conversations', title: 'Conversations', help: 'How prompts grow from turn to turn.' },
  { quantity: 'retries', title: 'Retries', help: 'Attempts that failed and were billed.' },
];

/** A number with its interval: `12.3 %, 95 % interval 11 % to 13.5 %`. */
export function estimateWords({ value, lower, upper, unit }: FitEstimate): string {
  const write = { share: formatPercent, perMonth: formatPercentChange, tokens: formatCount }[unit];
  return `${write(value)}; 95 % interval ${write(lower)} to ${write(upper)}`;
}

/** How much it is from: `12,000 requests`. */
export function sampleWords({ sample, sampleOf }: Pick<CalibrationFit, 'sample' | 'sampleOf'>): string {
  return `${formatCount(Math.round(sample))} ${sampleOf}`;
}
