import type { FleetComparison, OverVolumeReport, Standing } from '#shared/domain/self-hosting.ts';
import { formatUsd } from '#shared/money.ts';
import { percent } from '#shared/percent.ts';
import type { HybridCost } from './hybrid/best-capacity.ts';

/** What the answer to "fleet or API?" is, in one sentence. */
export function comparisonSentence(atDemand: Standing, breakEven: FleetComparison['breakEven'], api: string): string {
  const { apiUsd, fleetUsd, requestsPerDay } = atDemand;
  const now = `At ${count(requestsPerDay)} requests a day the fleet costs ${formatUsd(fleetUsd)} a month against ${formatUsd(apiUsd)} (${api})`;
  if (breakEven === null) return `${now}; the lines never meet.`;
  return `${now}; both cost the same at ${count(breakEven.requestsPerDay)} requests a day (${millions(breakEven.tokensPerMonth)} tokens a month).`;
}

/** Where the lines cross over the years, in one or two sentences. */
export function overVolumeSentence(
  { crossing, meetingShare, samples }: Omit<OverVolumeReport, 'sentence'>,
  years: number,
): string {
  const span = years === 1 ? '1 year' : `${years} years`;
  const { likely, p5, p95 } = crossing;
  const middle =
    likely === null
      ? `Over ${span}, with the likely outlook, the lines do not cross`
      : `Over ${span}, with the likely outlook, the fleet is cheaper from ${count(likely.requestsPerDay)} requests a day in the first month on (${millions(likely.tokensPerMonth)} tokens a month)`;
  if (p5 === null) return `${middle}; they cross in ${percent(meetingShare)} of ${samples} outlooks.`;
  const to = p95 === null ? 'without end' : `to ${count(p95.requestsPerDay)}`;
  const range = `from ${count(p5.requestsPerDay)} ${to} in 90 % of ${samples} outlooks of growth, API prices and GPU prices`;
  const never = meetingShare === 1 ? '' : `, never in ${percent(1 - meetingShare)}`;
  return `${middle}; ${range}${never}.`;
}

function millions(tokens: number): string {
  return tokens >= 1e9 ? `${(tokens / 1e9).toFixed(2)} billion` : `${(tokens / 1e6).toFixed(1)} million`;
}

/** Which mixture is cheapest, in one sentence. */
export function hybridSentence({ replicas, usd, overflowShare }: HybridCost, apiUsd: number, api: string): string {
  if (replicas === 0) return `No replica pays: the API alone (${api}) is cheapest at ${formatUsd(apiUsd)} a month.`;
  const some = replicas === 1 ? '1 replica is' : `${count(replicas)} replicas are`;
  return `${some} cheapest at ${formatUsd(usd)} a month, with ${percent(overflowShare)} of the calls going to the API (${api}).`;
}

function count(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });
}
