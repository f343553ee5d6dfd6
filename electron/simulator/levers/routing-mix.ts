import { z } from 'zod';
import type { Expression } from '#shared/domain/expression.ts';
import { sendElsewhere } from '../answering.ts';
import { leaf, product, quotient, remainder, sum } from '../expressions.ts';
import { mergeRoutes, type CallPlan, type ClassPlan, type RoutePlan } from '../plan.ts';
import { percent } from '../percent.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCallsWithMore } from './map-calls.ts';

const schema = z.strictObject({
  /** Where calls go, and which share of all calls in scope; the rest keeps its present mix. */
  targets: z
    .array(z.strictObject({ model: z.string().min(1).max(300), share: z.number().min(0).max(1) }))
    .max(50)
    .refine((targets) => targets.reduce((total, { share }) => total + share, 0) <= 1 + 1e-9, {
      message: 'shares moved must not sum to more than 1',
    }),
  /** Classes of requests whose calls move; empty = all. */
  classes: z.array(z.string().min(1).max(64)).max(20).default([]),
  /** USD that the router takes to look at one call, moved or not. */
  routerUsd: z.number().min(0).max(100).default(0),
  /** Share of the moved calls that were sent to the wrong model and are asked again of their own, 0…1. */
  misroutedShare: z.number().min(0).max(1).default(0),
});
type Parameters = z.infer<typeof schema>;

/** Sends a share of the calls to other models: the same text, in the tokens of each (`callOnModel`). */
export const routingMix: LeverDefinition<Parameters> = {
  kind: 'routing-mix',
  name: 'Model routing',
  summary: 'Sends a share of the calls to other, usually cheaper, models; the rest keeps its mix.',
  schema,
  defaults: {
    targets: [{ model: 'openai/gpt-4o-mini', share: 0.3 }],
    classes: [],
    routerUsd: 0.000_004,
    misroutedShare: 0.02,
  },
  fields: [
    {
      control: 'model-shares',
      path: 'targets',
      label: 'Calls moved',
      help: 'Models that take over, each with its share of the calls in scope.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
    {
      control: 'classes',
      path: 'classes',
      label: 'Only for',
      help: 'Classes of requests whose calls move; none = all. Several levers route several classes.',
    },
    {
      control: 'amount',
      path: 'routerUsd',
      label: 'The router takes',
      help: 'Cost of choosing a model for one call; published routers take $3 to $39 per million.',
      min: 0,
      max: 0.001,
      step: 0.000_001,
      unit: 'USD per call',
    },
    {
      control: 'share',
      path: 'misroutedShare',
      label: 'Misrouted',
      help: 'Share of the moved calls whose answer is not good enough: they are asked again of their own model.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
  ],

  describe({ targets }) {
    const moves = targets.filter(({ share }) => share > 0).map(({ model, share }) => `${percent(share)} to ${model}`);
    return moves.length === 0 ? 'moves no calls' : `moves ${moves.join(', ')}`;
  },

  models({ targets }) {
    return targets.map(({ model }) => model);
  },

  apply(plan, parameters, target) {
    const { targets, classes, routerUsd, misroutedShare } = parameters;
    if (targets.every(({ share }) => share === 0)) return { plan, notes: ['No calls are moved.'] };
    const input = (label: string, unit: 'share' | 'USD/request', value: number, path: string): Expression =>
      leaf(label, unit, value, target.at(path));
    const moves = targets.map(({ model, share }, index) => ({
      modelId: model,
      share: input(`Share of calls moved to ${model}`, 'share', share, `targets[${index}].share`),
    }));
    const wrong = input('Share of moved calls misrouted', 'share', misroutedShare, 'misroutedShare');
    const router = input('Router, per call', 'USD/request', routerUsd, 'routerUsd');
    const notes = new Set<string>();
    const routed = mapCallsWithMore(plan, target, (call) => {
      const share = classShare(call.classes, classes);
      if (share === null) {
        notes.add(`${call.name}: is made for none of the chosen classes, so it stays as it is.`);
        return { call };
      }
      const perCall =
        share === undefined
          ? call.callsPerRequest
          : product('Calls that are routed', 'calls', [call.callsPerRequest, share]);
      return {
        call: moveCalls(call, inClasses(moves, share), wrong),
        fees:
          routerUsd === 0
            ? []
            : [
                {
                  id: `${call.id}-router`,
                  name: `${call.name}: router`,
                  usdPerRequest: product(`${call.name}: router`, 'USD/request', [perCall, router]),
                },
              ],
      };
    });
    if (misroutedShare > 0)
      notes.add(`${percent(misroutedShare)} of the moved calls pay both models and wait for both.`);
    return { plan: routed, notes: [...notes] };
  },
};

/**
 * Share of a call's requests that are of the chosen classes; undefined = all of them, null = none.
 * @param made classes that make the call; empty = the workload has none.
 */
function classShare(made: readonly ClassPlan[], chosen: readonly string[]): Expression | null | undefined {
  if (chosen.length === 0) return undefined;
  const routed = made.filter(({ id }) => chosen.includes(id));
  if (routed.length === 0) return null;
  if (routed.length === made.length) return undefined;
  const total = (classes: readonly ClassPlan[]): Expression =>
    sum(
      'Share of requests of the classes',
      'share',
      classes.map(({ share }) => share),
    );
  const whole = total(made);
  return whole.value === 0 ? null : quotient('Share of calls of the classes', 'share', total(routed), whole);
}

function inClasses(moves: readonly RoutePlan[], share: Expression | undefined): readonly RoutePlan[] {
  if (share === undefined) return moves;
  return moves.map((move) => ({
    ...move,
    share: product('Share of all calls moved', 'share', [move.share, share]),
  }));
}

/** Own models keep 1 − moved, and get back what was sent to the wrong model. */
function moveCalls(call: CallPlan, moves: readonly RoutePlan[], wrong: Expression): CallPlan {
  const moved = sum(
    'Share of calls moved',
    'share',
    moves.map(({ share }) => share),
  );
  const kept = remainder('Share of calls that keep their model', moved);
  const own =
    wrong.value === 0
      ? kept
      : sum('Share of calls on their own model', 'share', [
          kept,
          product('Misrouted and asked again', 'share', [moved, wrong]),
        ]);
  const staying = call.routes.map((route) => ({
    ...route,
    share: product(`Share of calls left on ${route.modelId}`, 'share', [route.share, own]),
  }));
  return {
    ...call,
    routes: mergeRoutes([...staying, ...moves]),
    answering: sendElsewhere(call, moves, kept, wrong),
  };
}
