import type { ReactNode } from 'react';
import type { Expression } from '#shared/domain/expression.ts';
import { useExplain } from './explain.ts';

export interface FigureProps {
  /** What the figure is derived from; a function where the formula is made only when somebody opens the figure. */
  readonly expression: Expression | (() => Expression);
  /** What the figure is, for the button's name: `Baseline per month`. */
  readonly label: string;
  /** The figure as text. */
  readonly children: ReactNode;
  /** Name for tests; only on headline figures. */
  readonly testId?: string;
  readonly className?: string;
}

/**
 * A figure that opens into its formula, inputs, prices and dates. A plain button: a screen holds a hundred of them, and
 * each is written again on every frame of a slider.
 */
export function Figure({ expression, label, children, testId, className }: FigureProps): ReactNode {
  const explain = useExplain();
  return (
    <button
      type="button"
      className={`figure ${className ?? ''}`}
      onClick={() => explain(typeof expression === 'function' ? expression() : expression)}
      title={`How is this computed? ${label}`}
      data-testid={testId}
    >
      {children}
    </button>
  );
}
