import { advantageOf, followPath, type OutlookCase, type PathQuestion } from './outlook.ts';
import type { FleetCosts } from './volume-costs.ts';

/** Inputs that could decide between fleet and API. */
export const conditionSubjects = [
  'volume',
  'api-price',
  'gpu-price',
  'throughput',
  'overheads',
  'api-decline',
  'growth',
] as const;
export type ConditionSubject = (typeof conditionSubjects)[number];

/** What would have to be true of one input, all others as they are, for fleet and API to cost the same over the horizon. */
export interface Condition {
  readonly subject: ConditionSubject;
  /** The multiple of what is given; for `api-decline` and `growth` the rate itself. Null = no value within reach. */
  readonly value: number | null;
  /** What it is now, in the same terms. */
  readonly now: number;
  /** On which side of `value` the fleet is cheaper. */
  readonly fleetWins: 'above' | 'below';
}

/** An outlook seen through one number. */
interface Lens extends Omit<Condition, 'value'> {
  /** Values searched, ascending. */
  readonly values: readonly number[];
  /** What the fleet saves over the horizon with the number at a value, USD. */
  readonly advantage: (value: number) => number;
}

/** For each input in turn the value at which fleet and API cost the same over the horizon. */
export function conditionsFor(question: PathQuestion, outlook: OutlookCase, months: number): readonly Condition[] {
  return lensesOf(question, outlook, months).map(({ subject, now, fleetWins, values, advantage }) => ({
    subject,
    now,
    fleetWins,
    value: rootOf(advantage, values),
  }));
}

/** From a thousandth to a thousand. */
const multiples = Array.from({ length: 61 }, (_, index) => 10 ** (-3 + index / 10));
/** −25 % to +95 % a year. */
const declines = Array.from({ length: 49 }, (_, index) => -0.25 + index * 0.025);
/** −20 % to +20 % a month. */
const growths = Array.from({ length: 41 }, (_, index) => -0.2 + index * 0.01);

function lensesOf(question: PathQuestion, outlook: OutlookCase, months: number): readonly Lens[] {
  const { costsAt, apiUsdPerMonth } = question;
  const saved = (changed: Partial<PathQuestion>, future: OutlookCase = outlook): number =>
    advantageOf(followPath({ ...question, ...changed }, future, months));
  const withCosts = (change: (costs: FleetCosts) => Partial<FleetCosts>): number =>
    saved({
      costsAt: (volume) => {
        const costs = costsAt(volume);
        return { ...costs, ...change(costs) };
      },
    });
  const multiple = { now: 1, values: multiples } as const;
  const lenses: readonly Lens[] = [
    {
      ...multiple,
      subject: 'volume',
      fleetWins: 'above',
      advantage: (factor) =>
        saved({ costsAt: (volume) => costsAt(volume * factor), apiUsdPerMonth: apiUsdPerMonth * factor }),
    },
    {
      ...multiple,
      subject: 'api-price',
      fleetWins: 'above',
      advantage: (factor) => saved({ apiUsdPerMonth: apiUsdPerMonth * factor }),
    },
    {
      ...multiple,
      subject: 'gpu-price',
      fleetWins: 'below',
      advantage: (factor) =>
        withCosts(({ gpuUsd, capexUsd, residualUsd }) => ({
          gpuUsd: gpuUsd * factor,
          capexUsd: capexUsd * factor,
          residualUsd: residualUsd * factor,
        })),
    },
    {
      ...multiple,
      subject: 'throughput',
      fleetWins: 'above',
      // A fleet twice as fast carries a volume as today's carries half of it.
      advantage: (factor) => saved({ costsAt: (volume) => costsAt(volume / factor) }),
    },
    {
      ...multiple,
      subject: 'overheads',
      fleetWins: 'below',
      advantage: (factor) => withCosts(({ overheadUsd }) => ({ overheadUsd: overheadUsd * factor })),
    },
    {
      subject: 'api-decline',
      now: outlook.apiPriceDeclinePerYear,
      fleetWins: 'below',
      values: declines,
      advantage: (apiPriceDeclinePerYear) => saved({}, { ...outlook, apiPriceDeclinePerYear }),
    },
    {
      subject: 'growth',
      now: outlook.growthPerMonth,
      fleetWins: 'above',
      values: growths,
      advantage: (growthPerMonth) => saved({}, { ...outlook, growthPerMonth }),
    },
  ];
  return costsAt(1).overheadUsd > 0 ? lenses : lenses.filter(({ subject }) => subject !== 'overheads');
}

/**
 * The value at which a loss turns into a saving, or back: the first change of sign along the values, then halved. A fleet of
 * whole replicas jumps; the value is then where the jump is.
 */
function rootOf(advantage: (value: number) => number, values: readonly number[]): number | null {
  let before: { readonly value: number; readonly loses: boolean } | undefined;
  for (const value of values) {
    const here = { value, loses: advantage(value) < 0 };
    if (before !== undefined && before.loses !== here.loses) {
      return halved(advantage, before.value, value, before.loses);
    }
    before = here;
  }
  return null;
}

function halved(advantage: (value: number) => number, from: number, to: number, losesAtFrom: boolean): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (advantage(middle) < 0 === losesAtFrom) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
