import { z } from 'zod';
import { answerFromStore } from '../answering.ts';
import { leaf, product, remainder, sum } from '../expressions.ts';
import { percent } from '../percent.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCallsWithMore } from './map-calls.ts';

const schema = z.strictObject({
  /** Share of calls that find a similar earlier question, 0…1. */
  hitRate: z.number().min(0).max(1),
  /** Share of those hits whose answer is wrong for the question, 0…1. */
  falseHitShare: z.number().min(0).max(1).default(0.03),
  /** USD for the embedding and the vector lookup, per call, hit or miss. */
  lookupUsd: z.number().min(0).max(100).default(0),
  /** USD that one wrong answer costs: a repeated call, a support case. */
  wrongAnswerUsd: z.number().min(0).max(1e6).default(0),
});
type Parameters = z.infer<typeof schema>;

/**
 * Answers from earlier answers to similar questions. Per call: lookup + (1 − h) × model + h × f × cost of a wrong answer,
 * with h the hit rate and f the share of false hits. A looser threshold raises both.
 */
export const semanticCache: LeverDefinition<Parameters> = {
  kind: 'semantic-cache',
  name: 'Semantic cache',
  summary: 'Answers a question with the stored answer to a similar one; some of those answers are wrong.',
  schema,
  defaults: { hitRate: 0.3, falseHitShare: 0.03, lookupUsd: 0.000_03, wrongAnswerUsd: 0 },
  fields: [
    {
      control: 'share',
      path: 'hitRate',
      label: 'Hit rate',
      help: 'Share of calls with a similar earlier question; published systems report 62 to 69 % at a cosine of 0.8.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
    {
      control: 'share',
      path: 'falseHitShare',
      label: 'False hits',
      help: 'Share of the hits whose answer does not fit; published figures run from 3 to 33 %.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
    {
      control: 'amount',
      path: 'lookupUsd',
      label: 'Embedding and lookup',
      help: 'Cost of embedding the question and searching, hit or miss.',
      min: 0,
      max: 0.001,
      step: 0.000_01,
      unit: 'USD per call',
    },
    {
      control: 'amount',
      path: 'wrongAnswerUsd',
      label: 'A wrong answer costs',
      help: 'What one wrong answer costs you: a repeated call, a support case, a lost sale.',
      min: 0,
      max: 5,
      step: 0.01,
      unit: 'USD',
    },
  ],

  describe: ({ hitRate, falseHitShare }) =>
    `answers ${percent(hitRate)} of the calls from similar ones, ${percent(falseHitShare)} of them wrongly`,

  models: () => [],

  apply(plan, parameters, target) {
    const input = (key: keyof Parameters, label: string, unit: 'share' | 'USD/request'): ReturnType<typeof leaf> =>
      leaf(label, unit, parameters[key], { path: `${target.path}.${key}` });
    const hitRate = input('hitRate', 'Semantic hit rate', 'share');
    const misses = remainder('Share of calls that miss the cache', hitRate);
    const lookup = input('lookupUsd', 'Embedding and lookup', 'USD/request');
    const falseHits = input('falseHitShare', 'Share of false hits', 'share');
    const wrong = product('Cost of wrong answers per call', 'USD/request', [
      hitRate,
      falseHits,
      input('wrongAnswerUsd', 'Cost of a wrong answer', 'USD/request'),
    ]);
    const perCall = sum('Cache cost per call', 'USD/request', [lookup, wrong]);
    const cached = mapCallsWithMore(plan, target, (call) => ({
      call: {
        ...call,
        callsPerRequest: product('Calls that reach the model', 'calls', [call.callsPerRequest, misses]),
        answering: answerFromStore(call, hitRate, falseHits),
      },
      fees:
        perCall.value === 0
          ? []
          : [
              {
                id: `${call.id}-semantic-cache`,
                name: `${call.name}: semantic cache`,
                usdPerRequest: product(`${call.name}: semantic cache`, 'USD/request', [call.callsPerRequest, perCall]),
              },
            ],
    }));
    const notes =
      parameters.hitRate > 0 && parameters.falseHitShare > 0 && parameters.wrongAnswerUsd === 0
        ? [`${percent(parameters.hitRate * parameters.falseHitShare)} of the calls get a wrong answer, counted as $0.`]
        : [];
    return { plan: cached, notes };
  },
};
