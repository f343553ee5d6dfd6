import { z } from 'zod';
import { leaf, product, quotient, sum } from '../expressions.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCalls } from './map-calls.ts';

const schema = z
  .strictObject({
    /** Tools whose definitions each call carries today. */
    tools: z.number().int().min(1).max(10_000),
    /** Tools that a call carries on average when only those likely to be needed are loaded. */
    loaded: z.number().min(0).max(10_000),
    /** Tokens of the search or index that chooses them, per call. */
    selectionTokens: z.number().min(0).max(1e6).default(0),
  })
  .refine(({ tools, loaded }) => loaded <= tools, { message: 'must not be more than all tools', path: ['loaded'] });
type Parameters = z.infer<typeof schema>;

/**
 * Loads k of n tool definitions: tool tokens × k ÷ n, plus what choosing them takes. Definitions are taken to be of
 * equal length.
 */
export const toolLoading: LeverDefinition<Parameters> = {
  kind: 'tool-loading',
  name: 'Dynamic tool loading',
  summary: 'Sends the definitions of the few tools a call may need instead of all of them.',
  schema,
  defaults: { tools: 20, loaded: 5, selectionTokens: 150 },
  fields: [
    {
      control: 'amount',
      path: 'tools',
      label: 'Tools in all',
      help: 'Tools whose definitions each call carries today.',
      min: 1,
      max: 100,
      step: 1,
      unit: 'tools',
    },
    {
      control: 'amount',
      path: 'loaded',
      label: 'Tools loaded',
      help: 'Tools that a call carries on average afterwards.',
      min: 0,
      max: 100,
      step: 1,
      unit: 'tools per call',
    },
    {
      control: 'amount',
      path: 'selectionTokens',
      label: 'Tokens to choose',
      help: 'Tokens of the tool search or index, per call.',
      min: 0,
      max: 2000,
      step: 10,
      unit: 'tokens per call',
    },
  ],

  describe: ({ tools, loaded }) => (loaded >= tools ? 'loads every tool' : `loads ${loaded} of ${tools} tools`),

  models: () => [],

  apply(plan, { tools, loaded, selectionTokens }, target) {
    const share = quotient(
      'Share of tool definitions loaded',
      'share',
      leaf('Tools loaded', 'factor', loaded, target.at('loaded')),
      leaf('Tools in all', 'factor', tools, target.at('tools')),
    );
    const choosing = leaf('Tokens to choose tools', 'tokens', selectionTokens, target.at('selectionTokens'));
    let found = false;
    const loadedPlan = mapCalls(plan, target, (call) => {
      if (!call.prompt.some(({ component }) => component === 'tools')) return call;
      found = true;
      return {
        ...call,
        prompt: call.prompt.map((part) =>
          part.component === 'tools'
            ? {
                ...part,
                tokens: sum('Tool definitions, loaded as needed', 'tokens', [
                  product('Definitions loaded', 'tokens', [part.tokens, share]),
                  choosing,
                ]),
              }
            : part,
        ),
      };
    });
    return { plan: loadedPlan, notes: found ? [] : ['No call in scope has tool definitions.'] };
  },
};
