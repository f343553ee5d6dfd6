import { aliasHint, type NameRule } from './name-rule.ts';

/**
 * Variants of OpenRouter that cost what the model costs: `:thinking` and `:beta` change how it is called, `:online`
 * adds a web search with a fee of its own. The others may have another price each, which the book must list: `:free`, `:extended`,
 * `:nitro`, `:floor`, `:exacto`, `:batch`.
 * Source: https://openrouter.ai/docs/features/provider-routing (model variants)
 */
export const openRouterVariant: NameRule = {
  id: 'openrouter-variant',
  read({ provider, model }) {
    const variant = /^([^:\s]+):(thinking|beta|online|free|extended|nitro|floor|exacto|batch)$/i.exec(model);
    if (variant === null) return undefined;
    const [, name = '', mark = ''] = variant;
    if (!/^(?:thinking|beta|online)$/i.test(mark)) {
      return { unreadable: `The variant ":${mark}" of ${name} may have a price of its own.`, nextStep: aliasHint };
    }
    const fee = mark.toLowerCase() === 'online' ? ', whose web searches are billed apart' : '';
    return [{ provider, model: name, note: `without the variant ":${mark}"${fee}` }];
  },
};
