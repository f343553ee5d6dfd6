import { scenarioInputs, type ScenarioInput } from '#simulator';
import { meanOf, type Distribution, type Quantity } from '#shared/domain/quantity.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { percent } from '#shared/percent.ts';
import { assertNever } from '#shared/result.ts';
import { dayOf } from '#shared/time.ts';
import { words } from '../cells.ts';
import type { Block, Cell, Section } from '../report-document.ts';
import type { PlanFacts } from './plan-facts.ts';

/** Every number that the figures are made of, with its range, and what was said of it. */
export function assumptionSection({ scenario, result }: PlanFacts): Section {
  const inputs = scenarioInputs(scenario, result);
  const notes = (path: string): string => {
    const { note, source } = scenario.inputNotes[path] ?? {};
    return [note, source].filter((text) => text !== undefined && text !== '').join('; ');
  };
  const hasNotes = inputs.some(({ path }) => notes(path) !== '');
  return {
    title: 'Assumptions',
    blocks: [
      { kind: 'paragraph', text: calendarSentence(scenario) },
      ...provenance(scenario),
      {
        kind: 'table',
        id: 'assumptions',
        title: 'Numbers that the figures are made of',
        columns: [
          { key: 'input', title: 'Input' },
          { key: 'value', title: 'Value', isNumber: true },
          { key: 'unit', title: 'Unit' },
          { key: 'range', title: 'Range' },
          ...(hasNotes ? [{ key: 'note', title: 'Note and source' }] : []),
        ],
        rows: inputs.map((input) => [
          words(input.label),
          valueCell(input),
          words(input.unit),
          words(input.distribution === undefined ? 'given' : rangeText(input.distribution, input.unit)),
          ...(hasNotes ? [words(notes(input.path))] : []),
        ]),
      },
      ...(scenario.source === undefined
        ? []
        : [{ kind: 'paragraph' as const, text: `Source of the figures: ${scenario.source}` }]),
    ],
  };
}

function valueCell({ value, unit }: ScenarioInput): Cell {
  return { text: numberText(value, unit), value };
}

function numberText(value: number, unit: ScenarioInput['unit']): string {
  return unit === 'share' ? percent(value) : value.toLocaleString('en-US', { maximumFractionDigits: 6 });
}

function rangeText(range: Distribution, unit: ScenarioInput['unit']): string {
  const text = (value: number): string => numberText(value, unit);
  switch (range.kind) {
    case 'lognormal':
      return `${text(range.p5)} to ${text(range.p95)} (lognormal, P5 to P95)`;
    case 'uniform':
      return `${text(range.low)} to ${text(range.high)} (uniform)`;
    case 'triangular':
    case 'beta':
      return `${text(range.low)} to ${text(range.high)}, likeliest ${text(range.mode)} (${range.kind})`;
    case 'normal':
      return `${text(range.mean)} ± ${text(range.sd)} (normal)`;
    case 'empirical':
      return `${text(range.p5)} to ${text(range.p95)} (P5 to P95 of ${range.records.toLocaleString('en-US')} records)`;
    default:
      return assertNever(range);
  }
}

function calendarSentence({ calendar }: Scenario): string {
  const { startMonth, months, daysPerMonth, growth, launches } = calendar;
  const days = daysPerMonth === 'calendar' ? 'as long as in the calendar' : `of ${daysPerMonth} days`;
  const starts = launches.map(
    ({ name, month, factor }) => ` ${name} in ${month} multiplies traffic by ${meanOf(factor)}.`,
  );
  return `${months} ${months === 1 ? 'month' : 'months'} from ${startMonth}, ${days}. ${growthSentence(growth)}${starts.join('')}`;
}

/** A number, and of a range its mean. */
function numberOf(value: Quantity): string {
  return typeof value === 'number' ? String(value) : `about ${Number(meanOf(value).toPrecision(4))}`;
}

/** A rate, and of a range its mean. */
function percentOf(rate: Quantity): string {
  return typeof rate === 'number' ? percent(rate) : `about ${percent(meanOf(rate))}`;
}

function growthSentence(growth: Scenario['calendar']['growth']): string {
  switch (growth.kind) {
    case 'compound':
      return meanOf(growth.perMonth) === 0
        ? 'Traffic does not grow.'
        : `Traffic grows by ${percentOf(growth.perMonth)} a month, compounded.`;
    case 'linear':
      return `Traffic grows by ${percentOf(growth.perMonth)} of the first month's each month.`;
    case 's-curve':
      return `Traffic rises along an S-curve to ${numberOf(growth.ceiling)} times the first month's.`;
    case 'table':
      return 'Traffic follows a table of multiples of the first month.';
    default:
      return assertNever(growth);
  }
}

function provenance({ provenance: origin }: Scenario): readonly Block[] {
  if (origin === undefined) return [];
  return [
    {
      kind: 'paragraph',
      text:
        `Calibrated from ${origin.records.toLocaleString('en-US')} usage records of ${origin.requests.toLocaleString('en-US')} requests, ` +
        `${dayOf(origin.fromMs)} to ${dayOf(origin.toMs)}.`,
    },
    ...(origin.assumptions.length === 0 ? [] : [{ kind: 'list' as const, items: origin.assumptions }]),
  ];
}
