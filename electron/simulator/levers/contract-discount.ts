import { z } from 'zod';
import { isDiscounted } from '../contract-discounts.ts';
import { leaf, quotient, remainder } from '../expressions.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCalls, mapDocuments } from './map-calls.ts';

const schema = z.strictObject({
  /** Provider id; empty = every provider. */
  provider: z.string().max(300).default(''),
  /** Model without provider, `*` for any run of characters; empty = every model. */
  model: z.string().max(300).default(''),
  /** Share of the price that is taken off, in per cent. */
  percentOff: z.number().min(0).max(100),
});
type Parameters = z.infer<typeof schema>;

const hundred = leaf('Hundred', 'factor', 100, { source: 'definition' });

/** A negotiated price: (100 − percent off) ÷ 100 of every token price and call fee of the models that fit, after all other modifiers. */
export const contractDiscount: LeverDefinition<Parameters> = {
  kind: 'contract-discount',
  name: 'Contract discount',
  summary: 'Takes a negotiated percentage off the prices of a provider or a model.',
  schema,
  defaults: { provider: '', model: '', percentOff: 10 },
  fields: [
    {
      control: 'amount',
      path: 'percentOff',
      label: 'Discount',
      help: 'Per cent off the list price, after batch, cache and other modifiers.',
      min: 0,
      max: 50,
      step: 1,
      unit: '% off',
    },
    {
      control: 'text',
      path: 'provider',
      label: 'Provider',
      help: 'Provider that the discount is agreed with, openai for example; empty = all.',
      placeholder: 'all providers',
    },
    {
      control: 'text',
      path: 'model',
      label: 'Model',
      help: 'Model without its provider, * for any characters: claude-*; empty = all.',
      placeholder: 'all models',
    },
  ],

  describe({ provider, model, percentOff }) {
    const what = [provider, model].filter((part) => part !== '').join('/');
    return percentOff === 0 ? 'takes nothing off' : `takes ${percentOff} % off ${what === '' ? 'every model' : what}`;
  },

  models: () => [],

  apply(plan, { provider, model, percentOff }, target) {
    if (percentOff === 0) return { plan, notes: ['Nothing is taken off.'] };
    const scope = {
      provider: provider.trim() === '' ? undefined : provider.trim(),
      model: model.trim() === '' ? undefined : model.trim(),
    };
    const discount = {
      ...scope,
      name: 'Contract discount',
      kept: remainder(
        `Price that is left after ${percentOff} % off`,
        quotient('Discount', 'share', leaf('Per cent off', 'factor', percentOff, target.at('percentOff')), hundred),
      ),
    };
    let fits = false;
    const discounted = [mapCalls, mapDocuments].reduce(
      (earlier, map) =>
        map(earlier, target, (call) => {
          if (!call.routes.some(({ modelId }) => isDiscounted(modelId, scope))) return call;
          fits = true;
          return { ...call, discounts: [...call.discounts, discount] };
        }),
      plan,
    );
    return {
      plan: discounted,
      notes: fits
        ? ['Models that a later lever brings in are discounted too if they fit. Fees per request are not discounted.']
        : ['No model in scope fits: nothing is discounted.'],
    };
  },
};
