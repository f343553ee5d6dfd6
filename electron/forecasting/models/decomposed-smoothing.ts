import { projectSeasons, seasonallyAdjusted } from '../decomposition/decompose.ts';
import type { ForecastModel } from './model.ts';
import { continueSmoothing, fitSmoothing } from './smoothing.ts';

/** Seasons taken out by MSTL, the rest continued by damped smoothing, the seasons put back. */
export const decomposedSmoothing: ForecastModel = {
  id: 'mstl-ets',
  name: 'Decomposition with damped smoothing',
  description:
    'Seasons are separated from the trend (MSTL), the trend is continued by damped smoothing, and the last seasons are added.',
  fits: ({ values }) => values.length >= 10,
  forecast({ steady, decomposition }, horizon) {
    const seasons = projectSeasons(decomposition, horizon);
    const state = fitSmoothing(seasonallyAdjusted(steady, decomposition), { season: 1, hasTrend: true });
    return continueSmoothing(state, horizon).map((value, step) => value + (seasons[step] ?? 0));
  },
};
