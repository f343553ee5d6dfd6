import type { Expression } from '#shared/domain/expression.ts';
import type { CostLine, CostSide, MonthResult, SimulationResult, WaterfallStep } from '#shared/domain/simulation.ts';
import { monthStartMs } from '#shared/time.ts';

/**
 * What a screen shows of a result: one month, or the mean of all months. Amounts are USD per month; every one carries
 * the expression that it can be opened into.
 */
export interface PeriodView {
  /** `March 2026`, or `Mean of 12 months`. */
  readonly label: string;
  readonly baseline: CostSide;
  readonly optimized: CostSide;
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
  const { months } = result;
  const [first] = months;
  if (first === undefined) throw new Error('A result has at least one month');
  const chosen = months.length === 1 ? first : months.find(({ month }) => month === period);
  return chosen === undefined ? meanView(months, first) : monthView(chosen);
}

const monthAndYear = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Writes a month for people: `March 2026`. */
export function monthLabel(month: string): string {
  return monthAndYear.format(monthStartMs(month));
}

function monthView(month: MonthResult): PeriodView {
  return withSaving(monthLabel(month.month), month.baseline, month.optimized, month.waterfall);
}

function meanView(months: readonly MonthResult[], first: MonthResult): PeriodView {
  const label = `Mean of ${months.length} months`;
  return withSaving(
    label,
    meanSide(
      'Baseline',
      months.map(({ baseline }) => baseline),
    ),
    meanSide(
      'Optimized',
      months.map(({ optimized }) => optimized),
    ),
    first.waterfall.map((step, index) =>
      meanStep(
        step,
        months.flatMap(({ waterfall }) => waterfall[index] ?? []),
      ),
    ),
  );
}

function withSaving(
  label: string,
  baseline: CostSide,
  optimized: CostSide,
  waterfall: readonly WaterfallStep[],
): PeriodView {
  const saving: Expression = {
    operation: 'difference',
    label: 'Saving per month',
    unit: 'USD',
    value: baseline.usd - optimized.usd,
    operands: [baseline.expression, optimized.expression],
  };
  return {
    label,
    baseline,
    optimized,
    saving,
    savingShare: baseline.usd === 0 ? null : saving.value / baseline.usd,
    waterfall,
  };
}

function meanSide(name: string, sides: readonly CostSide[]): CostSide {
  const usd = mean(sides.map((side) => side.usd));
  const requests = mean(sides.map((side) => side.requests));
  const ids = new Set(sides.flatMap(({ lines }) => lines.map(({ id }) => id)));
  return {
    usd,
    requests,
    requestsByWorkload: meanByKey(sides.map(({ requestsByWorkload }) => requestsByWorkload)),
    usdPerRequest: requests === 0 ? null : usd / requests,
    lines: [...ids].flatMap(
      (id) =>
        meanLine(
          sides.flatMap(({ lines }) => lines.find((line) => line.id === id) ?? []),
          sides.length,
        ) ?? [],
    ),
    expression: meanExpression(
      `${name}, mean month`,
      sides.map(({ expression }) => expression),
      sides.length,
    ),
  };
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

function meanStep(first: WaterfallStep, steps: readonly WaterfallStep[]): WaterfallStep {
  return {
    ...first,
    beforeUsd: mean(steps.map(({ beforeUsd }) => beforeUsd)),
    afterUsd: mean(steps.map(({ afterUsd }) => afterUsd)),
    deltaUsd: mean(steps.map(({ deltaUsd }) => deltaUsd)),
    expression: meanExpression(
      first.expression.label,
      steps.map(({ expression }) => expression),
      steps.length,
    ),
    notes: [...new Set(steps.flatMap(({ notes }) => notes))],
  };
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

function meanByKey(records: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const keys = new Set(records.flatMap((record) => Object.keys(record)));
  return Object.fromEntries([...keys].map((key) => [key, mean(records.map((record) => record[key] ?? 0))]));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
