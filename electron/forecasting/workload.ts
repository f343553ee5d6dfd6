import type { Quantity } from '#shared/domain/quantity.ts';
import type { Call, Workload } from '#shared/domain/scenario.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { textPromptKinds, type CallUsage, type WorkloadUsage } from './call-usage.ts';
import { Identifiers } from './identifiers.ts';
import type { Sample } from './sample.ts';
import type { Span } from './survey.ts';
import { hourShares, type TrafficRule } from './traffic.ts';

/** Calls that one workload of a scenario file may hold. */
const maxCalls = 200;

/** A project's name with what was observed of it. */
export interface NamedUsage {
  readonly name: string;
  readonly usage: WorkloadUsage;
}

/**
 * Builds the scenario workloads of one observed workload: a call for each model, prompt-size class and batch mode,
 * whose `callsPerRequest` is its share of the requests. More than 200 of them make a second workload.
 */
export function buildWorkloads(
  { name, usage }: NamedUsage,
  rule: TrafficRule,
  span: Span,
  identifiers: Identifiers,
): readonly Workload[] {
  const calls = [...usage.calls.values()]
    .map((call) => ({ call, requestsPerDay: perDay(call, rule, ({ requests }) => requests) }))
    .sort(
      (left, right) => right.requestsPerDay - left.requestsPerDay || (left.call.modelId < right.call.modelId ? -1 : 1),
    );
  const workloads: Workload[] = [];
  for (let start = 0; start < calls.length; start += maxCalls) {
    const part = calls.slice(start, start + maxCalls);
    const requestsPerDay = part.reduce((sum, call) => sum + call.requestsPerDay, 0);
    const hours = usage.hoursKnown ? hourShares(usage.requestsByHour, span.fromMs, span.toMs) : undefined;
    const callIdentifiers = new Identifiers();
    workloads.push({
      id: identifiers.create(name, 'workload'),
      name: start === 0 ? name : `${name} (${start / maxCalls + 1})`,
      traffic: { requestsPerDay, ...(hours === undefined ? {} : { hourShares: hours }) },
      calls: part.map(({ call, requestsPerDay: callsPerDay }) =>
        buildCall(call, callsPerDay / requestsPerDay, rule, callIdentifiers),
      ),
      fees: [],
    });
  }
  return workloads;
}

function buildCall(call: CallUsage, callsPerRequest: number, rule: TrafficRule, identifiers: Identifiers): Call {
  const name = [
    call.card?.displayName ?? call.modelId,
    ...(call.abovePromptTokens > 0 ? [`prompts above ${call.abovePromptTokens.toLocaleString('en-US')} tokens`] : []),
    ...(call.isBatch ? ['batch'] : []),
  ].join(', ');
  const prompt = meanTokens(call, rule, textPromptKinds);
  const output = meanTokens(call, rule, ['output']);
  const reasoning = meanTokens(call, rule, ['reasoning']);
  function shareOfPrompt(...kinds: readonly TokenKind[]): number {
    return prompt === 0 ? 0 : meanTokens(call, rule, kinds) / prompt;
  }
  return {
    id: identifiers.create(call.modelId.slice(call.modelId.lastIndexOf('/') + 1), 'call'),
    name: name.slice(0, 200),
    callsPerRequest,
    models: [{ model: call.modelId.slice(0, 300), share: 1 }],
    prompt: prompt === 0 ? {} : { unsplit: quantityOf(call, call.prompt, prompt) },
    answer: {
      ...(output === 0 ? {} : { output: quantityOf(call, call.output, output) }),
      ...(reasoning === 0 ? {} : { reasoning: quantityOf(call, call.reasoning, reasoning) }),
    },
    cache: {
      readShare: shareOfPrompt('cacheRead'),
      // A scenario has no share for 30 minutes; a card that lists one of the two lifetimes bills both at its rate.
      write5mShare: shareOfPrompt('cacheWrite5m', 'cacheWrite30m'),
      write1hShare: shareOfPrompt('cacheWrite1h'),
    },
    batchShare: call.isBatch ? 1 : 0,
  };
}

/** The observed distribution where every record is one request; otherwise the mean alone. */
function quantityOf(call: CallUsage, sample: Sample, mean: number): Quantity {
  if (!call.singleRequests) return mean;
  const [p5 = 0, p25 = 0, p50 = 0, p75 = 0, p95 = 0] = sample.quantiles([0.05, 0.25, 0.5, 0.75, 0.95]);
  if (p5 === mean && p95 === mean) return mean;
  return { kind: 'empirical', mean, p5, p25, p50, p75, p95, records: sample.seen };
}

/** Mean tokens of some kinds per request, weighted by what a request of each import counts for. */
function meanTokens(call: CallUsage, rule: TrafficRule, kinds: readonly TokenKind[]): number {
  const [only] = call.sums.values();
  // One scale: its weight cancels, and integers divide without the rounding that weights would add.
  if (only !== undefined && call.sums.size === 1) return sumOf(only.tokens, kinds) / only.requests;
  return perDay(call, rule, ({ tokens }) => sumOf(tokens, kinds)) / perDay(call, rule, ({ requests }) => requests);
}

function sumOf(tokens: Readonly<Record<TokenKind, number>>, kinds: readonly TokenKind[]): number {
  return kinds.reduce((sum, kind) => sum + tokens[kind], 0);
}

/** Sum over imports of an amount × what one request counts for per day. */
function perDay(
  { sums }: CallUsage,
  rule: TrafficRule,
  amountOf: (sums: { readonly requests: number; readonly tokens: Record<TokenKind, number> }) => number,
): number {
  let total = 0;
  for (const [scale, part] of sums) total += amountOf(part) * (rule.perDay.get(scale) ?? 0);
  return total;
}
