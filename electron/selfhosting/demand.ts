import { hoursPerWeek } from './sizing/week.ts';
import type { RequestShape } from './throughput/roofline.ts';

/** Calls of one kind that a fleet is to serve, in one month. */
export interface DemandPart {
  /** What they are: `Support: Answer`. */
  readonly name: string;
  readonly callsPerMonth: number;
  readonly request: RequestShape;
  /** Share of a week's calls in each hour, Monday 00:00 UTC first; sums to 1. */
  readonly week: readonly number[];
  /** What one call costs at the API, USD; null = not known. */
  readonly apiUsdPerCall: number | null;
}

/** What a fleet is to serve in a month. */
export interface Demand {
  readonly parts: readonly DemandPart[];
  /** Hours of the month. */
  readonly hours: number;
}

/** Sums of a demand. */
export interface DemandTotals {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Null when the price of some part is not known. */
  readonly apiUsd: number | null;
  /** The mean call. */
  readonly request: RequestShape;
}

/** Adds up a demand. */
export function totalsOf({ parts }: Demand): DemandTotals {
  let [calls, inputTokens, outputTokens] = [0, 0, 0];
  let apiUsd: number | null = 0;
  for (const { callsPerMonth, request, apiUsdPerCall } of parts) {
    calls += callsPerMonth;
    inputTokens += callsPerMonth * request.inputTokens;
    outputTokens += callsPerMonth * request.outputTokens;
    apiUsd = apiUsd === null || apiUsdPerCall === null ? null : apiUsd + callsPerMonth * apiUsdPerCall;
  }
  const mean = calls === 0 ? 0 : 1 / calls;
  return {
    calls,
    inputTokens,
    outputTokens,
    apiUsd,
    request: { inputTokens: inputTokens * mean, outputTokens: outputTokens * mean },
  };
}

/** The same demand at another volume. */
export function scaled(demand: Demand, factor: number): Demand {
  return {
    ...demand,
    parts: demand.parts.map((part) => ({ ...part, callsPerMonth: part.callsPerMonth * factor })),
  };
}

/**
 * Offered load of each hour of the week, replicas: calls a second × seconds a call. A fleet that runs fewer hours than the
 * month has does the same work in them.
 * @param secondsPerCall replica seconds of one call of a shape.
 */
export function loadsOf(
  { parts, hours }: Demand,
  openHours: number,
  secondsPerCall: (request: RequestShape) => number,
): readonly number[] {
  const loads = Array.from({ length: hoursPerWeek }, () => 0);
  for (const { callsPerMonth, request, week } of parts) {
    const callsPerWeek = (callsPerMonth * hoursPerWeek) / hours;
    const perHour = (callsPerWeek * secondsPerCall(request) * (hours / openHours)) / 3600;
    for (let hour = 0; hour < hoursPerWeek; hour += 1) loads[hour] = (loads[hour] ?? 0) + perHour * (week[hour] ?? 0);
  }
  return loads;
}
