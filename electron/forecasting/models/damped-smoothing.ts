import type { ForecastModel } from './model.ts';
import { continueSmoothing, fitSmoothing } from './smoothing.ts';

/** Seasons longer than this have more start values than smoothing can learn from. */
const longestSeason = 24;

/** Damped Holt-Winters: level, flattening trend and season follow the values. */
export const dampedSmoothing: ForecastModel = {
  id: 'damped-ets',
  name: 'Damped exponential smoothing',
  description:
    'Level, trend and season follow the values, recent ones most; the trend flattens out (damped Holt-Winters, ETS A,Ad,A).',
  fits: ({ values, season, seasons }) =>
    seasons.length <= 1 && season <= longestSeason && values.length >= Math.max(10, 2 * season),
  forecast({ steady, season }, horizon) {
    return continueSmoothing(fitSmoothing(steady, { season, hasTrend: true }), horizon);
  },
};
