import type { Range, SimulationRanges } from '#shared/domain/simulation-ranges.ts';
import type { MonthResult } from '#shared/domain/simulation.ts';
import { monthLabel } from '../store/period-view.ts';
import type { RangesState } from '../store/use-ranges.ts';
import { formatUsd } from '../ui/format.ts';

/** Ranges by month; null where there are none: every input is a plain number, or they are being worked out. */
export type MonthBands = ReadonlyMap<string, Range> | null;

/** The ranges of the months that are shown. */
export function bandsOf(state: RangesState): MonthBands {
  if (state.step !== 'ready' || state.ranges.uncertainInputs.length === 0) return null;
  return new Map(state.ranges.months.map((range: SimulationRanges['months'][number]) => [range.month, range]));
}

/** The lines in one sentence, with the range of the last month where it is known or on its way. */
export function monthsSentence(months: readonly MonthResult[], bands: MonthBands = null, isRefining = false): string {
  const first = months[0];
  const last = months.at(-1);
  if (first === undefined || last === undefined) return '';
  const span =
    months.length === 1
      ? `1 month, ${monthLabel(first.month)}`
      : `${months.length} months from ${monthLabel(first.month)} to ${monthLabel(last.month)}`;
  const saved = months.reduce((sum, { baseline, optimized }) => sum + baseline.usd - optimized.usd, 0);
  const outcome =
    Math.abs(saved) < 5e-9
      ? 'both plans cost the same'
      : `the optimized plan costs ${formatUsd(Math.abs(saved))} ${saved > 0 ? 'less' : 'more'} in all`;
  const range = bands?.get(last.month)?.optimizedUsd;
  const spread =
    range === undefined
      ? isRefining
        ? ` The range of ${monthLabel(last.month)}, nine of ten outcomes, is being refined…`
        : ''
      : ` ${monthLabel(last.month)} costs ${formatUsd(range.p5)} to ${formatUsd(range.p95)} in nine of ten outcomes.`;
  return `${span}: ${outcome}.${spread}`;
}
