import { seededRandom, type Random } from '#forecasting';

/** A made series with what is known of it. */
export interface MadeSeries {
  readonly family: string;
  readonly values: Float64Array;
  readonly seasons: readonly number[];
  readonly horizon: number;
}

const seriesPerFamily = 4;
const week = [0, 0.04, 0.06, 0.05, 0, -0.35, -0.4];

/** Series of the kinds that spend takes, seeded: the same in every run. */
export function madeSeries(): readonly MadeSeries[] {
  return families.flatMap(({ family, seasons, length, horizon, make }, familyIndex) =>
    Array.from({ length: seriesPerFamily }, (_none, index) => {
      const random = seededRandom(1000 * (familyIndex + 1) + index);
      const valueAt = make(random, length);
      const values = Float64Array.from({ length }, (_value, step) => Math.max(0, valueAt(step)));
      return { family, values, seasons, horizon };
    }),
  );
}

interface Family {
  readonly family: string;
  readonly seasons: readonly number[];
  readonly length: number;
  readonly horizon: number;
  make(random: Random, length: number): (step: number) => number;
}

function daily(family: string, make: Family['make'], length = 200): Family {
  return { family, seasons: [7], length, horizon: 14, make };
}

const families: readonly Family[] = [
  daily('trend', (random) => {
    const steepness = random() - 0.2;
    return (step) => 100 + steepness * step + 8 * normal(random);
  }),
  daily('weekly', (random) => {
    const depth = 0.5 + random();
    return (step) => 100 * (1 + depth * weekday(step)) + 8 * normal(random);
  }),
  daily('weekly, noise in proportion', (random) => {
    const depth = 0.5 + random();
    return (step) => 100 * (1 + depth * weekday(step)) * Math.exp(0.2 * normal(random));
  }),
  daily('level shifts', (random, length) => {
    const shifts = Array.from({ length: 3 }, () => ({ at: Math.floor(random() * length), by: 60 * normal(random) }));
    return (step) =>
      150 * (1 + weekday(step)) +
      shifts.reduce((sum, { at, by }) => sum + (step >= at ? by : 0), 0) +
      8 * normal(random);
  }),
  daily('intermittent', (random) => {
    const share = 0.15 + 0.4 * random();
    return () => (random() < share ? Math.exp(3 + 0.6 * normal(random)) : 0);
  }),
  daily('growth', (random) => {
    const rate = 0.002 + 0.008 * random();
    return (step) => 40 * Math.exp(rate * step) * (1 + weekday(step)) * Math.exp(0.1 * normal(random));
  }),
  daily(
    'outliers',
    (random) => (step) => 100 * (1 + weekday(step)) + 8 * normal(random) + (random() < 0.03 ? 400 * random() : 0),
  ),
  daily('random walk', (random) => {
    let level = 200;
    return (step) => {
      level += 5 * normal(random);
      return level * (1 + weekday(step)) + 4 * normal(random);
    };
  }),
  daily('short history', (random) => (step) => 100 * (1 + weekday(step)) * Math.exp(0.15 * normal(random)), 70),
  {
    family: 'hourly, day and week',
    seasons: [24, 168],
    length: 840,
    horizon: 48,
    make(random) {
      const peak = 10 + 6 * random();
      return (step) => {
        const hour = Math.exp(Math.cos(((step - peak) * 2 * Math.PI) / 24));
        return 60 * hour * (1 + weekday(Math.floor(step / 24))) * Math.exp(0.15 * normal(random));
      };
    },
  },
];

function weekday(day: number): number {
  return week[day % week.length] ?? 0;
}

/** A standard normal number (Box and Muller). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
