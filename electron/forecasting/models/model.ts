import type { History } from './history.ts';

/** A way to continue a series. A new one is one file and one line in `registry.ts`. */
export interface ForecastModel {
  /** Stable, for programs: `theta`. */
  readonly id: string;
  /** For people: `Theta`. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly description: string;
  /** Whether it can be used on this past. */
  fits(history: History): boolean;
  /** The `horizon` values after the last one, from the past alone; not cut at 0. */
  forecast(history: History, horizon: number): Float64Array;
}
