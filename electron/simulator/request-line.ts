import type { Expression } from '#shared/domain/expression.ts';
import type { CostLine, UnpricedItem } from '#shared/domain/simulation.ts';
import { Figure, sumFigure } from './figure.ts';

/** A cost line for one request of a workload; months only multiply it. */
export interface RequestLine {
  /** For a fee of the workload. */
  readonly feeId: string | undefined;
  /** For a call. */
  readonly callId: string | undefined;
  readonly modelId: string | undefined;
  readonly kind: CostLine['kind'];
  readonly serviceTier: CostLine['serviceTier'];
  /** Tokens, calls or fees per request. */
  readonly quantity: Figure;
  /** Calls of the model in this tier per request, billed attempts included; absent for what is no call of a model. */
  readonly calls: Expression | undefined;
  /** USD per request, or why it is not known. */
  readonly cost: Figure | UnpricedItem['reason'];
}

/** Sum of the known costs of some lines, USD per request. */
export function sumOfLines(label: string, lines: readonly RequestLine[]): Figure {
  return sumFigure(label, 'USD/request', knownCosts(lines));
}

/** The costs of those lines whose cost is known, USD per request. */
export function knownCosts(lines: readonly RequestLine[]): readonly Figure[] {
  return lines.flatMap(({ cost }) => (cost instanceof Figure ? [cost] : []));
}
