import { z } from 'zod';
import type { Expression } from '#shared/domain/expression.ts';
import { sendElsewhere } from '../answering.ts';
import { moveRoutes } from '../failed-attempts.ts';
import { leaf, product, quotient, remainder, sum } from '../expressions.ts';
import { percent } from '../percent.ts';
import { mergeRoutes, type CallPlan, type FailedAttempts, type RetryPlan, type RoutePlan } from '../plan.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCalls } from './map-calls.ts';

const schema = z.strictObject({
  /** Share of the failed attempts that do not happen any more, 0…1. */
  avoidedShare: z.number().min(0).max(1),
  /** Whether a call is tried until it answers, or given up after some retries. */
  stop: z.enum(['never', 'after-retries']).default('never'),
  /** Retries after the first attempt before a call is given up. */
  maxRetries: z.number().int().min(0).max(20).default(3),
  /** Who answers a call that was given up. */
  fallback: z.enum(['nobody', 'model']).default('nobody'),
  fallbackModel: z.string().min(1).max(300).default('openai/gpt-4o-mini'),
});
type Parameters = z.infer<typeof schema>;

/**
 * Fails less and retries less. With r failed attempts per answered call an attempt fails with p = r ÷ (1 + r); after m retries
 * p^(m+1) of the calls are given up, by the rate of their own model: they go to the fallback model, which fails as often as it or
 * the others do, or stay unanswered.
 */
export const fewerRetries: LeverDefinition<Parameters> = {
  kind: 'fewer-retries',
  name: 'Retries and fallback',
  summary: 'Avoids failed attempts, stops retrying after a while, and lets another model answer what failed.',
  schema,
  defaults: {
    avoidedShare: 0.5,
    stop: 'never',
    maxRetries: 3,
    fallback: 'nobody',
    fallbackModel: 'openai/gpt-4o-mini',
  },
  fields: [
    {
      control: 'share',
      path: 'avoidedShare',
      label: 'Failures avoided',
      help: 'Share of the failed attempts that better prompts, structured output or longer timeouts avoid.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
    {
      control: 'choice',
      path: 'stop',
      label: 'Retry',
      help: 'Try until there is an answer, or give up after some retries.',
      options: [
        { value: 'never', label: 'Until answered' },
        { value: 'after-retries', label: 'Up to a limit' },
      ],
    },
    {
      control: 'amount',
      path: 'maxRetries',
      label: 'Retries at most',
      help: 'Attempts after the first one before a call is given up.',
      min: 0,
      max: 10,
      step: 1,
      unit: 'retries',
      shownWhen: { path: 'stop', is: ['after-retries'] },
    },
    {
      control: 'choice',
      path: 'fallback',
      label: 'Then',
      help: 'What happens to a call that was given up.',
      options: [
        { value: 'nobody', label: 'No answer' },
        { value: 'model', label: 'Another model' },
      ],
      shownWhen: { path: 'stop', is: ['after-retries'] },
    },
    {
      control: 'model',
      path: 'fallbackModel',
      label: 'Fallback model',
      help: 'The model that answers calls that were given up.',
      shownWhen: { path: 'stop', is: ['after-retries'] },
    },
  ],

  describe: ({ avoidedShare, stop, maxRetries }) =>
    [
      `avoids ${percent(avoidedShare)} of the failed attempts`,
      ...(stop === 'never' ? [] : [`gives up after ${maxRetries} retries`]),
    ].join(', '),

  models: ({ stop, fallback, fallbackModel }) =>
    stop === 'after-retries' && fallback === 'model' ? [fallbackModel] : [],

  apply(plan, parameters, target) {
    const notes = new Set<string>();
    const avoided = leaf(
      'Share of failed attempts avoided',
      'share',
      parameters.avoidedShare,
      target.at('avoidedShare'),
    );
    let found = false;
    const rewritten = mapCalls(plan, target, (call) => {
      if (call.retries === undefined) return call;
      found = true;
      const retries = parameters.avoidedShare === 0 ? call.retries : lessFailed(call.retries, avoided);
      const fewer = { ...call, retries };
      return parameters.stop === 'never' ? fewer : givenUp(fewer, retries, parameters, (note) => notes.add(note));
    });
    return { plan: rewritten, notes: found ? [...notes] : ['No call in scope has retries.'] };
  },
};

function lessFailed({ general, byModel }: RetryPlan, avoided: Expression): RetryPlan {
  const left = remainder('Share of failed attempts left', avoided);
  const less = (attempts: FailedAttempts): FailedAttempts => ({
    ...attempts,
    perCall: product('Failed attempts per call, fewer', 'factor', [attempts.perCall, left]),
  });
  return {
    general: less(general),
    byModel: new Map([...byModel].map(([model, attempts]) => [model, less(attempts)])),
  };
}

const one = leaf('The answered attempt', 'factor', 1, { source: 'definition' });

/** Gives up p^(m+1) of the calls of each model; what fails per call that is answered stays r. */
function givenUp(
  call: CallPlan,
  { general, byModel }: RetryPlan,
  { maxRetries, fallback, fallbackModel }: Parameters,
  note: (sentence: string) => void,
): CallPlan {
  const attemptsOn = ({ modelId }: RoutePlan): FailedAttempts => byModel.get(modelId) ?? general;
  const [first, ...others] = new Set(call.routes.map(attemptsOn));
  const isAlike = others.length === 0;
  const lostOn = (route: RoutePlan): Expression => failedTimes(attemptsOn(route), maxRetries + 1);
  const lost = isAlike ? failedTimes(first ?? general, maxRetries + 1) : lostOfAll(call.routes, lostOn);
  const answered = isAlike ? call.routes : call.routes.map((route) => answeredOn(route, lostOn(route)));
  if (fallback === 'model') {
    return {
      ...call,
      routes: isAlike
        ? moveRoutes(call.routes, fallbackModel, lost)
        : mergeRoutes([...answered, { modelId: fallbackModel, share: lost }]),
      answering: sendElsewhere(
        call,
        [{ modelId: fallbackModel, share: lost }],
        remainder('Share of calls answered by their own model', lost),
      ),
    };
  }
  if (lost.value > 0) {
    note(`${call.name}: ${percent(lost.value)} of the calls stay unanswered; what that costs you is not counted.`);
  }
  if (!isAlike) return { ...call, routes: answered };
  return {
    ...call,
    callsPerRequest: product('Calls that get an answer', 'calls', [
      call.callsPerRequest,
      remainder('Share of calls answered', lost),
    ]),
  };
}

/** p to the power of the attempts, with p = r ÷ (1 + r). */
function failedTimes({ perCall }: FailedAttempts, attempts: number): Expression {
  const failing = quotient(
    'Share of attempts that fail',
    'share',
    perCall,
    sum('Attempts per answered call', 'factor', [one, perCall]),
  );
  return product(
    `Share of calls that fail ${attempts} times`,
    'share',
    Array.from({ length: attempts }, () => failing),
  );
}

function answeredOn(route: RoutePlan, lost: Expression): RoutePlan {
  return {
    ...route,
    share: product(`Share of calls answered on ${route.modelId}`, 'share', [
      route.share,
      remainder('Share of its calls answered', lost),
    ]),
  };
}

/** Share of the calls that are given up, of models that fail unequally often. */
function lostOfAll(routes: readonly RoutePlan[], lostOn: (route: RoutePlan) => Expression): Expression {
  return sum(
    'Share of calls given up',
    'share',
    routes.map((route) => product(`Given up on ${route.modelId}`, 'share', [route.share, lostOn(route)])),
  );
}
