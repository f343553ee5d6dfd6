import { z } from 'zod';
import type { Expression } from '#shared/domain/expression.ts';
import { leaf, product, quotient, sum } from '../expressions.ts';
import { hostCalls } from '../host-calls.ts';
import type { CallPlan } from '../plan.ts';
import { fleetField, fleetOfLever, noFleet } from './fleet-of-lever.ts';
import type { LeverDefinition, LeverTarget } from './lever.ts';

const schema = z.strictObject({
  /** Id of the fleet; empty = the scenario's first. */
  fleet: z.string().max(64).default(''),
  /** Replicas that run at all hours, whatever the traffic. */
  replicas: z.number().min(1).max(100_000).default(1),
  /** Share of the calls in scope that may go to the fleet at all, 0…1: the simple ones. */
  share: z.number().min(0).max(1).default(1),
  /** Only requests of these classes may; absent = all. */
  classes: z.array(z.string().min(1).max(64)).min(1).max(20).optional(),
});
type Parameters = z.infer<typeof schema>;

/**
 * Serves calls by a few replicas of one's own up to their capacity and hands the rest on to the API, by the fleet's overflow rule:
 * at once (Erlang B), after a longest wait, or only what exceeds an hour's capacity. The cheapest number of replicas is where one
 * more costs just what it saves (a newsvendor's rule); the screen Self-host names it.
 */
export const hybrid: LeverDefinition<Parameters> = {
  kind: 'hybrid',
  name: 'Own replicas with overflow',
  summary: 'Serves calls by a few replicas up to their capacity and hands the rest on to the API.',
  schema,
  defaults: { fleet: '', replicas: 1, share: 1 },
  fields: [
    fleetField,
    {
      control: 'amount',
      path: 'replicas',
      label: 'Replicas',
      help: 'Replicas that run at all hours; the screen Self-host names the cheapest number.',
      min: 1,
      max: 50,
      step: 1,
      unit: 'replicas',
    },
    {
      control: 'share',
      path: 'share',
      label: 'Calls that may',
      help: 'Share of the calls in scope that are simple enough for the fleet.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
  ],
  describe: ({ fleet, replicas }) =>
    `serves by ${wholeReplicas(replicas)} of ${fleet === '' ? 'the first fleet' : fleet}, the rest by the API`,
  models: () => [],
  fleets: ({ fleet }) => (fleet === '' ? [] : [fleet]),
  apply(plan, { fleet: id, replicas, share, classes }, target) {
    const fleet = fleetOfLever(plan, id);
    if (fleet === undefined) return { plan, notes: [noFleet] };
    const hosted = hostCalls(
      plan,
      {
        fleet,
        shareOf: (call) => eligibleShare(call, share, classes, target),
        scaling: { kind: 'fixed', replicas: Math.max(1, Math.round(replicas)) },
        policy: fleet.resolved.fleet.overflow,
      },
      target,
    );
    const notes =
      hosted === plan
        ? ['No call in scope is one that the fleet serves.']
        : ['The overflow is that of the mean traffic of each month; levers after this one do not change it.'];
    return { plan: hosted, notes };
  },
};

function wholeReplicas(replicas: number): string {
  const whole = Math.max(1, Math.round(replicas));
  return whole === 1 ? '1 replica' : `${whole} replicas`;
}

/** Share of a call's traffic that may go to the fleet: the given share, of the given classes. */
function eligibleShare(
  call: CallPlan,
  share: number,
  classes: readonly string[] | undefined,
  { at }: LeverTarget,
): Expression {
  const simple = leaf('Share of calls simple enough', 'share', share, at('share'));
  if (classes === undefined) return simple;
  const chosen = call.classes.filter(({ id }) => classes.includes(id));
  const shareOfAll = (parts: CallPlan['classes']): Expression =>
    sum(
      'Share of requests',
      'share',
      parts.map((part) => part.share),
    );
  const all = shareOfAll(call.classes);
  if (all.value === 0) return leaf('No class of these makes the call', 'share', 0, { source: 'definition' });
  const ofClasses = quotient('Share of the call’s requests in the classes', 'share', shareOfAll(chosen), all);
  return product('Share of calls that may go to the fleet', 'share', [simple, ofClasses]);
}
