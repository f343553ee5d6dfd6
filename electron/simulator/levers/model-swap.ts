import { z } from 'zod';
import { swapModel } from '../answering.ts';
import { leaf } from '../expressions.ts';
import { mergeRoutes } from '../plan.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCalls } from './map-calls.ts';

const schema = z.strictObject({
  /** Model whose calls move. */
  from: z.string().min(1).max(300),
  /** Model that takes all of them over. */
  to: z.string().min(1).max(300),
  /** Length of its answers as a multiple of the former model's. */
  outputFactor: z.number().min(0).max(100).default(1),
});
type Parameters = z.infer<typeof schema>;

/**
 * Replaces one model by another: all its calls move. Token counts are converted by the two tokenizers where their factor is
 * published; how much longer or shorter the new model answers is an input.
 */
export const modelSwap: LeverDefinition<Parameters> = {
  kind: 'model-swap',
  name: 'Model swap',
  summary: 'Replaces one model by another in every call in scope.',
  schema,
  defaults: { from: 'openai/gpt-4o', to: 'openai/gpt-4o-mini', outputFactor: 1 },
  fields: [
    { control: 'model', path: 'from', label: 'Replace', help: 'The model whose calls move.' },
    { control: 'model', path: 'to', label: 'By', help: 'The model that takes all of them over.' },
    {
      control: 'amount',
      path: 'outputFactor',
      label: 'Answer length',
      help: 'Length of the new model’s answers as a multiple of the old one’s: 1.2 = a fifth longer.',
      min: 0,
      max: 3,
      step: 0.05,
      unit: 'times as long',
    },
  ],

  describe: ({ from, to }) => (from === to ? 'replaces nothing' : `replaces ${from} by ${to}`),

  models: ({ from, to }) => [from, to],

  apply(plan, { from, to, outputFactor }, target) {
    if (from === to) return { plan, notes: ['The two models are the same: nothing is replaced.'] };
    const factor = leaf(`Length of answers of ${to}`, 'factor', outputFactor, target.at('outputFactor'));
    let found = false;
    const swapped = mapCalls(plan, target, (call) => {
      if (!call.routes.some(({ modelId }) => modelId === from)) return call;
      found = true;
      const routes = call.routes.map((route) =>
        route.modelId === from
          ? { ...route, modelId: to, ...(outputFactor === 1 ? {} : { answerFactor: factor }) }
          : route,
      );
      return { ...call, routes: mergeRoutes(routes), answering: swapModel(call, from, to) };
    });
    return {
      plan: swapped,
      notes: found
        ? ['Another model may answer better or worse: check the quality on your own tasks.']
        : [`No call in scope runs on ${from}.`],
    };
  },
};
