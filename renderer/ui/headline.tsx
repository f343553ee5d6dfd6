import { Paper, Skeleton } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import type { CostSide } from '#shared/domain/simulation.ts';
import type { Range } from '#shared/domain/simulation-ranges.ts';
import type { Expression } from '#shared/domain/expression.ts';
import type { PeriodView } from '../store/period-view.ts';
import type { UnitCost } from '../store/unit-costs.ts';
import { Figure } from './figure.tsx';
import { formatPercent, formatUsd, formatUsdBrief } from './format.ts';

/** Months of the yearly figure. */
const monthsPerYear = 12;

// The same elements in every render, so that a frame of a slider does not render them again.
const wideArrow = (
  <IconArrowRight size={18} aria-hidden style={{ flexShrink: 0, marginBottom: 24 }} color="var(--chart-baseline)" />
);
const narrowArrow = (
  <IconArrowRight size={13} aria-label="to" style={{ margin: '0 5px', verticalAlign: -2 }} color="var(--chart-text)" />
);

/**
 * Baseline → optimized per month with the saving, and the same per request, per year, per conversation and per user. Of
 * plain elements: it is rendered in every frame of a slider.
 */
export const Headline = memo(function Headline({
  view,
  units,
  range,
}: {
  readonly view: PeriodView;
  /** What one conversation and one user costs, where the plan has them; requests are not shown again. */
  readonly units: readonly UnitCost[];
  /** P5 to P95 of both sides and of the saving; null = a point. */
  readonly range: Range | 'refining' | null;
}): ReactNode {
  const { baseline, optimized, isPartial, savingUsd, savingShare } = view;
  const costsMore = savingUsd < -5e-9;
  const tone = costsMore ? 'increase' : 'saving';
  return (
    <Paper component="section" aria-label="Headline">
      <div className="fine-print" style={{ marginBottom: 4 }}>
        Per month · {view.label}
        {isPartial && ' · priced part only'}
        {range === null ? '' : range === 'refining' ? ' · refining the range…' : ' · below each: P5 to P95'}
      </div>
      <div className="headline-figures">
        <HeadlineFigure
          name="Baseline"
          expression={() => baseline.expression}
          testId="baseline-monthly"
          band={bandOf(range, 'baselineUsd')}
        >
          {formatUsd(baseline.usd)}
        </HeadlineFigure>
        {wideArrow}
        <HeadlineFigure
          name="Optimized"
          expression={() => optimized.expression}
          testId="optimized-monthly"
          band={bandOf(range, 'optimizedUsd')}
        >
          {formatUsd(optimized.usd)}
        </HeadlineFigure>
        <HeadlineFigure
          name={costsMore ? 'Extra cost' : 'Saving'}
          expression={() => view.saving}
          testId="saving-monthly"
          className={tone}
          band={costsMore ? turned(bandOf(range, 'savingUsd')) : bandOf(range, 'savingUsd')}
          detail={savingShare === null ? undefined : formatPercent(Math.abs(savingShare))}
        >
          {formatUsd(Math.abs(savingUsd))}
        </HeadlineFigure>
      </div>
      <div className="headline-pairs">
        <Pair name="Per request" before={perRequest('Baseline', baseline)} after={perRequest('Optimized', optimized)} />
        <Pair
          name="Per year, at 12 such months"
          before={perYear('Baseline', baseline)}
          after={perYear('Optimized', optimized)}
        />
        {units
          .filter(({ per }) => per !== 'request')
          .map(({ key, label, baseline: before, optimized: after }) => (
            <Pair
              key={key}
              name={label}
              before={perUnit(`${label}, baseline`, before)}
              after={perUnit(`${label}, optimized`, after)}
            />
          ))}
      </div>
    </Paper>
  );
});

/** Holds the headline's place until the first result is in. */
export function HeadlineSkeleton(): ReactNode {
  return (
    <Paper aria-busy="true" aria-label="Computing">
      <Skeleton h={12} w={160} mb="sm" />
      <Skeleton h={34} mb="sm" />
      <Skeleton h={34} />
    </Paper>
  );
}

function HeadlineFigure(props: {
  readonly name: string;
  readonly expression: () => Expression;
  readonly testId: string;
  readonly className?: string;
  readonly detail?: string | undefined;
  /** P5 and P95, USD; null = none, or not worked out yet. */
  readonly band: readonly [number, number] | null;
  readonly children: string;
}): ReactNode {
  const { name, expression, testId, className, detail, band, children } = props;
  // Longer amounts are set smaller, so that three of them stay on one line.
  const size = children.length > 12 ? 16 : children.length > 10 ? 18 : 22;
  return (
    <div style={{ minWidth: 0 }}>
      <div className="fine-print">
        {name}
        {detail !== undefined && <strong className={className}> {detail}</strong>}
      </div>
      <div className={`headline-figure ${className ?? ''}`} style={{ fontSize: size }}>
        <Figure expression={expression} label={`${name} per month`} testId={testId}>
          {children}
        </Figure>
      </div>
      <div className="fine-print headline-band" data-testid={`${testId}-range`}>
        {band !== null && `${formatUsdBrief(band[0])} to ${formatUsdBrief(band[1])}`}
      </div>
    </div>
  );
}

function bandOf(
  range: Range | 'refining' | null,
  side: 'baselineUsd' | 'optimizedUsd' | 'savingUsd',
): [number, number] | null {
  if (range === null || range === 'refining') return null;
  return [range[side].p5, range[side].p95];
}

/** The range of an extra cost: that of the saving with the signs turned. */
function turned(band: [number, number] | null): [number, number] | null {
  return band === null ? null : [-band[1], -band[0]];
}

/** A figure whose formula is made when it is opened. */
interface DerivedFigure {
  readonly label: string;
  readonly usd: number;
  readonly expression: () => Expression;
}

function Pair(props: {
  readonly name: string;
  readonly before: DerivedFigure | null;
  readonly after: DerivedFigure | null;
}): ReactNode {
  const { name, before, after } = props;
  return (
    <div>
      <div className="fine-print">{name}</div>
      <div className="headline-pair">
        {before === null || after === null ? (
          'No requests'
        ) : (
          <>
            <Figure expression={before.expression} label={before.label}>
              {formatUsd(before.usd)}
            </Figure>
            {narrowArrow}
            <Figure expression={after.expression} label={after.label}>
              {formatUsd(after.usd)}
            </Figure>
          </>
        )}
      </div>
    </div>
  );
}

function perRequest(name: string, side: CostSide): DerivedFigure | null {
  const { usdPerRequest: usd } = side;
  if (usd === null) return null;
  const label = `${name} per request`;
  return {
    label,
    usd,
    expression: () => ({
      operation: 'quotient',
      label,
      unit: 'USD',
      value: usd,
      operands: [
        side.expression,
        { operation: 'input', label: 'Requests per month', unit: 'requests', value: side.requests },
      ],
    }),
  };
}

function perUnit(label: string, cost: UnitCost['baseline']): DerivedFigure | null {
  return cost === null ? null : { label, usd: cost.usd, expression: () => cost.expression };
}

function perYear(name: string, side: CostSide): DerivedFigure {
  const label = `${name} per year`;
  const usd = side.usd * monthsPerYear;
  return {
    label,
    usd,
    expression: () => ({
      operation: 'product',
      label,
      unit: 'USD',
      value: usd,
      operands: [
        side.expression,
        { operation: 'input', label: 'Months in a year', unit: 'factor', value: monthsPerYear },
      ],
    }),
  };
}
