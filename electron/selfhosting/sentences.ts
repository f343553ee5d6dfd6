import type { Fleet } from '#shared/domain/fleet.ts';
import type { FleetComparison, Standing } from '#shared/domain/self-hosting.ts';
import { formatUsd } from '#shared/money.ts';
import { assertNever } from '#shared/result.ts';
import type { Condition } from './break-even/must-be-true.ts';
import type { HybridCost } from './hybrid/best-capacity.ts';

/** What the answer to "fleet or API?" is, in one sentence. */
export function comparisonSentence(atDemand: Standing, breakEven: FleetComparison['breakEven'], api: string): string {
  const { apiUsd, fleetUsd, requestsPerDay } = atDemand;
  const now = `At ${count(requestsPerDay)} requests a day the fleet costs ${formatUsd(fleetUsd)} a month against ${formatUsd(apiUsd)} (${api})`;
  if (breakEven === null) return `${now}; the lines never meet.`;
  return `${now}; both cost the same at ${count(breakEven.requestsPerDay)} requests a day.`;
}

/** Which mixture is cheapest, in one sentence. */
export function hybridSentence({ replicas, usd, overflowShare }: HybridCost, apiUsd: number, api: string): string {
  if (replicas === 0) return `No replica pays: the API alone (${api}) is cheapest at ${formatUsd(apiUsd)} a month.`;
  const some = replicas === 1 ? '1 replica is' : `${count(replicas)} replicas are`;
  return `${some} cheapest at ${formatUsd(usd)} a month, with ${percent(overflowShare)} of the calls going to the API (${api}).`;
}

/** What a condition is told with. */
export interface ConditionContext {
  readonly requestsPerDay: number;
  readonly fleet: Fleet;
  readonly years: number;
}

/** What would have to be true, in one sentence. */
export function conditionSentence(condition: Condition, context: ConditionContext): string {
  const { subject, value, now, fleetWins } = condition;
  const years = context.years === 1 ? '1 year' : `${context.years} years`;
  const what = subjectText(subject, context.fleet);
  if (value === null) return `A change of ${what} alone does not decide who is cheaper over ${years}.`;
  const bound = fleetWins === 'above' ? 'at least' : 'at most';
  return `Over ${years} the fleet wins if ${what} is ${bound} ${valueText(condition, value, context)} (now ${valueText(condition, now, context)}).`;
}

function subjectText(subject: Condition['subject'], { payment }: Fleet): string {
  switch (subject) {
    case 'volume':
      return 'traffic in the first month';
    case 'api-price':
      return 'the price of the API';
    case 'gpu-price':
      return payment.kind === 'buy' ? 'the purchase price' : 'the rent';
    case 'throughput':
      return 'the speed of a replica';
    case 'overheads':
      return 'the cost of staff, network and storage';
    case 'api-decline':
      return 'the yearly fall of API prices';
    case 'growth':
      return 'monthly growth of traffic';
    default:
      return assertNever(subject);
  }
}

function valueText({ subject }: Condition, value: number, { requestsPerDay }: ConditionContext): string {
  if (subject === 'volume') return `${count(value * requestsPerDay)} requests a day`;
  if (subject === 'api-decline' || subject === 'growth') return percent(value);
  return `${value.toLocaleString('en-US', { maximumSignificantDigits: 3 })} times today’s`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1).replace('-', '−')} %`;
}

function count(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });
}
