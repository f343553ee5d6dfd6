import { addDecimals } from '../read/amounts.ts';
import type { Amount, InclusiveTotal, NamedCount } from './preset.ts';

/**
 * What OpenRouter billed, and what the provider billed to a key of the user's own (BYOK), together; undefined when the
 * row states neither.
 */
export function costWithOwnKey(cost: Amount | undefined, ownKey: Amount | undefined): Amount | undefined {
  if (cost === undefined || ownKey === undefined) return cost ?? ownKey;
  return { ...cost, decimal: addDecimals(cost.decimal, ownKey.decimal) };
}

/** A completion that contains its reasoning, unless the row itself shows that it cannot. */
export function splitCompletion(
  completion: NamedCount,
  reasoning: NamedCount,
): { readonly inclusive: InclusiveTotal; readonly remarks: readonly string[] } {
  // Some providers count reasoning beside the completion.
  const isApart = reasoning.tokens > completion.tokens;
  return {
    inclusive: { ...completion, remainder: 'output', parts: isApart ? [] : [reasoning] },
    remarks: isApart ? ['there is more reasoning than completion, so the two were counted apart'] : [],
  };
}
