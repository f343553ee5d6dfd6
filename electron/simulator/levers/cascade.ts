import { z } from 'zod';
import type { Expression } from '#shared/domain/expression.ts';
import { tryInTurn, type FirstModel } from '../answering.ts';
import { leaf, product, remainder, sum, type LeafOrigin } from '../expressions.ts';
import { mergeRoutes } from '../plan.ts';
import { percent } from '../percent.ts';
import type { LeverDefinition, LeverTarget } from './lever.ts';
import { mapCallsWithMore } from './map-calls.ts';

const stageFields = {
  model: z.string().min(1).max(300),
  /** Share of the answers that the check accepts, 0…1; the others go on to the next stage. */
  acceptRate: z.number().min(0).max(1),
  /** USD for checking one answer. */
  checkUsd: z.number().min(0).max(100).default(0),
  /** Share of the accepted answers that are wrong, 0…1. */
  falseAcceptShare: z.number().min(0).max(1).default(0),
};

/** The first stage, and more of them in order; what the last one does not accept is asked of the call's own models. */
const schema = z.strictObject({
  ...stageFields,
  nextStages: z.array(z.strictObject(stageFields)).max(10).default([]),
  /** USD that one wrong answer costs that was accepted. */
  wrongAnswerUsd: z.number().min(0).max(1e6).default(0),
});
type Parameters = z.infer<typeof schema>;

/**
 * Asks a cheap model first and escalates what a check refuses. Per call: Σᵢ (cᵢ + vᵢ) · Πⱼ<ᵢ (1 − aⱼ), the call's own models last; an
 * escalated call pays every model that it has been through. Two stages pay only while 1 − a < 1 − (c + v) ÷ c_own.
 * Source: FrugalGPT, arXiv 2305.05176.
 */
export const cascade: LeverDefinition<Parameters> = {
  kind: 'cascade',
  name: 'Cascade',
  summary: 'Asks a cheap model first, checks its answer, and asks the larger model only when the check fails.',
  schema,
  defaults: {
    model: 'openai/gpt-4o-mini',
    acceptRate: 0.6,
    checkUsd: 0,
    falseAcceptShare: 0.02,
    nextStages: [],
    wrongAnswerUsd: 0,
  },
  fields: [
    {
      control: 'model',
      path: 'model',
      label: 'First model',
      help: 'The cheap model that every call in scope tries first.',
    },
    {
      control: 'share',
      path: 'acceptRate',
      label: 'Accepted',
      help: 'Share of the first model’s answers that the check accepts.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
    {
      control: 'amount',
      path: 'checkUsd',
      label: 'A check costs',
      help: 'Cost of judging one answer: a classifier, or a short model call.',
      min: 0,
      max: 0.01,
      step: 0.0001,
      unit: 'USD per call',
    },
    {
      control: 'share',
      path: 'falseAcceptShare',
      label: 'Wrongly accepted',
      help: 'Share of the accepted answers that are wrong.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
    {
      control: 'rows',
      path: 'nextStages',
      label: 'More stages',
      help: 'What a stage does not accept goes to the next one, and in the end to the call’s own models.',
      columns: [
        { key: 'model', label: 'Model', kind: 'model' },
        { key: 'acceptRate', label: 'Accepted', kind: 'share' },
        { key: 'checkUsd', label: 'Check, USD', kind: 'number', min: 0 },
        { key: 'falseAcceptShare', label: 'Wrong', kind: 'share' },
      ],
      newRow: { model: 'openai/gpt-4o-mini', acceptRate: 0.5, checkUsd: 0, falseAcceptShare: 0.02 },
      addLabel: 'Add stage',
    },
    {
      control: 'amount',
      path: 'wrongAnswerUsd',
      label: 'A wrong answer costs',
      help: 'What one wrong answer that was accepted costs you: a repeated call, a support case.',
      min: 0,
      max: 5,
      step: 0.01,
      unit: 'USD',
    },
  ],

  describe: ({ model, acceptRate, nextStages }) =>
    [model, ...nextStages.map((stage) => stage.model)].length === 1
      ? `tries ${model} first and keeps ${percent(acceptRate)} of its answers`
      : `tries ${[model, ...nextStages.map((stage) => stage.model)].join(', then ')}`,

  models: ({ model, nextStages }) => [model, ...nextStages.map((stage) => stage.model)],

  apply(plan, parameters, target) {
    const stages = stagesOf(parameters, target);
    const reachesOwn = reachOf(stages, stages.length);
    const perCall = sum('Checks and wrong answers per call', 'USD/request', [
      ...stages.flatMap((stage, index) =>
        stage.check.value === 0
          ? []
          : [product(`Checks of ${stage.modelId}`, 'USD/request', [reachOf(stages, index), stage.check])],
      ),
      ...wrongAnswers(stages, parameters, target),
    ]);
    const staged = mapCallsWithMore(plan, target, (call) => ({
      call: {
        ...call,
        routes: mergeRoutes([
          ...stages.map(({ modelId }, index) => ({ modelId, share: reachOf(stages, index) })),
          ...call.routes.map((route) => ({
            ...route,
            share: product(`Share of calls escalated to ${route.modelId}`, 'share', [route.share, reachesOwn]),
          })),
        ]),
        answering: tryInTurn(call, stages),
      },
      fees:
        perCall.value === 0
          ? []
          : [
              {
                id: `${call.id}-cascade-check`,
                name: `${call.name}: checks`,
                usdPerRequest: product(`${call.name}: checks`, 'USD/request', [call.callsPerRequest, perCall]),
              },
            ],
    }));
    return { plan: staged, notes: cascadeNotes(stages, parameters) };
  },
};

/** One stage with its leaves. */
interface Stage extends FirstModel {
  readonly check: Expression;
}

function stagesOf({ nextStages, ...first }: Parameters, target: LeverTarget): readonly Stage[] {
  return [first, ...nextStages].map(({ model, acceptRate, checkUsd, falseAcceptShare }, index) => {
    const at = (parameter: string): LeafOrigin =>
      target.at(index === 0 ? parameter : `nextStages[${index - 1}].${parameter}`);
    const accepted = leaf(`Share of answers of ${model} accepted`, 'share', acceptRate, at('acceptRate'));
    return {
      modelId: model,
      accepted,
      escalated: remainder('Share of calls escalated', accepted),
      check: leaf('Check of one answer', 'USD/request', checkUsd, at('checkUsd')),
      falseAccepts: leaf('Share of accepted answers that are wrong', 'share', falseAcceptShare, at('falseAcceptShare')),
    };
  });
}

/** Share of the calls that get as far as a stage: the product of the escalations before it. */
function reachOf(stages: readonly Stage[], index: number): Expression {
  const [first, ...others] = stages.slice(0, index).map(({ escalated }) => escalated);
  if (first === undefined) return everyCall;
  return others.length === 0 ? first : product('Share of calls that come so far', 'share', [first, ...others]);
}

const everyCall = leaf('Every call', 'share', 1, { source: 'definition' });

function wrongAnswers(
  stages: readonly Stage[],
  { wrongAnswerUsd }: Parameters,
  { at }: LeverTarget,
): readonly Expression[] {
  if (wrongAnswerUsd === 0) return [];
  const usd = leaf('Cost of a wrong answer', 'USD/request', wrongAnswerUsd, at('wrongAnswerUsd'));
  return stages.map(({ accepted, falseAccepts, modelId }, index) =>
    product(`Wrong answers of ${modelId}`, 'USD/request', [reachOf(stages, index), accepted, falseAccepts, usd]),
  );
}

function cascadeNotes(stages: readonly Stage[], { wrongAnswerUsd }: Parameters): readonly string[] {
  const wrong = stages.reduce(
    (total, { accepted, falseAccepts: share }, index) =>
      total + reachOf(stages, index).value * accepted.value * share.value,
    0,
  );
  return [
    'An escalated call waits for every model that it has been through.',
    ...(wrong > 0
      ? [`${percent(wrong)} of the answers are wrong and accepted${wrongAnswerUsd === 0 ? ', counted as $0' : ''}.`]
      : []),
  ];
}
