import type { Sensitivity, Swing } from '#shared/domain/sensitivity.ts';
import { formatRounded, formatUsd } from '../ui/format.ts';

/** Inputs that the chart shows: those with the largest swings. */
export const shownSwings = 12;

/** The inputs that move the cost at all, largest first, as many as fit. */
export function largestSwings({ swings }: Sensitivity): readonly Swing[] {
  return swings.filter(({ swingUsd }) => swingUsd > 0).slice(0, shownSwings);
}

/** The tornado in one sentence. */
export function tornadoSentence(sensitivity: Sensitivity): string {
  const [first, second] = largestSwings(sensitivity);
  if (first === undefined) return 'No input moves the cost.';
  const { low, high, unit, atLow, atHigh, label } = first;
  const next = second === undefined ? '' : ` Next comes ${second.label}.`;
  return `${label} moves the cost most: from ${formatUsd(atLow.optimizedUsd)} at ${formatRounded(low, unit)} to ${formatUsd(atHigh.optimizedUsd)} at ${formatRounded(high, unit)}.${next}`;
}
