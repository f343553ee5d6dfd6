import { History } from './history.ts';
import type { ForecastModel } from './model.ts';

/** The same model on the logarithms of a series above 0: seasons and growth are then in proportion to the level. */
export function onLogScale(model: ForecastModel): ForecastModel {
  return {
    id: `${model.id}-log`,
    name: `${model.name}, in proportion`,
    description: `${model.description} Worked out on logarithms, so that seasons and trend are in proportion to the level.`,
    fits: (history) => history.values.every((value) => value > 0) && model.fits(history),
    forecast(history, horizon) {
      const logs = new History(history.values.map(Math.log), history.seasons);
      return model.forecast(logs, horizon).map(Math.exp);
    },
  };
}
