import { projectSeasons, seasonallyAdjusted } from '../decomposition/decompose.ts';
import { slope } from '../statistics.ts';
import type { ForecastModel } from './model.ts';
import { fitSmoothing } from './smoothing.ts';

/**
 * The Theta method (Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16, 2000), in the form of
 * Hyndman and Billah (2003): simple smoothing with a drift of half the slope, on the series without its seasons.
 */
export const theta: ForecastModel = {
  id: 'theta',
  name: 'Theta',
  description: 'Simple smoothing with half of the long-run slope as drift, seasons taken out before and added after.',
  fits: ({ values }) => values.length >= 10,
  forecast({ steady, decomposition }, horizon) {
    const adjusted = seasonallyAdjusted(steady, decomposition);
    const seasons = projectSeasons(decomposition, horizon);
    const { level, rates } = fitSmoothing(adjusted, { season: 1, hasTrend: false });
    const drift = slope(adjusted) / 2;
    // What the smoothed level lags behind the line.
    const lag = (1 - (1 - rates.level) ** adjusted.length) / rates.level;
    return Float64Array.from({ length: horizon }, (_none, step) => level + drift * (step + lag) + (seasons[step] ?? 0));
  },
};
