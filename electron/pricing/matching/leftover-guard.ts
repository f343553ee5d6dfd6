import type { LogicMatch } from './match-logic.ts';
import type { NamedModel } from './named-models.ts';
import { nameParts } from './name-parts.ts';

/**
 * Words that do not change what a model costs when they stand beside the part of a name that a book's condition reads:
 * states of release, revisions, how much it thinks. Everything else does: sizes, versions, `mini`, `distill`, `fast`.
 */
const harmlessWords = new Set([
  'latest',
  'preview',
  'exp',
  'experimental',
  'stable',
  'default',
  'beta',
  'thinking',
  'instruct',
  'it',
  'high',
  'low',
  'minimal',
  'xhigh',
  'none',
]);

/**
 * Whether a book's condition may stand for a name. Conditions such as "starts with claude-sonnet-5" also hold for
 * models that came later (`claude-sonnet-5-5`) or differ (`deepseek-r1-distill-llama-70b`): each word of the name that
 * the condition does not read must be harmless, or be in what the book calls the model.
 */
export function readsWholeName(name: string, match: LogicMatch, model: NamedModel): boolean {
  if (match.isWhole) return true;
  const known = new Set([match.matched, model.model, model.displayName].flatMap((text) => nameParts(text).words));
  return nameParts(name).words.every((word) => known.has(word) || isHarmless(word));
}

/** A revision (`v1`, `001`) or a four-digit date (`0613`, `2509`) is one version of the same model. */
function isHarmless(word: string): boolean {
  return harmlessWords.has(word) || /^(?:v[12]|00\d|\d{4})$/.test(word) || /^(?:0[1-9]|[12]\d|3[01])$/.test(word);
}
