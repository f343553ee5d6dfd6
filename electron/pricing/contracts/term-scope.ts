import type { BillableUnit } from '#shared/domain/billable-units.ts';
import type { TermScope } from '#shared/domain/contract-terms.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';

/** What a term of a contract is compared with. */
export interface PricedThing {
  /** Provider id, lower case. */
  readonly provider: string;
  /** Model without provider. */
  readonly model: string;
  readonly kind: TokenKind | BillableUnit;
}

/** Whether a term applies to a price or a line of usage. */
export function isInScope(scope: TermScope, { provider, model, kind }: PricedThing): boolean {
  if (scope.provider !== undefined && scope.provider.toLowerCase() !== provider) return false;
  if (scope.kinds?.includes(kind) === false) return false;
  return scope.model === undefined || matchesGlob(scope.model.toLowerCase(), model.toLowerCase());
}

/** Whether a text fits a pattern in which `*` stands for any run of characters. */
export function matchesGlob(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let position = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return text.length - last.length >= position && text.endsWith(last);
}
