import { meanOf, type Distribution, type Quantity } from '#shared/domain/quantity.ts';

/** The distributions that can be typed in; a measured one comes from the ledger. */
export type TypedDistribution = Exclude<Distribution, { kind: 'empirical' }>;
export type TypedKind = TypedDistribution['kind'];

/** What each kind is called and asked for, and how it starts from a number. */
export const distributionKinds: Readonly<
  Record<
    TypedKind,
    {
      readonly label: string;
      readonly help: string;
      /** Names of its parameters in the file, with what they are called. */
      readonly parameters: readonly { readonly key: string; readonly label: string }[];
      readonly around: (value: number) => TypedDistribution;
    }
  >
> = {
  lognormal: {
    label: 'P5 to P95',
    help: 'In nine cases out of ten it lies between the two; skewed to high values (lognormal).',
    parameters: [
      { key: 'p5', label: 'P5' },
      { key: 'p95', label: 'P95' },
    ],
    around: (value) => ({ kind: 'lognormal', p5: positive(value * 0.7), p95: positive(value * 1.4) }),
  },
  uniform: {
    label: 'Lowest to highest',
    help: 'Anywhere between the two, all alike (uniform).',
    parameters: [
      { key: 'low', label: 'Low' },
      { key: 'high', label: 'High' },
    ],
    around: (value) => ({ kind: 'uniform', low: value * 0.7, high: value * 1.3 }),
  },
  triangular: {
    label: 'Lowest, likeliest, highest',
    help: 'Between the outer two, most often near the middle one (triangular).',
    parameters: [
      { key: 'low', label: 'Low' },
      { key: 'mode', label: 'Likely' },
      { key: 'high', label: 'High' },
    ],
    around: (value) => ({ kind: 'triangular', low: value * 0.7, mode: value, high: value * 1.3 }),
  },
  beta: {
    label: 'Lowest, likeliest, highest (smooth)',
    help: 'As above, but the ends are rarer: the middle counts four times as much (beta, as in PERT).',
    parameters: [
      { key: 'low', label: 'Low' },
      { key: 'mode', label: 'Likely' },
      { key: 'high', label: 'High' },
    ],
    around: (value) => ({ kind: 'beta', low: value * 0.7, mode: value, high: value * 1.3 }),
  },
  normal: {
    label: 'Mean and spread',
    help: 'Even on both sides; two cases out of three within one standard deviation (normal, never below 0).',
    parameters: [
      { key: 'mean', label: 'Mean' },
      { key: 'sd', label: 'SD' },
    ],
    around: (value) => ({ kind: 'normal', mean: value, sd: value * 0.2 }),
  },
};

/** The kinds, in the order of the menu. */
export const typedKinds = [
  'lognormal',
  'uniform',
  'triangular',
  'beta',
  'normal',
] as const satisfies readonly TypedKind[];

/** The kinds that a share may have: those with a highest value. */
export const shareKinds = ['uniform', 'triangular', 'beta'] as const satisfies readonly TypedKind[];

/** A range of a kind about as wide as a guess, around the mean of what was there. */
export function rangeAround(quantity: Quantity, kind: TypedKind): TypedDistribution {
  return distributionKinds[kind].around(roundedMean(quantity));
}

/** The same around a share: none of its values is above 1. */
export function shareRangeAround(quantity: Quantity, kind: (typeof shareKinds)[number]): TypedDistribution {
  const range = rangeAround(quantity, kind);
  return 'high' in range ? { ...range, high: Math.min(1, range.high) } : range;
}

/** The mean as a number to go on with: to six digits. */
export function roundedMean(quantity: Quantity): number {
  return Number(meanOf(quantity).toPrecision(6));
}

/** A lognormal quantity has no zero. */
function positive(value: number): number {
  return value > 0 ? value : 1;
}
