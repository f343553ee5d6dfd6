import { z } from 'zod';
import type { Expression } from '#shared/domain/expression.ts';
import { leaf, product } from '../expressions.ts';
import { percent } from '../percent.ts';
import type { Plan, WorkloadPlan } from '../plan.ts';
import { limitedLognormal, limitedTable, widestFactor, type LimitedUse } from '../limited-use.ts';
import type { LeverDefinition, LeverEffect, LeverTarget } from './lever.ts';

const schema = z.strictObject({
  /** Whom the limit is set for. */
  per: z.enum(['user', 'conversation', 'organisation']),
  /** Requests per user and day, per conversation, or per day in all. */
  limit: z.number().positive().max(1e12),
  /** How what they ask for is spread: assumed lognormal, or a table. Does not count for the organisation. */
  spread: z.enum(['assumed', 'table']).default('assumed'),
  /** Mean requests per user and day, or per conversation; workloads with tiers know their own. */
  meanRequests: z.number().positive().max(1e9).default(10),
  /** What a heavy one (P95) asks for, as a multiple of the mean. */
  heavyFactor: z.number().min(1).max(widestFactor).default(3),
  /** Groups that ask for the same: requests, and their share of the users or conversations. */
  table: z
    .array(z.strictObject({ requests: z.number().min(0).max(1e9), share: z.number().min(0).max(1) }))
    .min(1)
    .max(50)
    .refine((rows) => Math.abs(rows.reduce((total, { share }) => total + share, 0) - 1) < 1e-6, {
      message: 'shares must sum to 1',
    })
    .refine((rows) => rows.some(({ requests, share }) => requests * share > 0), { message: 'must ask for something' })
    .default([
      { requests: 3, share: 0.7 },
      { requests: 15, share: 0.25 },
      { requests: 80, share: 0.05 },
    ]),
});
type Parameters = z.infer<typeof schema>;

const nouns = {
  user: { unit: 'requests per user and day', many: 'users' },
  conversation: { unit: 'requests per conversation', many: 'conversations' },
} as const;

/**
 * Refuses what goes beyond a limit. Per user or conversation the share served is E[min(X, limit)] ÷ E[X], with X lognormal or
 * from a table; for the organisation it is min(1, limit ÷ requests asked) in every month, growth included. What the refused
 * requests were worth is not counted: the result names how many they are.
 */
export const requestLimits: LeverDefinition<Parameters> = {
  kind: 'request-limits',
  name: 'Request limits',
  summary: 'Refuses requests beyond a limit per user, per conversation or for everybody: a saving that somebody feels.',
  schema,
  defaults: {
    per: 'user',
    limit: 20,
    spread: 'assumed',
    meanRequests: 10,
    heavyFactor: 3,
    table: [
      { requests: 3, share: 0.7 },
      { requests: 15, share: 0.25 },
      { requests: 80, share: 0.05 },
    ],
  },
  fields: [
    {
      control: 'choice',
      path: 'per',
      label: 'Limit per',
      help: 'Whom the limit is set for: each user a day, each conversation, or all requests of a day together.',
      options: [
        { value: 'user', label: 'User' },
        { value: 'conversation', label: 'Conversation' },
        { value: 'organisation', label: 'Organisation' },
      ],
    },
    {
      control: 'amount',
      path: 'limit',
      label: 'Limit',
      help: 'Requests per user and day, per conversation, or per day in all.',
      min: 1,
      max: 1000,
      step: 1,
      unit: 'requests',
    },
    {
      control: 'choice',
      path: 'spread',
      label: 'Use is',
      help: 'How unevenly users ask: an assumed lognormal spread, or groups that you give.',
      options: [
        { value: 'assumed', label: 'Assumed' },
        { value: 'table', label: 'Given' },
      ],
      shownWhen: { path: 'per', is: ['user', 'conversation'] },
    },
    {
      control: 'amount',
      path: 'meanRequests',
      label: 'Mean use',
      help: 'Mean requests per user and day, or per conversation. Workloads planned by tiers know their own per user.',
      min: 0.1,
      max: 200,
      step: 0.1,
      unit: 'requests',
      shownWhen: { path: 'spread', is: ['assumed'] },
    },
    {
      control: 'amount',
      path: 'heavyFactor',
      label: 'Heavy use (P95)',
      help: 'What one in twenty exceeds, as a multiple of the mean: 1 = all alike, 3 = a few ask for much more.',
      min: 1,
      max: widestFactor,
      step: 0.1,
      unit: 'times the mean',
      shownWhen: { path: 'spread', is: ['assumed'] },
    },
    {
      control: 'rows',
      path: 'table',
      label: 'Groups',
      help: 'Groups that ask for the same; their shares sum to 100 %.',
      columns: [
        { key: 'requests', label: 'Requests', kind: 'number', min: 0 },
        { key: 'share', label: 'Share', kind: 'share' },
      ],
      newRow: { requests: 10, share: 0 },
      addLabel: 'Add group',
      shownWhen: { path: 'spread', is: ['table'] },
    },
  ],

  describe: ({ per, limit }) =>
    per === 'organisation'
      ? `serves ${limit.toLocaleString('en-US')} requests a day`
      : `serves ${limit.toLocaleString('en-US')} ${nouns[per].unit}`,

  models: () => [],

  apply(plan, parameters, target) {
    const isInScope = (workload: WorkloadPlan): boolean =>
      workload.purpose === 'requests' && workload.calls.some(({ id }) => target.includes(workload.id, id));
    return parameters.per === 'organisation'
      ? withCeiling(plan, parameters.limit, target, isInScope)
      : withShares(plan, parameters, isInScope);
  },
};

const notFree = 'What the refused requests were worth to you and to those who asked is not counted.';

function withCeiling(
  plan: Plan,
  limit: number,
  { at }: LeverTarget,
  isInScope: (workload: WorkloadPlan) => boolean,
): LeverEffect {
  const members = plan.workloads.filter(isInScope);
  if (members.length === 0) return { plan, notes: ['No workload is in scope.'] };
  const asked = members.reduce((total, { requestsPerDay }) => total + requestsPerDay.value, 0);
  const ceiling = {
    requestsPerDay: leaf('Requests per day at most', 'requests', limit, at('limit')),
    workloads: new Set(members.map(({ key }) => key)),
  };
  const refused = asked <= limit ? 0 : 1 - limit / asked;
  return {
    plan: { ...plan, ceilings: [...plan.ceilings, ceiling] },
    notes: [
      refused === 0
        ? 'The first month stays within the limit; months with more traffic may not.'
        : `${percent(refused)} of the requests of the first month are refused, whoever asks late in the day.`,
      notFree,
    ],
  };
}

function withShares(plan: Plan, parameters: Parameters, isInScope: (workload: WorkloadPlan) => boolean): LeverEffect {
  const notes = new Set<string>();
  const workloads = plan.workloads.map((workload) => {
    if (!isInScope(workload)) return workload;
    const use = limitedUse(workload, parameters);
    notes.add(effectNote(workload, use, parameters));
    if (use.refusedShare > 0) notes.add(notFree);
    const served = servedShare(use, parameters);
    return {
      ...workload,
      requestsPerDay: product('Requests per day within the limit', 'requests', [workload.requestsPerDay, served]),
    };
  });
  return notes.size === 0
    ? { plan, notes: ['No workload is in scope.'] }
    : { plan: { ...plan, workloads }, notes: [...notes] };
}

function limitedUse({ tier }: WorkloadPlan, parameters: Parameters): LimitedUse {
  const { per, limit, spread, meanRequests, heavyFactor, table } = parameters;
  if (spread === 'table') return limitedTable(table, limit);
  const mean = per === 'user' && tier !== undefined ? tier.requestsPerUserPerDay.value : meanRequests;
  return limitedLognormal(mean, heavyFactor, limit);
}

function servedShare({ refusedShare }: LimitedUse, { per, limit, spread, heavyFactor }: Parameters): Expression {
  const source =
    spread === 'table'
      ? 'the groups given'
      : `lognormal use, P95 ${heavyFactor} times the mean: E[min(X, ${limit})] ÷ E[X]`;
  return leaf(`Share of requests within the limit per ${per}`, 'share', 1 - refusedShare, {
    source,
  });
}

function effectNote(
  { name }: WorkloadPlan,
  { refusedShare, limitedShare, limitedDemandShare }: LimitedUse,
  { per }: Parameters,
): string {
  const many = per === 'organisation' ? 'users' : nouns[per].many;
  return refusedShare === 0
    ? `${name}: nobody reaches the limit.`
    : `${name}: ${percent(refusedShare)} of the requests are refused; ${percent(limitedShare)} of the ${many} feel it and lose ${percent(refusedShare / limitedDemandShare)} of theirs.`;
}
