import { z } from 'zod';
import type { AnswerComponent } from '#shared/domain/scenario.ts';
import type { Expression } from '#shared/domain/expression.ts';
import { withAnswer } from '../agent-loop.ts';
import { leaf, product, remainder } from '../expressions.ts';
import { percent } from '../percent.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCalls } from './map-calls.ts';

const schema = z.strictObject({
  /** Share of the output tokens that a length limit, an instruction or a structured answer saves, 0…1. */
  outputShare: z.number().min(0).max(1),
  /** Share of the reasoning tokens that a lower effort saves, 0…1. */
  reasoningShare: z.number().min(0).max(1).default(0),
});
type Parameters = z.infer<typeof schema>;

/** Asks for shorter answers: output and reasoning tokens of the calls in scope × (1 − share). */
export const responseLength: LeverDefinition<Parameters> = {
  kind: 'response-length',
  name: 'Shorter answers',
  summary: 'Limits answers: a length limit, an instruction, a structured format, less reasoning.',
  schema,
  defaults: { outputShare: 0.2, reasoningShare: 0 },
  fields: [
    {
      control: 'share',
      path: 'outputShare',
      label: 'Output saved',
      help: 'Share of the output tokens that is no longer written.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
    {
      control: 'share',
      path: 'reasoningShare',
      label: 'Reasoning saved',
      help: 'Share of the reasoning tokens that a lower effort saves.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
  ],

  describe({ outputShare, reasoningShare }) {
    const cuts = [
      ...(outputShare > 0 ? [`output by ${percent(outputShare)}`] : []),
      ...(reasoningShare > 0 ? [`reasoning by ${percent(reasoningShare)}`] : []),
    ];
    return cuts.length === 0 ? 'shortens nothing' : `shortens ${cuts.join(', ')}`;
  },

  models: () => [],

  apply(plan, parameters, target) {
    const shares = { output: parameters.outputShare, reasoning: parameters.reasoningShare };
    const kept: Partial<Record<AnswerComponent, Expression>> = {};
    for (const component of ['output', 'reasoning'] as const) {
      if (shares[component] === 0) continue;
      const saved = leaf(`Share of ${component} saved`, 'share', shares[component], target.at(`${component}Share`));
      kept[component] = remainder(`Share of ${component} left`, saved);
    }
    if (Object.keys(kept).length === 0) return { plan, notes: ['No answer is shortened.'] };
    let found = false;
    const shortened = mapCalls(plan, target, (call) => {
      if (!call.answer.some(({ component }) => kept[component] !== undefined)) return call;
      found = true;
      const answer = call.answer.map((part) => {
        const share = kept[part.component];
        if (share === undefined) return part;
        return { ...part, tokens: product('Answer tokens, shortened', 'tokens', [part.tokens, share]) };
      });
      return withAnswer(call, answer);
    });
    return { plan: shortened, notes: found ? [] : ['No call in scope has tokens of that kind to save.'] };
  },
};
