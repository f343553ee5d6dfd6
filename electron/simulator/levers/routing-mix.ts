import { z } from 'zod';
import { modelShareSchema } from '#shared/domain/scenario.ts';
import { sendElsewhere } from '../answering.ts';
import { leaf, product, remainder, sum } from '../expressions.ts';
import { mergeRoutes } from '../plan.ts';
import { percent } from '../percent.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCalls } from './map-calls.ts';

const schema = z.strictObject({
  /** Where calls go, and which share of all calls in scope; the rest keeps its present mix. */
  targets: z
    .array(modelShareSchema)
    .max(50)
    .refine((targets) => targets.reduce((total, { share }) => total + share, 0) <= 1 + 1e-9, {
      message: 'shares moved must not sum to more than 1',
    }),
});
type Parameters = z.infer<typeof schema>;

/** Sends a share of the calls to other models: the same text, in the tokens of each (`callOnModel`). */
export const routingMix: LeverDefinition<Parameters> = {
  kind: 'routing-mix',
  name: 'Model routing',
  summary: 'Sends a share of the calls to other, usually cheaper, models; the rest keeps its mix.',
  schema,
  defaults: { targets: [{ model: 'openai/gpt-4o-mini', share: 0.3 }] },
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
  ],

  describe({ targets }) {
    const moves = targets.filter(({ share }) => share > 0).map(({ model, share }) => `${percent(share)} to ${model}`);
    return moves.length === 0 ? 'moves no calls' : `moves ${moves.join(', ')}`;
  },

  models({ targets }) {
    return targets.map(({ model }) => model);
  },

  apply(plan, { targets }, target) {
    const moves = targets.map(({ model, share }, index) => ({
      modelId: model,
      share: leaf(`Share of calls moved to ${model}`, 'share', share, {
        path: `${target.path}.targets[${index}].share`,
      }),
    }));
    const moved = sum(
      'Share of calls moved',
      'share',
      moves.map(({ share }) => share),
    );
    if (moved.value === 0) return { plan, notes: ['No calls are moved.'] };
    const kept = remainder('Share of calls that keep their model', moved);
    const routed = mapCalls(plan, target, (call) => {
      const staying = call.routes.map(({ modelId, share }) => ({
        modelId,
        share: product(`Share of calls left on ${modelId}`, 'share', [share, kept]),
      }));
      return { ...call, routes: mergeRoutes([...staying, ...moves]), answering: sendElsewhere(call, moves, kept) };
    });
    return { plan: routed, notes: [] };
  },
};
