import type { ForecastModel } from './model.ts';

/** The last season again: the floor that every model is measured against. */
export const seasonalNaive: ForecastModel = {
  id: 'seasonal-naive',
  name: 'Seasonal naive',
  description: 'Each value is that of one season earlier: the same weekday of last week.',
  fits: ({ values }) => values.length > 0,
  forecast({ values, season }, horizon) {
    return Float64Array.from(
      { length: horizon },
      (_none, step) => values[values.length - season + (step % season)] ?? 0,
    );
  },
};
