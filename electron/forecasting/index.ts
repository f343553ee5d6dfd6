/** Forecasting: what recorded usage says of the future, and a baseline scenario from it. Pure. */

export { calibrate, type CalibrationOptions } from './calibrate.ts';
export { backtestSeries, forecastSeries, type ForecastParts, type SeriesForecastOptions } from './forecast-series.ts';
export { seededRandom, type Random } from './random.ts';
export { readSeriesText } from './series/read-series-text.ts';
export { stepLabel, stepMs, usualSeasons, type RegularSeries } from './series/time-grid.ts';
export type { CalibrationSource } from './source.ts';
export { findAnomalies } from './anomalies/find-anomalies.ts';
export { forecastSpend } from './spend/forecast-spend.ts';
export type { CostOfTokens, SpendSource } from './spend/source.ts';
