import type { Expression } from '#shared/domain/expression.ts';
import type {
  CostLine,
  CostSide,
  LeverStep,
  MonthResult,
  SimulationResult,
  WaterfallStep,
} from '#shared/domain/simulation.ts';
import { withLazyProperties } from '#shared/lazy-properties.ts';
import { monthStartMs } from '#shared/time.ts';

/**
 * What a screen shows of a result: one month, or the mean of all months. Amounts are USD per month; every one carries
 * the expression that it can be opened into. As in the result itself, lines and expressions are made when first read.
 */
export interface PeriodView {
  /** `March 2026`, or `Mean of 12 months`. */
  readonly label: string;
  /** True of the mean and of the only month: what holds of the whole horizon holds of it. */
  readonly isWholeHorizon: boolean;
  readonly baseline: CostSide;
  readonly optimized: CostSide;
  /** True when a part of either side has no known price and is in no sum. */
  readonly isPartial: boolean;
  /** Baseline − optimized. */
  readonly savingUsd: number;
  readonly saving: Expression;
  /** Saving ÷ baseline; null when the baseline is 0. */
  readonly savingShare: number | null;
  readonly waterfall: readonly WaterfallStep[];
}

/** The month to show: `YYYY-MM`, or the mean of the horizon. */
export type Period = string;
export const meanOfHorizon: Period = 'mean';

/** Builds the view of one month, or of the horizon's mean when the period names no month of the result. */
export function periodView(result: SimulationResult, period: Period): PeriodView {
  // The mean comes from the summary: in the frame of a slider no month is looked at.
  const chosen =
    result.summary.months === 1
      ? result.months[0]
      : period === meanOfHorizon
        ? undefined
        : result.months.find(({ month }) => month === period);
  const isPartial = result.unpriced.length > 0;
  if (chosen === undefined) return meanView(result, isPartial);
  return monthView(chosen, isPartial && hasUnknownLines(chosen), result.summary.months === 1);
}

const monthAndYear = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Writes a month for people: `March 2026`. */
export function monthLabel(month: string): string {
  return monthAndYear.format(monthStartMs(month));
}

/** What one month leaves out may not be what another does: prices start and end. */
function hasUnknownLines({ baseline, optimized }: MonthResult): boolean {
  return [...baseline.lines, ...optimized.lines].some(({ usd }) => usd === null);
}

function monthView(
  { month, baseline, optimized, waterfall }: MonthResult,
  isPartial: boolean,
  isWholeHorizon: boolean,
): PeriodView {
  return withSaving({ label: monthLabel(month), isWholeHorizon, baseline, optimized, waterfall, isPartial });
}

function meanView(result: SimulationResult, isPartial: boolean): PeriodView {
  const { summary } = result;
  return withSaving({
    label: `Mean of ${summary.months} months`,
    isWholeHorizon: true,
    baseline: meanSide(result, 'Baseline', ({ baseline }) => baseline, {
      usd: summary.baselineMonthlyUsd,
      requests: summary.baselineMonthlyRequests,
      usdPerRequest: summary.baselineUsdPerRequest,
    }),
    optimized: meanSide(result, 'Optimized', ({ optimized }) => optimized, {
      usd: summary.optimizedMonthlyUsd,
      requests: summary.optimizedMonthlyRequests,
      usdPerRequest: summary.optimizedUsdPerRequest,
    }),
    waterfall: summary.steps.map((step, index) => meanStep(result, step, index)),
    isPartial,
  });
}

function withSaving(view: Omit<PeriodView, 'saving' | 'savingShare' | 'savingUsd'>): PeriodView {
  const { baseline, optimized } = view;
  const savingUsd = baseline.usd - optimized.usd;
  return withLazyProperties(
    { ...view, savingUsd, savingShare: baseline.usd === 0 ? null : savingUsd / baseline.usd },
    {
      saving: (): Expression => ({
        operation: 'difference',
        label: 'Saving per month',
        unit: 'USD',
        value: savingUsd,
        operands: [baseline.expression, optimized.expression],
      }),
    },
  );
}

function meanSide(
  result: SimulationResult,
  name: string,
  sideOf: (month: MonthResult) => CostSide,
  amounts: Pick<CostSide, 'usd' | 'requests' | 'usdPerRequest'>,
): CostSide {
  return withLazyProperties(amounts, {
    lines: () => meanLines(result.months.map(sideOf)),
    requestsByWorkload: () => meanRequests(result.months.map(sideOf)),
    expression: () =>
      meanExpression(
        `${name}, mean month`,
        result.months.map((month) => sideOf(month).expression),
        result.months.length,
      ),
  });
}

function meanRequests(sides: readonly CostSide[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { requestsByWorkload } of sides) {
    for (const [id, requests] of Object.entries(requestsByWorkload)) {
      sums[id] = (sums[id] ?? 0) + requests / sides.length;
    }
  }
  return sums;
}

/** The lines of all months by id, in the order of first mention, each as its mean. */
function meanLines(sides: readonly CostSide[]): CostLine[] {
  const byId = new Map<string, CostLine[]>();
  for (const side of sides) {
    for (const line of side.lines) {
      const known = byId.get(line.id);
      if (known === undefined) byId.set(line.id, [line]);
      else known.push(line);
    }
  }
  return [...byId.values()].flatMap((lines) => meanLine(lines, sides.length) ?? []);
}

/** The mean of one line over the horizon; unknown as soon as one month of it is: a part of a cost is not its cost. */
function meanLine(lines: readonly CostLine[], months: number): CostLine | undefined {
  const [first] = lines;
  if (first === undefined) return undefined;
  const known = lines.flatMap(({ usd }) => usd ?? []);
  return {
    ...first,
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0) / months,
    usd: known.length < lines.length ? null : known.reduce((sum, usd) => sum + usd, 0) / months,
    expression: meanExpression(
      first.expression.label,
      lines.map(({ expression }) => expression),
      months,
    ),
  };
}

function meanStep(result: SimulationResult, step: LeverStep, index: number): WaterfallStep {
  return withLazyProperties(step, {
    expression: () =>
      meanExpression(
        `Change by ${step.leverName}`,
        result.months.flatMap(({ waterfall }) => waterfall[index]?.expression ?? []),
        result.months.length,
      ),
  });
}

function meanExpression(label: string, months: readonly Expression[], count: number): Expression {
  const unit = months[0]?.unit ?? 'USD';
  const total: Expression = {
    operation: 'sum',
    label: `${label}: sum of the months`,
    unit,
    value: months.reduce((sum, { value }) => sum + value, 0),
    operands: months,
  };
  const divisor: Expression = {
    operation: 'input',
    label: 'Months in the horizon',
    unit: 'factor',
    value: count,
    path: 'calendar.months',
  };
  return { operation: 'quotient', label, unit, value: total.value / count, operands: [total, divisor] };
}
