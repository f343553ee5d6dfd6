import { aliasHint, type NameRule } from './name-rule.ts';

/**
 * Fine-tuned models have rates of their own, so nothing but the book's own fine-tuned entry may stand for one; the
 * organisation and the job are no part of the model.
 * Source: https://platform.openai.com/docs/guides/fine-tuning (names `ft:BASE:ORG:SUFFIX:ID`)
 */
export const fineTune: NameRule = {
  id: 'fine-tune',
  read({ provider, model }) {
    const openAi = /^ft:([^:]+):.*$/i.exec(model);
    if (openAi !== null) {
      return [
        { provider: provider ?? 'openai', model: `ft:${openAi[1]}`, note: 'fine-tuned, without organisation and job' },
      ];
    }
    if (provider === undefined && /^ft:[^:]+$/i.test(model)) {
      return [{ provider: 'openai', model, note: 'fine-tuned, as OpenAI names it' }];
    }
    if (/^ft:/i.test(model) || /\.ft-/i.test(model)) {
      return {
        unreadable: `"${model}" is fine-tuned, which has rates of its own that no price book lists.`,
        nextStep: aliasHint,
      };
    }
    return undefined;
  },
};
