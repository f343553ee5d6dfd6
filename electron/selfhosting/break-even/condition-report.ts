import type { Fleet } from '#shared/domain/fleet.ts';
import type { ConditionReport } from '#shared/domain/self-hosting.ts';
import { percent } from '#shared/percent.ts';
import { assertNever } from '#shared/result.ts';
import type { Condition } from './must-be-true.ts';

/** What the values of conditions are multiples of. */
export interface ConditionBases {
  readonly fleet: Fleet;
  readonly years: number;
  readonly requestsPerDay: number;
  readonly apiUsdPerRequest: number;
  /** Rate, purchase price or flat price in force, USD. */
  readonly gpuUsd: number;
  readonly tokensPerSecond: number;
  readonly overheadUsd: number;
  /** The fleet costs less over the horizon as things are. */
  readonly fleetWinsNow: boolean;
}

/** A variable in the terms of a person: what it is called, its unit, and today's value in it. */
interface Terms {
  readonly variable: string;
  readonly unit: string;
  readonly today: number;
}

/** Tells a condition: variable, today's value, the value that is needed, a comment, and all of it in one sentence. */
export function conditionReport(condition: Condition, bases: ConditionBases): ConditionReport {
  const terms = termsOf(condition, bases);
  const { subject, value, now, fleetWins } = condition;
  const isRate = subject === 'api-decline' || subject === 'growth';
  const needed = value === null ? null : isRate ? value : terms.today * value;
  const { variable, unit, today } = terms;
  return {
    subject,
    value,
    now,
    fleetWins,
    variable,
    unit,
    today,
    needed,
    holds: value === null ? bases.fleetWinsNow : fleetWins === 'above' ? now >= value : now <= value,
    comment: commentOf(condition, bases, isRate),
    sentence: sentenceOf(terms, needed, fleetWins, bases),
  };
}

function termsOf({ subject, now }: Condition, bases: ConditionBases): Terms {
  const { payment } = bases.fleet;
  switch (subject) {
    case 'volume':
      return { variable: 'Traffic in the first month', unit: 'requests a day', today: bases.requestsPerDay };
    case 'api-price':
      return { variable: 'Price of the API', unit: 'USD per 1,000 calls', today: 1000 * bases.apiUsdPerRequest };
    case 'gpu-price':
      return { ...gpuTerms[payment.kind], today: bases.gpuUsd };
    case 'throughput':
      return { variable: 'Speed of a replica', unit: 'tokens a second', today: bases.tokensPerSecond };
    case 'overheads':
      return { variable: 'Staff, network and storage', unit: 'USD a month', today: bases.overheadUsd };
    case 'api-decline':
      return { variable: 'Fall of API prices', unit: 'a year', today: now };
    case 'growth':
      return { variable: 'Growth of traffic', unit: 'a month', today: now };
    default:
      return assertNever(subject);
  }
}

const gpuTerms = {
  rent: { variable: 'Rent of GPUs', unit: 'USD per GPU-hour' },
  buy: { variable: 'Purchase price', unit: 'USD per replica' },
  flat: { variable: 'Price of a replica', unit: 'USD a month' },
} as const;

function commentOf({ value, now, fleetWins }: Condition, bases: ConditionBases, isRate: boolean): string {
  if (value === null) {
    return bases.fleetWinsNow
      ? 'The fleet is cheaper whatever this is.'
      : 'By itself it does not make the fleet cheaper, whatever it is.';
  }
  const side = `The fleet is cheaper ${fleetWins === 'above' ? 'from there on up' : 'from there on down'}`;
  if (isRate) {
    const points = 100 * (value - now);
    return `${Math.abs(points).toFixed(1)} points ${points < 0 ? 'below' : 'above'} what is likely. ${side}.`;
  }
  const change = value / now - 1;
  const distance =
    change >= 1
      ? `${(value / now).toFixed(1)} times today’s`
      : `${percent(Math.abs(change))} ${change < 0 ? 'below' : 'above'} today’s`;
  return `${distance}. ${side}.`;
}

function sentenceOf(
  { variable, unit, today }: Terms,
  needed: number | null,
  fleetWins: Condition['fleetWins'],
  { years: count, fleetWinsNow }: ConditionBases,
): string {
  const years = count === 1 ? '1 year' : `${count} years`;
  const what = `${variable.charAt(0).toLowerCase()}${variable.slice(1)}`;
  if (needed === null) {
    return `Over ${years} a change of the ${what} alone does not decide: ${fleetWinsNow ? 'the fleet' : 'the API'} stays cheaper.`;
  }
  const bound = fleetWins === 'above' ? 'at least' : 'at most';
  return `Over ${years} the fleet wins if the ${what} is ${bound} ${valueText(needed, unit)} (now ${valueText(today, unit)}).`;
}

/** `$2.31 per GPU-hour`, `9.1 % a year`, `42,983 requests a day`. */
function valueText(value: number, unit: string): string {
  if (unit === 'a year' || unit === 'a month') return `${percent(value)} ${unit}`;
  const text = value.toLocaleString('en-US', {
    minimumFractionDigits: unit.startsWith('USD') ? 2 : 0,
    maximumFractionDigits: value < 1 ? 4 : unit.startsWith('USD') ? 2 : value < 100 ? 1 : 0,
  });
  return unit.startsWith('USD ') ? `$${text} ${unit.slice('USD '.length)}` : `${text} ${unit}`;
}
