import type { LeverAttribution } from '#shared/domain/attribution.ts';
import type { Range, SimulationRanges } from '#shared/domain/simulation-ranges.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import type { Failure } from '#shared/result.ts';
import { meanOfHorizon, type Period } from './period-view.ts';
import { useApp } from './use-app.ts';

/** Where the ranges of a result stand: being worked out, failed, or there. Those of an earlier edit are never given. */
export type RangesState =
  | {
      readonly step: 'refining';
      /** True when the ranges before were points: room for a range is hardly needed. */
      readonly wasPoint: boolean;
    }
  | { readonly step: 'failed'; readonly error: Failure }
  | { readonly step: 'ready'; readonly ranges: SimulationRanges; readonly attribution: LeverAttribution };

// The same objects: while an input is dragged nothing that shows them renders again.
const refining: RangesState = { step: 'refining', wasPoint: false };
const refiningPoint: RangesState = { step: 'refining', wasPoint: true };

/** The ranges of a result. */
export function useRanges(result: SimulationResult): RangesState {
  const analysed = useApp((state) => state.ranges);
  const answer = analysed?.answer;
  const isPoint = answer?.ok === true && answer.value.ranges.uncertainInputs.length === 0;
  if (analysed?.of !== result || answer === undefined) return isPoint ? refiningPoint : refining;
  return answer.ok ? { step: 'ready', ...answer.value } : { step: 'failed', error: answer.error };
}

/** The range of a month, or of the mean month; null where every input is a plain number, or nothing could be sampled. */
export function rangeOfPeriod(state: RangesState, period: Period): Range | 'refining' | null {
  if (state.step === 'refining') return state.wasPoint ? null : 'refining';
  if (state.step === 'failed' || state.ranges.uncertainInputs.length === 0) return null;
  const { monthly, months } = state.ranges;
  return period === meanOfHorizon ? monthly : (months.find(({ month }) => month === period) ?? monthly);
}
