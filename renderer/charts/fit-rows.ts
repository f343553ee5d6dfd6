import type { FitShape } from '#shared/domain/calibration.ts';
import { assertNever } from '#shared/result.ts';
import { formatCompact, formatCount, formatPercent } from '../ui/format.ts';

/** One class, part or step of a fit: as a bar, and in words. Shares in per cent. */
export interface FitRow {
  readonly name: string;
  readonly observed: number;
  readonly fitted: number | null;
  readonly observedText: string;
  readonly fittedText: string;
}

/** The bars of a fit. */
export function fitRows(shape: FitShape): readonly FitRow[] {
  switch (shape.kind) {
    case 'histogram':
      return shape.bins.map(({ from, to, observed, fitted }) => ({
        name: `${formatCompact(from)}–${formatCompact(to)}`,
        observed: 100 * observed,
        fitted: 100 * fitted,
        observedText: formatPercent(observed),
        fittedText: formatPercent(fitted),
      }));
    case 'shares':
      return shape.rows.map(({ name, share, lower, upper }) => ({
        name,
        observed: 100 * share,
        fitted: null,
        observedText: formatPercent(share),
        fittedText: `${formatPercent(lower)} to ${formatPercent(upper)}`,
      }));
    case 'line':
      return shape.points.map(({ name, observed, fitted }) => ({
        name,
        observed,
        fitted,
        observedText: formatCount(Math.round(observed)),
        fittedText: formatCount(Math.round(fitted)),
      }));
    default:
      return assertNever(shape);
  }
}

/** What the bars are. */
export function fitSentence(shape: FitShape): string {
  switch (shape.kind) {
    case 'histogram':
      return `Share of requests by tokens, in per cent: observed (green) beside a ${shape.curve} curve (grey).`;
    case 'shares':
      return 'Shares in per cent; their 95 % intervals are in the table.';
    case 'line':
      return `Observed ${shape.unit} (green) beside the fitted line (grey).`;
    default:
      return assertNever(shape);
  }
}
