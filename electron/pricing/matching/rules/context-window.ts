import type { NameRule } from './name-rule.ts';

/**
 * `[1m]` as Claude Code writes a model that is used with its window of a million tokens. It changes what fits, not the price
 * card: where long prompts cost more, the card's own tiers say so.
 * Source: https://code.claude.com/docs/en/model-config (read 2026-11-28)
 */
export const contextWindow: NameRule = {
  id: 'context-window',
  read({ provider, model }) {
    const name = /^(.+)\[1m\]$/i.exec(model.trim())?.[1];
    return name === undefined ? undefined : [{ provider, model: name, note: 'without the window "[1m]"' }];
  },
};
