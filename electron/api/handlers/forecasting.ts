import { costIn, findAnomalies } from '#forecasting';
import type { Ledger } from '#ledger';
import type { Catalogue } from '#pricing';
import type { JobRegistry } from '#workers';
import { fromLedger } from '../from-ledger.ts';
import type { Handlers } from '../handler.ts';

export interface ForecastingServices {
  /** The open ledger; a function, because the host may open another one. */
  readonly ledger: () => Ledger;
  readonly catalogue: Catalogue;
  readonly jobs: Pick<JobRegistry, 'answer'>;
}

/** Implements `forecast.run`, a job that `jobs.cancel` stops, and `anomalies.find`. */
export function forecastingHandlers({
  ledger,
  catalogue,
  jobs,
}: ForecastingServices): Handlers<'forecast.run' | 'anomalies.find'> {
  return {
    'forecast.run': (query) => jobs.answer({ title: 'Forecasting spend', task: { kind: 'forecast', input: query } }),
    'anomalies.find': (query) => fromLedger(() => findAnomalies(ledger(), query, costIn(catalogue))),
  };
}
