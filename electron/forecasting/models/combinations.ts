/** Several models as one: the mean of their forecasts, where all of them fit. */
export interface Combination {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Ids of the models that are averaged. */
  readonly members: readonly string[];
}

/** Every combination. Averages of different models are hard to beat (M4 competition, Makridakis et al. 2020). */
export const combinations: readonly Combination[] = [
  {
    id: 'average',
    name: 'Average of models',
    description: 'The mean of damped smoothing, Theta and decomposition: their errors partly cancel.',
    members: ['damped-ets', 'theta', 'mstl-ets'],
  },
  {
    id: 'average-steady',
    name: 'Average of models with the seasonal average',
    description: 'The mean of Theta, decomposition and the seasonal average: for series with much noise.',
    members: ['theta', 'mstl-ets', 'seasonal-average'],
  },
  {
    id: 'average-log',
    name: 'Average of models with growth in proportion',
    description: 'The mean of Theta, decomposition and decomposition in proportion: for series that grow.',
    members: ['theta', 'mstl-ets', 'mstl-ets-log'],
  },
  {
    id: 'average-careful',
    name: 'Average of models with the seasonal naive',
    description: 'The mean of the seasonal naive, the seasonal average, Theta and decomposition: for series that turn.',
    members: ['seasonal-naive', 'seasonal-average', 'theta', 'mstl-ets'],
  },
  {
    id: 'average-unseasonal',
    name: 'Average of last value, Theta and damped smoothing',
    description: 'Half-way between the last value and what models make of it: for walks without a season.',
    members: ['seasonal-naive', 'theta', 'damped-ets'],
  },
];
