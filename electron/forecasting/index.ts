/** Forecasting: what recorded usage says of the future. At present: calibration of a baseline scenario. Pure. */

export { calibrate, type CalibrationOptions } from './calibrate.ts';
export { seededRandom, type Random } from './random.ts';
export type { CalibrationSource } from './source.ts';
