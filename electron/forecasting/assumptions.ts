import { tokenKindLabels, tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import type { Workload } from '#shared/domain/scenario.ts';
import { msPerDay } from '#shared/time.ts';
import { textPromptKinds, type CallUsage } from './call-usage.ts';
import type { Span, Survey } from './survey.ts';
import { daysOfScaledMonth, type TrafficRule } from './traffic.ts';

/** What could not be told from the usage and what was assumed instead: one sentence each. */
export function describeAssumptions(
  survey: Survey,
  rule: TrafficRule,
  workloads: readonly Workload[],
  calls: readonly CallUsage[],
  growthPerMonth: number,
): string[] {
  return [
    ...observedTraffic(survey, rule),
    ...scaledTraffic(survey),
    ...unknownRequests(survey),
    ...hourShape(workloads),
    ...aggregates(survey),
    ...samples(calls),
    'Prompts are not split into parts: usage records tell only their total.',
    ...unmodelledTokens(survey),
    ...unmodelledTiers(survey),
    'Prices are those of the scenario’s months, which may differ from those at the time of use.',
    growthPerMonth === 0
      ? 'Traffic is taken not to grow: set the growth in the calendar.'
      : `Traffic grows by ${(100 * growthPerMonth).toFixed(1)} % a month, as in the recorded weeks, from their mean on.`,
  ];
}

function observedTraffic({ unscaled }: Survey, { observedDays }: TrafficRule): readonly string[] {
  if (observedDays === undefined) return [];
  const requests = `${count(unscaled.requests)} requests`;
  if (unscaled.toMs === unscaled.fromMs) {
    return [`Traffic: all ${requests} carry the same time, ${instant(unscaled.fromMs)}, and are taken as one day's.`];
  }
  const period = `${requests} from ${instant(unscaled.fromMs)} to ${instant(unscaled.toMs)}`;
  return unscaled.toMs - unscaled.fromMs < msPerDay
    ? [`Traffic: ${period}, ${duration(unscaled)}; the rest of the day and month is taken to be like it.`]
    : [`Traffic: ${period}, ${duration(unscaled)}, as a mean per day.`];
}

function scaledTraffic({ scaled }: Survey): readonly string[] {
  return [...scaled].map(
    ([scale, span]) =>
      `Traffic: ${count(span.requests)} requests from ${instant(span.fromMs)} to ${instant(span.toMs)} stand for 1/${count(scale)} of a ${daysOfScaledMonth}-day month, as given at the import.`,
  );
}

function unknownRequests({ recordsWithoutRequests }: Survey): readonly string[] {
  if (recordsWithoutRequests === 0) return [];
  return [
    `${count(recordsWithoutRequests)} records do not say how many requests they hold: each is taken as one, so tokens per request are too high there.`,
  ];
}

function hourShape(workloads: readonly Workload[]): readonly string[] {
  const flat = workloads.filter(({ traffic }) => traffic.hourShares === undefined);
  if (flat.length === 0) return [];
  const which = flat.length === workloads.length ? 'The' : `For ${flat.map(({ name }) => name).join(', ')} the`;
  return [
    `${which} shape of the day is not known (it takes 24 requests or more over a whole day, in hourly or finer records): traffic is flat.`,
  ];
}

function aggregates({ aggregatedRecords, all }: Survey): readonly string[] {
  if (aggregatedRecords === 0) return [];
  return [
    `${count(aggregatedRecords)} of ${count(all.records)} records are sums over several requests: models with such records have mean token counts only, without a spread.`,
  ];
}

function samples(calls: readonly CallUsage[]): readonly string[] {
  const sampled = calls.filter(({ singleRequests, prompt }) => singleRequests && !prompt.isExact);
  if (sampled.length === 0) return [];
  return ['Quantiles of token counts come from a random sample of 65,536 records of each model; means are exact.'];
}

function unmodelledTokens({ tokens }: Survey): readonly string[] {
  return tokenKinds.flatMap((kind) =>
    modelledKinds.has(kind) || tokens[kind] === 0
      ? []
      : [
          `${count(tokens[kind])} ${tokenKindLabels[kind].toLowerCase()} tokens are left out: a scenario holds only text tokens as yet.`,
        ],
  );
}

const modelledKinds: ReadonlySet<TokenKind> = new Set([...textPromptKinds, 'output', 'reasoning']);

function unmodelledTiers({ tiers }: Survey): readonly string[] {
  return (['flex', 'priority'] as const).flatMap((tier) =>
    tiers[tier] === 0
      ? []
      : [`${count(tiers[tier])} requests used the ${tier} tier: they are priced at the standard rate here.`],
  );
}

function count(amount: number): string {
  return amount.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

/** `2023-11-16 18:15 UTC`. */
function instant(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function duration({ fromMs, toMs }: Span): string {
  const hours = (toMs - fromMs) / 3_600_000;
  if (hours < 1) return `${count(hours * 60)} minutes`;
  return hours < 48 ? `${count(hours)} hours` : `${count(hours / 24)} days`;
}
