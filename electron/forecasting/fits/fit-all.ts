import type { CalibrationFit } from '#shared/domain/calibration.ts';
import type { CallUsage, WorkloadUsage } from '../call-usage.ts';
import { hoursFit, weekdaysFit, refused } from './arrivals.ts';
import { conversationsFit } from './conversations.ts';
import { growthFit } from './growth.ts';
import type { DailyRequests, Observations, WorkloadObservations } from './observations.ts';
import { cacheFits, modelsFit, tiersFit } from './shares.ts';
import { tokenFits } from './tokens.ts';

/** A workload with what was observed of it, both ways. */
export interface NamedObservations {
  readonly name: string;
  readonly usage: WorkloadUsage;
  /** Absent = only imports with a month scale: there are no days. */
  readonly observed: WorkloadObservations | undefined;
}

/** Every quantity that a scenario needs, fitted or refused, workload by workload. */
export function fitAll(
  workloads: readonly NamedObservations[],
  { conversations }: Observations,
): readonly CalibrationFit[] {
  const observed = workloads.flatMap(({ observed: days }) => days ?? []);
  return [
    ...workloads.flatMap(workloadFits),
    observed.length === 0
      ? refused({ quantity: 'growth', subject: '', sample: 0, sampleOf: 'weeks' }, noDays, daysMissing)
      : growthFit(together(observed)),
    conversationsFit(conversations.values()),
    refused(
      { quantity: 'retries', subject: '', sample: 0, sampleOf: 'requests' },
      'Usage records hold answered requests; failed attempts are not among them.',
      'a request log with the status of every attempt',
    ),
  ];
}

const noDays = 'There are only traces that stand for a part of a month: they have no days.';
const daysMissing = 'usage with dates, without a month scale';

function workloadFits({ name, usage, observed }: NamedObservations): readonly CalibrationFit[] {
  const tokens = [...usage.calls.values()].flatMap((call) => tokenFits(`${name}: ${nameOf(call)}`, call));
  if (observed === undefined) {
    return [
      ...(['hours', 'weekdays', 'models', 'tiers', 'cache'] as const).map((quantity) =>
        refused({ quantity, subject: name, sample: 0, sampleOf: 'days' }, noDays, daysMissing),
      ),
      ...tokens,
    ];
  }
  return [
    hoursFit(name, observed),
    weekdaysFit(name, observed),
    modelsFit(name, observed),
    tiersFit(name, observed),
    ...cacheFits(name, observed),
    ...tokens,
  ];
}

function nameOf({ modelId, abovePromptTokens, isBatch }: CallUsage): string {
  const step = abovePromptTokens === 0 ? '' : `, above ${abovePromptTokens.toLocaleString('en-US')} tokens`;
  return `${modelId}${step}${isBatch ? ', batch' : ''}`;
}

/** The requests of several workloads. */
function together(workloads: readonly DailyRequests[]): DailyRequests {
  const requestsByDay = new Map<number, number>();
  for (const workload of workloads)
    for (const [day, requests] of workload.requestsByDay)
      requestsByDay.set(day, (requestsByDay.get(day) ?? 0) + requests);
  return {
    requestsByDay,
    daysKnown: workloads.every(({ daysKnown }) => daysKnown),
    firstMs: Math.min(...workloads.map(({ firstMs }) => firstMs)),
    lastMs: Math.max(...workloads.map(({ lastMs }) => lastMs)),
  };
}
