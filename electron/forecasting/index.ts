/** Forecasting: what recorded usage says of the future, and a baseline scenario from it. Pure. */

export { calibrate, calibrateInSteps, type CalibrationOptions } from './calibrate.ts';
export {
  backtestSeries,
  forecastSeries,
  forecastSeriesInSteps,
  type ForecastParts,
  type SeriesForecastOptions,
} from './forecast-series.ts';
export { seededRandom, type Random } from './random.ts';
export { readSeriesText } from './series/read-series-text.ts';
export { stepLabel, stepMs, usualSeasons, type RegularSeries } from './series/time-grid.ts';
export type { CalibrationSource } from './source.ts';
export { atOnce, type StepProgress, type Steps } from './steps.ts';
export { findAnomalies } from './anomalies/find-anomalies.ts';
export { checkMarkedDay } from './anomalies/marked-day.ts';
export { seriesKey } from './anomalies/series-key.ts';
export { dailySpend, type DailySpend } from './spend/daily-spend.ts';
export { forecastSpend, forecastSpendInSteps } from './spend/forecast-spend.ts';
export { hourlyUsage } from './spend/hourly-usage.ts';
export { beginsWithinDay, recordedDays } from './spend/recorded-days.ts';
export { costIn } from './spend/price-in-catalogue.ts';
export { bindNumber } from './binding/bind-number.ts';
export { refreshScenario } from './binding/refresh-scenario.ts';
export { resolveBinding } from './binding/resolve-binding.ts';
export type { BindingSource } from './binding/source.ts';
export type { CostOfTokens, SpendSource } from './spend/source.ts';
