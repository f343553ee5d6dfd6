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
  daily('multiplicative season and trend', (random) => {
    const rate = -0.003 + 0.009 * random();
    const depth = 0.8 + random();
    return (step) => 80 * Math.exp(rate * step) * (1 + depth * weekday(step)) * Math.exp(0.08 * normal(random));
  }),
  daily('working days only', (random) => {
    const steepness = 0.3 * random();
    return (step) => (weekday(step) < -0.2 ? 0 : (60 + steepness * step) * Math.exp(0.12 * normal(random)));
  }),
  daily('much noise', (random) => {
    const echo = autoregressive(random, 0.3);
    return (step) => 60 * (1 + 0.5 * weekday(step)) * Math.exp(0.6 * echo());
  }),
  daily('lasting surprises', (random) => {
    const echo = autoregressive(random, 0.85);
    return (step) => 100 * (1 + weekday(step)) + 12 * echo();
  }),
  daily('ramp, then a plateau', (random, length) => {
    const until = length * (0.3 + 0.5 * random());
    return (step) => 20 + 130 * Math.min(1, step / until) * (1 + weekday(step)) + 6 * normal(random);
  }),
  daily('bursts', (random) => {
    let burst = 0;
    return (step) => {
      burst = random() < 0.06 ? 150 * (0.5 + random()) : 0.5 * burst;
      return 50 * (1 + weekday(step)) + burst + 5 * normal(random);
    };
  }),
  {
    ...daily('a month and a half', (random) => (step) => 100 * (1 + weekday(step)) + 12 * normal(random), 45),
    horizon: 7,
  },
  { ...daily('no season, a walk', (random) => walk(random, 300, 4), 400), seasons: [] },
  {
    ...daily(
      'no season, a walk with drift',
      (random) => {
        const drift = 0.4 + 0.6 * random();
        const wander = walk(random, 200, 3);
        return (step) => wander() + drift * step;
      },
      400,
    ),
    seasons: [],
  },
  {
    family: 'monthly, season of 12',
    seasons: [12],
    length: 180,
    horizon: 18,
    make(random) {
      const rate = 0.008 * random();
      const wander = walk(random, 0, 0.02);
      return (step) =>
        200 * Math.exp(rate * step + wander() + 0.25 * Math.sin((step * Math.PI) / 6) + 0.04 * normal(random));
    },
  },
  {
    family: 'hourly, a smooth day',
    seasons: [24, 168],
    length: 748,
    horizon: 48,
    make(random) {
      const echo = autoregressive(random, 0.9);
      const depth = 0.2 + 0.5 * random();
      return (step) => 500 * (1 + depth * Math.sin(((step - 8) * Math.PI) / 12)) + 20 * echo();
    },
  },
  {
    family: 'hourly, quiet nights',
    seasons: [24, 168],
    length: 900,
    horizon: 48,
    make(random) {
      const steepness = 0.02 * random();
      return (step) => {
        const expected = (4 + steepness * step) * Math.max(0, Math.sin(((step - 6) * Math.PI) / 12)) ** 2;
        return poisson(random, expected * (1 + weekday(Math.floor(step / 24))));
      };
    },
  },
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

/** A level that every step moves at random. */
function walk(random: Random, start: number, size: number): () => number {
  let level = start;
  return () => (level += size * normal(random));
}

/** Surprises of variance 1, of which a share lasts into the next step. */
function autoregressive(random: Random, share: number): () => number {
  let echo = normal(random);
  return () => (echo = share * echo + Math.sqrt(1 - share ** 2) * normal(random));
}

/** A count with the given mean (Knuth). */
function poisson(random: Random, mean: number): number {
  const least = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > least; product *= random()) count += 1;
  return count;
}

/** A standard normal number (Box and Muller). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
