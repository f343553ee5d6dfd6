import type { BacktestMeasures } from '#shared/domain/forecast.ts';
import { bandLevels } from './conformal.ts';

/** One forecast value beside what came. */
export interface Trial {
  readonly actual: number;
  readonly forecast: number;
  readonly naive: number;
  /** Lower and upper ends, in the order of `bandLevels`. */
  readonly bands: readonly (readonly [number, number])[];
  /** In-sample error of the seasonal naive at the origin: the scale of MASE and MSIS. 0 = a series that never moved. */
  readonly scale: number;
}

/** Penalty of MSIS per unit outside, 2 ÷ (1 − 0.95). */
const outsidePenalty = 40;

/**
 * Accuracy over trials (M4 competition's definitions, see `docs/forecasting.md`): MASE = mean of |error| ÷ scale; WAPE =
 * Σ|error| ÷ Σ|actual|; sMAPE = mean of 200·|error| ÷ (|actual| + |forecast|); MSIS of the 95 % band; coverage = share of
 * actual values within each band. Trials without a scale do not count for MASE and MSIS.
 */
export function measureTrials(trials: readonly Trial[]): BacktestMeasures {
  const scaled = trials.filter(({ scale }) => scale > 0);
  const actuals = sumOf(trials, ({ actual }) => Math.abs(actual));
  function wape(of: (trial: Trial) => number): number | null {
    return actuals === 0 ? null : sumOf(trials, (trial) => Math.abs(trial.actual - of(trial))) / actuals;
  }
  function mase(of: (trial: Trial) => number): number | null {
    return meanOf(scaled, (trial) => Math.abs(trial.actual - of(trial)) / trial.scale);
  }
  return {
    trials: trials.length,
    mase: mase(({ forecast }) => forecast),
    maseNaive: mase(({ naive }) => naive),
    wape: wape(({ forecast }) => forecast),
    wapeNaive: wape(({ naive }) => naive),
    smape: meanOf(trials, ({ actual, forecast }) => symmetricError(actual, forecast)),
    smapeNaive: meanOf(trials, ({ actual, naive }) => symmetricError(actual, naive)),
    msis95: meanOf(scaled, (trial) => intervalScore(trial) / trial.scale),
    coverage50: coverage(trials, 0),
    coverage80: coverage(trials, 1),
    coverage95: coverage(trials, 2),
  };
}

function symmetricError(actual: number, forecast: number): number {
  const size = Math.abs(actual) + Math.abs(forecast);
  return size === 0 ? 0 : (200 * Math.abs(actual - forecast)) / size;
}

function intervalScore({ actual, bands }: Trial): number {
  const [lower, upper] = bands[bandLevels.length - 1] ?? [0, 0];
  return upper - lower + outsidePenalty * (Math.max(0, lower - actual) + Math.max(0, actual - upper));
}

/** Rounding must not push a value that lies on the end of a band out of it. */
const tolerance = 1e-9;

function coverage(trials: readonly Trial[], band: number): number | null {
  return meanOf(trials, ({ actual, bands }) => {
    const [lower, upper] = bands[band] ?? [0, 0];
    const slack = tolerance * Math.max(1, Math.abs(actual));
    return Number(actual >= lower - slack && actual <= upper + slack);
  });
}

function sumOf(trials: readonly Trial[], of: (trial: Trial) => number): number {
  return trials.reduce((sum, trial) => sum + of(trial), 0);
}

function meanOf(trials: readonly Trial[], of: (trial: Trial) => number): number | null {
  return trials.length === 0 ? null : sumOf(trials, of) / trials.length;
}
