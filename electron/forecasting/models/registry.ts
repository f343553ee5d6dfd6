import { dampedSmoothing } from './damped-smoothing.ts';
import { decomposedSmoothing } from './decomposed-smoothing.ts';
import type { ForecastModel } from './model.ts';
import { onLogScale } from './on-log-scale.ts';
import { seasonalAverage } from './seasonal-average.ts';
import { seasonalNaive } from './seasonal-naive.ts';
import { theta } from './theta.ts';

/** Every single model; `combinations.ts` averages some of them. A new one is one file and one line here. */
export const singleModels: readonly ForecastModel[] = [
  seasonalNaive,
  seasonalAverage,
  dampedSmoothing,
  theta,
  decomposedSmoothing,
  onLogScale(decomposedSmoothing),
];
