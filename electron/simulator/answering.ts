import type { Expression } from '#shared/domain/expression.ts';
import type { Answering } from './answer-path.ts';
import { difference, leaf, product, remainder } from './expressions.ts';
import type { CallPlan, RoutePlan } from './plan.ts';

/**
 * How levers change the way to an answer. A lever that sends calls elsewhere (routing, cascade) or answers them without a
 * model (a cache) passes what it does through one of these functions; all other levers leave it alone.
 */

/** How a call comes to its answers: as its levers said, or by its routes alone. */
export function answeringOf(call: CallPlan): Answering {
  return call.answering ?? { paths: call.routes.map(({ modelId, share }) => ({ share, models: [modelId] })) };
}

/**
 * Shares of the calls go to other models.
 * @param kept share of the calls that stay as they are.
 * @param wrong share of the moved calls that are asked again the way they went before; absent = none.
 */
export function sendElsewhere(
  call: CallPlan,
  moves: readonly RoutePlan[],
  kept: Expression,
  wrong?: Expression,
): Answering {
  const before = answeringOf(call);
  const right =
    wrong === undefined || wrong.value === 0 ? undefined : remainder('Moved calls sent to the right model', wrong);
  return {
    ...before,
    paths: [
      ...before.paths.map((path) => ({
        ...path,
        share: product('Share of calls left as they are', 'share', [path.share, kept]),
      })),
      ...moves.map(({ modelId, share }) => ({
        share: right === undefined ? share : product('Moved to the right model', 'share', [share, right]),
        models: [modelId],
      })),
      ...(right === undefined || wrong === undefined
        ? []
        : moves.flatMap(({ modelId, share }) =>
            before.paths.map((path) => ({
              ...path,
              share: product('Misrouted and asked again', 'share', [share, wrong, path.share]),
              models: [modelId, ...path.models],
            })),
          )),
    ],
  };
}

/** A first model whose answers are checked. */
export interface FirstModel {
  readonly modelId: string;
  /** Share of its answers that the check accepts. */
  readonly accepted: Expression;
  /** The rest. */
  readonly escalated: Expression;
  /** Share of the accepted answers that are wrong. */
  readonly falseAccepts: Expression;
}

/** Every call tries another model first; what a check refuses goes the way it went before. */
function tryFirst(call: CallPlan, { modelId, accepted, escalated, falseAccepts }: FirstModel): Answering {
  const before = answeringOf(call);
  return {
    ...before,
    paths: [
      { share: accepted, models: [modelId], good: remainder('Accepted answers that are good', falseAccepts) },
      ...before.paths.map((path) => ({
        ...path,
        share: product('Share of calls escalated', 'share', [path.share, escalated]),
        models: [modelId, ...path.models],
      })),
    ],
  };
}

/** Several models in turn, each checked, before the call goes the way it went before. */
export function tryInTurn(call: CallPlan, stages: readonly FirstModel[]): Answering {
  return stages.reduceRight((answering, stage) => tryFirst({ ...call, answering }, stage), answeringOf(call));
}

/** One model answers in the place of another. */
export function swapModel({ answering }: CallPlan, from: string, to: string): Answering | undefined {
  if (answering === undefined) return undefined;
  return {
    ...answering,
    paths: answering.paths.map((path) => ({
      ...path,
      models: path.models.map((model) => (model === from ? to : model)),
    })),
  };
}

const whole = leaf('All answers', 'share', 1, { source: 'definition' });

/**
 * A share of the calls gets an answer given before, and some of those do not fit. A call that hits takes none of a model's
 * time: the lever takes it out of the calls per request.
 */
export function answerFromStore(call: CallPlan, hitRate: Expression, falseHitShare: Expression): Answering {
  const before = answeringOf(call);
  const spoilt = product('Calls answered with what does not fit', 'share', [hitRate, falseHitShare]);
  const kept =
    before.kept === undefined
      ? difference('Answers that a store leaves good', 'share', whole, spoilt)
      : product('Answers that the stores leave good', 'share', [
          before.kept,
          difference('Answers that a store leaves good', 'share', whole, spoilt),
        ]);
  return { ...before, kept };
}
