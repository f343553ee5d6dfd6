import { z } from 'zod';
import type { Expression } from '#shared/domain/expression.ts';
import { answerFromStore } from '../answering.ts';
import { leaf, product, remainder, sum } from '../expressions.ts';
import { percent } from '../percent.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCallsWithMore } from './map-calls.ts';

const point = {
  /** Least similarity that counts as a hit, 0…1. */
  threshold: z.number().min(0).max(1),
  hitRate: z.number().min(0).max(1),
  falseHitShare: z.number().min(0).max(1),
};

/** Published points: ElastiCache with Bedrock at 0.75 (90.3 % hits, 91 % right), GPT Semantic Cache at 0.8 (61.6 to 68.8 %, over 97 % right). */
const publishedPoints = [
  { threshold: 0.75, hitRate: 0.903, falseHitShare: 0.09 },
  { threshold: 0.8, hitRate: 0.65, falseHitShare: 0.03 },
  { threshold: 0.95, hitRate: 0.2, falseHitShare: 0.005 },
];

const schema = z.strictObject({
  /** Where hit rate and false hits come from: the user, or a threshold in a table of measured ones. */
  hitRateFrom: z.enum(['given', 'threshold']).default('given'),
  /** Similarity from which a stored answer is used; counts with the table. */
  threshold: z.number().min(0).max(1).default(0.8),
  /** Measured points, in between by straight lines, beyond them as at the nearest. */
  table: z
    .array(z.strictObject(point))
    .min(1)
    .max(50)
    .refine((rows) => rows.every((row, index) => index === 0 || (rows[index - 1]?.threshold ?? 0) < row.threshold), {
      message: 'thresholds must ascend',
    })
    .default(publishedPoints),
  /** Share of calls that find a similar earlier question, 0…1; counts when given. */
  hitRate: z.number().min(0).max(1),
  /** Share of those hits whose answer is wrong for the question, 0…1. */
  falseHitShare: z.number().min(0).max(1).default(0.03),
  /** USD for the embedding and the vector lookup, per call, hit or miss. */
  lookupUsd: z.number().min(0).max(100).default(0),
  /** USD that one wrong answer costs: a repeated call, a support case. */
  wrongAnswerUsd: z.number().min(0).max(1e6).default(0),
});
type Parameters = z.infer<typeof schema>;

const given = { path: 'hitRateFrom', is: ['given'] };

/**
 * Answers from earlier answers to similar questions. Per call: lookup + (1 − h) × model + h × f × cost of a wrong answer,
 * with h the hit rate and f the share of false hits. A looser threshold raises both.
 */
export const semanticCache: LeverDefinition<Parameters> = {
  kind: 'semantic-cache',
  name: 'Semantic cache',
  summary: 'Answers a question with the stored answer to a similar one; some of those answers are wrong.',
  schema,
  defaults: {
    hitRateFrom: 'given',
    threshold: 0.8,
    table: publishedPoints,
    hitRate: 0.3,
    falseHitShare: 0.03,
    lookupUsd: 0.000_03,
    wrongAnswerUsd: 0,
  },
  fields: [
    {
      control: 'choice',
      path: 'hitRateFrom',
      label: 'Hit rate',
      help: 'Give hit rate and false hits, or choose a threshold in a table of measured ones.',
      options: [
        { value: 'given', label: 'Given' },
        { value: 'threshold', label: 'By threshold' },
      ],
    },
    {
      control: 'amount',
      path: 'threshold',
      label: 'Threshold',
      help: 'Similarity (cosine) from which a stored answer is used: lower finds more, and more wrong ones.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: 'cosine',
      shownWhen: { path: 'hitRateFrom', is: ['threshold'] },
    },
    {
      control: 'rows',
      path: 'table',
      label: 'Measured',
      help: 'Hits and false hits at some thresholds. 0.75 and 0.8 are published, the third is a guess: put your own there.',
      columns: [
        { key: 'threshold', label: 'Threshold', kind: 'number', min: 0 },
        { key: 'hitRate', label: 'Hits', kind: 'share' },
        { key: 'falseHitShare', label: 'False hits', kind: 'share' },
      ],
      newRow: { threshold: 0.99, hitRate: 0.05, falseHitShare: 0 },
      addLabel: 'Add threshold',
      shownWhen: { path: 'hitRateFrom', is: ['threshold'] },
    },
    {
      control: 'share',
      path: 'hitRate',
      label: 'Given hit rate',
      help: 'Share of calls with a similar earlier question; published systems report 62 to 69 % at a cosine of 0.8.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
      shownWhen: given,
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
      shownWhen: given,
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

  describe(parameters) {
    const { hitRate, falseHitShare } = hitsOf(parameters);
    return `answers ${percent(hitRate)} of the calls from similar ones, ${percent(falseHitShare)} of them wrongly`;
  },

  models: () => [],

  apply(plan, parameters, target) {
    const amount = (key: 'lookupUsd' | 'wrongAnswerUsd', label: string): Expression =>
      leaf(label, 'USD/request', parameters[key], target.at(key));
    const hits = hitsOf(parameters);
    const share = (key: 'hitRate' | 'falseHitShare', label: string): Expression =>
      leaf(
        label,
        'share',
        hits[key],
        parameters.hitRateFrom === 'given'
          ? target.at(key)
          : { source: `the table at a threshold of ${parameters.threshold}` },
      );
    const hitRate = share('hitRate', 'Semantic hit rate');
    const misses = remainder('Share of calls that miss the cache', hitRate);
    const lookup = amount('lookupUsd', 'Embedding and lookup');
    const falseHits = share('falseHitShare', 'Share of false hits');
    const wrong = product('Cost of wrong answers per call', 'USD/request', [
      hitRate,
      falseHits,
      amount('wrongAnswerUsd', 'Cost of a wrong answer'),
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
    const wrongShare = hits.hitRate * hits.falseHitShare;
    const notes =
      wrongShare > 0 && parameters.wrongAnswerUsd === 0
        ? [`${percent(wrongShare)} of the calls get a wrong answer, counted as $0.`]
        : [];
    return { plan: cached, notes };
  },
};

/** Hit rate and share of false hits: as given, or at the threshold, between the points of the table by straight lines. */
function hitsOf(parameters: Parameters): { readonly hitRate: number; readonly falseHitShare: number } {
  if (parameters.hitRateFrom === 'given') return parameters;
  const { table, threshold } = parameters;
  const above = table.find((row) => row.threshold >= threshold) ?? table.at(-1);
  const below = table.findLast((row) => row.threshold <= threshold) ?? table[0];
  if (above === undefined || below === undefined) return parameters;
  const width = above.threshold - below.threshold;
  const weight = width <= 0 ? 0 : (threshold - below.threshold) / width;
  const between = (from: number, to: number): number => from + weight * (to - from);
  return {
    hitRate: between(below.hitRate, above.hitRate),
    falseHitShare: between(below.falseHitShare, above.falseHitShare),
  };
}
