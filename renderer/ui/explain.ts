import { createContext, use } from 'react';
import type { Expression } from '#shared/domain/expression.ts';

/** Opens the derivation of a figure; provided by the shell. */
export const ExplainContext = createContext<(expression: Expression) => void>(() => undefined);

/** The function that opens the derivation of a figure. */
export function useExplain(): (expression: Expression) => void {
  return use(ExplainContext);
}
