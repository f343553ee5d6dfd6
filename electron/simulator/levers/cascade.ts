import { z } from 'zod';
import { tryFirst } from '../answering.ts';
import { leaf, product, remainder } from '../expressions.ts';
import { mergeRoutes } from '../plan.ts';
import { percent } from '../percent.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCallsWithMore } from './map-calls.ts';

const schema = z.strictObject({
  /** The cheap model that every call tries first. */
  model: z.string().min(1).max(300),
  /** Share of its answers that the check accepts, 0…1; the others are asked again of the call's own models. */
  acceptRate: z.number().min(0).max(1),
  /** USD for checking one answer. */
  checkUsd: z.number().min(0).max(100).default(0),
  /** Share of the accepted answers that are wrong, 0…1. */
  falseAcceptShare: z.number().min(0).max(1).default(0),
});
type Parameters = z.infer<typeof schema>;

/**
 * Asks a cheap model first and escalates what a check refuses. Per call: c_cheap + check + (1 − a) × c_own; an escalated
 * call pays both models. It pays only while 1 − a < 1 − (c_cheap + check) ÷ c_own. Several stages are several levers.
 * Source: expected cost of a cascade, Σᵢ (cᵢ + vᵢ)·Πⱼ<ᵢ eⱼ (FrugalGPT, arXiv 2305.05176).
 */
export const cascade: LeverDefinition<Parameters> = {
  kind: 'cascade',
  name: 'Cascade',
  summary: 'Asks a cheap model first, checks its answer, and asks the larger model only when the check fails.',
  schema,
  defaults: { model: 'openai/gpt-4o-mini', acceptRate: 0.6, checkUsd: 0, falseAcceptShare: 0.02 },
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
  ],

  describe: ({ model, acceptRate }) => `tries ${model} first and keeps ${percent(acceptRate)} of its answers`,

  models: ({ model }) => [model],

  apply(plan, { model, acceptRate, checkUsd, falseAcceptShare }, target) {
    const accepted = leaf('Share of answers accepted', 'share', acceptRate, { path: `${target.path}.acceptRate` });
    const escalated = remainder('Share of calls escalated', accepted);
    const falseAccepts = leaf('Accepted answers that are wrong', 'share', falseAcceptShare, {
      path: `${target.path}.falseAcceptShare`,
    });
    const check = leaf('Check of one answer', 'USD/request', checkUsd, { path: `${target.path}.checkUsd` });
    const every = leaf('Every call', 'share', 1, { source: 'definition' });
    const staged = mapCallsWithMore(plan, target, (call) => ({
      call: {
        ...call,
        routes: mergeRoutes([
          { modelId: model, share: every },
          ...call.routes.map(({ modelId, share }) => ({
            modelId,
            share: product(`Share of calls escalated to ${modelId}`, 'share', [share, escalated]),
          })),
        ]),
        answering: tryFirst(call, { modelId: model, accepted, escalated, falseAccepts }),
      },
      fees:
        checkUsd === 0
          ? []
          : [
              {
                id: `${call.id}-cascade-check`,
                name: `${call.name}: checks`,
                usdPerRequest: product(`${call.name}: checks`, 'USD/request', [call.callsPerRequest, check]),
              },
            ],
    }));
    const notes = [
      'An escalated call waits for both models.',
      ...(falseAcceptShare > 0 && acceptRate > 0
        ? [`${percent(acceptRate * falseAcceptShare)} of the answers are wrong and accepted.`]
        : []),
    ];
    return { plan: staged, notes };
  },
};
