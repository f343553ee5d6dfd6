import { mean } from '../statistics.ts';
import type { ForecastModel } from './model.ts';

/** Seasons that are averaged. */
const cycles = 4;

/** The mean of the last four seasons, phase by phase: what noise leaves of a steady series. */
export const seasonalAverage: ForecastModel = {
  id: 'seasonal-average',
  name: 'Seasonal average',
  description: 'Each value is the mean of the same point of the last four seasons.',
  fits: ({ steady, seasons }) => seasons.length > 0 && steady.length >= 3 * (seasons[0] ?? 1),
  forecast({ steady, seasons }, horizon) {
    const season = seasons.findLast((length) => steady.length >= 3 * length) ?? 1;
    const averages = Array.from({ length: season }, (_none, phase) => {
      const known = [];
      for (let cycle = 1; cycle <= cycles; cycle += 1) {
        const value = steady[steady.length - cycle * season + phase];
        if (value !== undefined) known.push(value);
      }
      return mean(known);
    });
    return Float64Array.from({ length: horizon }, (_none, step) => averages[step % season] ?? 0);
  },
};
