import type { Band, Range, SimulationRanges } from '#shared/domain/simulation-ranges.ts';
import type { SimulationSummary } from '#shared/domain/simulation.ts';
import { formatUsd } from '#shared/money.ts';
import { percent } from '#shared/percent.ts';
import { amount, share, usd } from '../cells.ts';
import type { Block, Facts, Section } from '../report-document.ts';
import type { PlanFacts } from './plan-facts.ts';

/** What the plan costs before and after its levers, with the range where inputs are uncertain. */
export function headline({ scenario, result }: PlanFacts): Section {
  const { summary, ranges, unpriced } = result;
  const isUncertain = ranges !== undefined && ranges.uncertainInputs.length > 0;
  const monthly = isUncertain ? ranges.monthly : undefined;
  const costs = summary.steps.length === 0 ? costFacts(summary, monthly) : savingFacts(summary, monthly);
  const facts = [...costs, ...budgetFacts(ranges)];
  return {
    title: 'In short',
    blocks: [
      { kind: 'paragraph', text: sentence({ scenario, result }) },
      { kind: 'facts', facts },
      ...(unpriced.length === 0
        ? []
        : [
            {
              kind: 'paragraph' as const,
              isWarning: true,
              text: 'Part of this plan has no known price. It is in no figure of this report; the section Without a price lists it.',
            },
          ]),
      ...chance(isUncertain ? ranges.savingProbability : null),
      ...(scenario.note === undefined ? [] : [{ kind: 'paragraph' as const, text: scenario.note }]),
    ],
  };
}

/** The plan as it is: no lever changes it. */
function costFacts(summary: SimulationSummary, monthly: Range | undefined): Facts['facts'] {
  return [
    { label: 'USD a month', cell: usd(summary.baselineMonthlyUsd), hint: rangeText(monthly?.baselineUsd) },
    { label: `USD over ${monthsText(summary)}`, cell: usd(summary.baselineTotalUsd) },
    { label: 'Requests a month', cell: amount(summary.baselineMonthlyRequests, 0) },
    { label: 'USD a request', cell: usd(summary.baselineUsdPerRequest) },
  ];
}

function savingFacts(summary: SimulationSummary, monthly: Range | undefined): Facts['facts'] {
  const part = summary.savingShare === null ? '' : `${percent(summary.savingShare)} of the baseline; `;
  return [
    { label: 'Baseline, USD a month', cell: usd(summary.baselineMonthlyUsd), hint: rangeText(monthly?.baselineUsd) },
    { label: 'Optimized, USD a month', cell: usd(summary.optimizedMonthlyUsd), hint: rangeText(monthly?.optimizedUsd) },
    {
      label: 'Saving, USD a month',
      cell: usd(summary.savingMonthlyUsd),
      hint: `${part}${rangeText(monthly?.savingUsd) ?? 'no uncertain inputs, so no range'}`,
    },
    { label: `Saving over ${monthsText(summary)}`, cell: usd(summary.baselineTotalUsd - summary.optimizedTotalUsd) },
    { label: 'Requests a month', cell: amount(summary.baselineMonthlyRequests, 0) },
    {
      label: 'USD a request',
      cell: usd(summary.optimizedUsdPerRequest),
      hint:
        summary.baselineUsdPerRequest === null
          ? undefined
          : `${formatUsd(summary.baselineUsdPerRequest)} before the levers`,
    },
  ];
}

/** How likely the mean month is above the budget that was asked about; none when none was. */
function budgetFacts(ranges: SimulationRanges | undefined): Facts['facts'] {
  if (ranges?.aboveBudget === undefined) return [];
  const { budgetMonthlyUsd, baselineProbability, optimizedProbability } = ranges.aboveBudget;
  const outcomes = ranges.uncertainInputs.length === 0 ? 'no uncertain inputs: yes or no' : 'share of the samples';
  return [
    {
      label: `Chance that the mean month costs more than ${formatUsd(budgetMonthlyUsd)}`,
      cell: share(optimizedProbability),
      hint: `${outcomes}; ${percent(baselineProbability)} before the levers`,
    },
  ];
}

function monthsText({ months }: SimulationSummary): string {
  return months === 1 ? '1 month' : `${months} months`;
}

function sentence({ scenario, result }: Pick<PlanFacts, 'scenario' | 'result'>): string {
  const { baselineMonthlyUsd, optimizedMonthlyUsd, savingMonthlyUsd, savingShare } = result.summary;
  const on = scenario.levers.filter(({ enabled }) => enabled).length;
  const what = `${scenario.name} costs ${formatUsd(baselineMonthlyUsd)} a month`;
  if (on === 0) return `${what}. No lever is on.`;
  const levers = on === 1 ? 'The one lever that is on' : `The ${on} levers that are on`;
  const change = savingShare === null ? '' : ` (${percent(Math.abs(savingShare))})`;
  return savingMonthlyUsd >= 0
    ? `${what}. ${levers} would save ${formatUsd(savingMonthlyUsd)}${change} and leave ${formatUsd(optimizedMonthlyUsd)}.`
    : `${what}. ${levers} would add ${formatUsd(-savingMonthlyUsd)}${change} and make it ${formatUsd(optimizedMonthlyUsd)}.`;
}

function rangeText(band: Band | undefined): string | undefined {
  return band === undefined ? undefined : `likely ${formatUsd(band.p5)} to ${formatUsd(band.p95)} (P5 to P95)`;
}

function chance(savingProbability: number | null): readonly Block[] {
  if (savingProbability === null) return [];
  return [{ kind: 'paragraph', text: `The levers save something in ${percent(savingProbability)} of the samples.` }];
}
