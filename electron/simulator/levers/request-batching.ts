import { z } from 'zod';
import { promptComponents, type PromptComponent } from '#shared/domain/scenario.ts';
import { leaf, product, quotient, sum } from '../expressions.ts';
import { percent } from '../percent.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCalls } from './map-calls.ts';

const schema = z.strictObject({
  /** Items that one call handles. */
  itemsPerCall: z.number().min(1).max(10_000),
  /** The parts of the prompt that one call carries once for all its items. */
  sharedComponents: z.array(z.enum(promptComponents)).max(promptComponents.length),
  /** Share of calls whose answer cannot be used and that run again as a whole, 0…1. */
  rerunShare: z.number().min(0).max(1).default(0),
});
type Parameters = z.infer<typeof schema>;

/**
 * Puts n items into one prompt: calls ÷ n × (1 + reruns), shared parts once a call, all other parts and the answer n times.
 */
export const requestBatching: LeverDefinition<Parameters> = {
  kind: 'request-batching',
  name: 'Several items in one prompt',
  summary: 'Handles several items in one call, so that instructions and tools are paid for once.',
  schema,
  defaults: { itemsPerCall: 10, sharedComponents: ['system', 'tools', 'examples'], rerunShare: 0.03 },
  fields: [
    {
      control: 'amount',
      path: 'itemsPerCall',
      label: 'Items per call',
      help: 'How many items one prompt holds.',
      min: 1,
      max: 50,
      step: 1,
      unit: 'items',
    },
    {
      control: 'components',
      path: 'sharedComponents',
      label: 'Shared parts',
      help: 'Parts of the prompt that are sent once for all items of a call.',
      options: promptComponents,
    },
    {
      control: 'share',
      path: 'rerunShare',
      label: 'Run again',
      help: 'Share of calls that fail on some item and run again as a whole.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
  ],

  describe: ({ itemsPerCall, rerunShare }) =>
    itemsPerCall === 1
      ? 'one item per call'
      : `${itemsPerCall} items per call${rerunShare > 0 ? `, ${percent(rerunShare)} run again` : ''}`,

  models: () => [],

  apply(plan, { itemsPerCall, sharedComponents, rerunShare }, target) {
    if (itemsPerCall === 1) return { plan, notes: ['One item per call: nothing is shared.'] };
    const shared = new Set<PromptComponent>(sharedComponents);
    const items = leaf('Items per call', 'factor', itemsPerCall, target.at('itemsPerCall'));
    const runs = sum('Runs per call', 'factor', [
      leaf('First run', 'factor', 1, { source: 'definition' }),
      leaf('Share of calls run again', 'factor', rerunShare, target.at('rerunShare')),
    ]);
    const batched = mapCalls(plan, target, (call) => ({
      ...call,
      callsPerRequest: product('Calls per request, items together', 'calls', [
        quotient('Calls per request ÷ items', 'calls', call.callsPerRequest, items),
        runs,
      ]),
      prompt: call.prompt.map((part) =>
        shared.has(part.component)
          ? part
          : { ...part, tokens: product('Tokens of all items', 'tokens', [part.tokens, items]) },
      ),
      itemsPerCall:
        call.itemsPerCall === undefined
          ? items
          : product('Items per call in all', 'factor', [call.itemsPerCall, items]),
      answer: call.answer.map((part) => ({
        ...part,
        tokens: product('Tokens of all items', 'tokens', [part.tokens, items]),
      })),
    }));
    return { plan: batched, notes: ['Longer prompts may answer less well: check the quality on your own items.'] };
  },
};
