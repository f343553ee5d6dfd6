import { tokensOnModel } from '#pricing';
import type { InputExpression } from '#shared/domain/expression.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { TokenAmount } from '#shared/domain/scenario.ts';
import type { ModelTokens, TextAmount } from '#shared/domain/text-tokens.ts';
import { quantityLeaf } from './quantity-leaf.ts';

/**
 * An amount of tokens as a quantity on a model. A counted text is a number where its count is exact for the model, else
 * anywhere in the estimate's band.
 * @throws Error for a text that was not counted: `checkTexts` refuses those.
 */
export function quantityOn(amount: TokenAmount, model: string): Quantity {
  if (!isText(amount)) return amount;
  const { exactness, tokens, low, high } = tokensOfText(amount, model);
  return exactness === 'exact' ? tokens : { kind: 'uniform', low, high };
}

/** An amount of tokens as a leaf; a text says how it was counted. */
export function tokenLeaf(label: string, amount: TokenAmount, model: string, path: string): InputExpression {
  const counted = quantityLeaf(label, 'tokens', quantityOn(amount, model), path);
  if (!isText(amount)) return counted;
  const { exactness, basis } = tokensOfText(amount, model);
  const text = `its text, ${basis}`;
  return exactness === 'exact'
    ? { ...counted, source: text }
    : { ...counted, source: text, notes: [`An estimate from the text: ${basis}.`] };
}

/** True for an amount that is given as its text. */
export function isText(amount: TokenAmount): amount is TextAmount {
  return typeof amount === 'object' && 'text' in amount;
}

/** What a counted text takes on a model. @throws Error for a text that was not counted. */
export function tokensOfText({ count }: TextAmount, model: string): ModelTokens {
  if (count === undefined) throw new Error('A text reached the engine without its count.');
  return tokensOnModel(count, model);
}
