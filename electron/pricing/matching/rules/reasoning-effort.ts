import { nameParts } from '../name-parts.ts';
import type { NameRule } from './name-rule.ts';

/**
 * How much a model thinks, as coding tools append it: `gpt-5-high`, `claude-4.5-sonnet-thinking`. It changes how many
 * tokens are used, not what one costs. Only after a name with a version: `mistral-medium` is a model.
 */
export const reasoningEffort: NameRule = {
  id: 'reasoning-effort',
  read({ provider, model }) {
    const effort =
      /^(.+?)[- :([]+(?:reasoning[- ])?(thinking|none|minimal|low|medium|high|xhigh|max)(?:[- ]thinking)?[)\]]?$/i.exec(
        model,
      );
    if (effort === null) return undefined;
    const [, name = '', mark = ''] = effort;
    const isReasoningFamily = /^(?:~?[a-z-]+\/)?(?:gpt|o\d|claude|gemini|grok)\b/i.test(name.trim());
    if (!isReasoningFamily || !nameParts(name).words.some((word) => /\d/.test(word))) return undefined;
    return [{ provider, model: name, note: `without the effort "${mark}"` }];
  },
};
