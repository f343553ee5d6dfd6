import { checkMarkedDay, costIn, findAnomalies } from '#forecasting';
import type { Ledger } from '#ledger';
import type { Catalogue } from '#pricing';
import type { AppEvent } from '#shared/contract.ts';
import { success } from '#shared/result.ts';
import type { JobRegistry } from '#workers';
import { fromLedger } from '../from-ledger.ts';
import type { Handlers } from '../handler.ts';

export interface ForecastingServices {
  /** The open ledger; a function, because the host may open another one. */
  readonly ledger: () => Ledger;
  readonly catalogue: Catalogue;
  readonly jobs: Pick<JobRegistry, 'answer'>;
  readonly emit: (event: AppEvent) => void;
  /** UTC ms. */
  readonly now: () => number;
}

/** Implements `forecast.run`, a job that `jobs.cancel` stops, and the days that are out of line. */
export function forecastingHandlers({
  ledger,
  catalogue,
  jobs,
  emit,
  now,
}: ForecastingServices): Handlers<'forecast.run' | 'anomalies.find' | 'anomalies.mark'> {
  return {
    'forecast.run': (query) => jobs.answer({ title: 'Forecasting spend', task: { kind: 'forecast', input: query } }),
    'anomalies.find': (query) =>
      fromLedger(() => {
        const found = findAnomalies(ledger(), query, costIn(catalogue));
        if (!found.ok) return found;
        const marks = new Map(
          ledger()
            .tracking.anomalyMarks(found.value.series)
            .map((mark) => [mark.day, mark]),
        );
        const anomalies = found.value.anomalies.map((anomaly) => ({
          ...anomaly,
          mark: marks.get(anomaly.day) ?? null,
        }));
        return success({ ...found.value, anomalies });
      }),
    'anomalies.mark'({ day, series, acknowledged, note }) {
      const { tracking } = ledger();
      const nowMs = now();
      const before = tracking.anomalyMarks(series).find((mark) => mark.day === day);
      // What was said once can be said otherwise, even where the import of that day is gone.
      if (before === undefined) {
        const checked = fromLedger(() => checkMarkedDay(ledger(), series, day));
        if (!checked.ok) return checked;
      }
      const acknowledgedAtMs = before?.acknowledgedAtMs ?? null;
      const mark = {
        day,
        series,
        acknowledgedAtMs:
          acknowledged === undefined ? acknowledgedAtMs : acknowledged ? (acknowledgedAtMs ?? nowMs) : null,
        note: note ?? before?.note ?? '',
        changedAtMs: nowMs,
      };
      const marked = tracking.markAnomaly(mark);
      if (!marked.ok) return marked;
      emit({ type: 'anomalies-changed' });
      return success(mark);
    },
  };
}
