import type { MonthSplit } from '#shared/domain/attribution.ts';
import { formatUsd } from '#shared/money.ts';
import { success, type Result } from '#shared/result.ts';
import { splitMonths } from '#simulator';
import { driverTable, signedUsd } from './change-text.ts';
import type { CommandHost } from './command-host.ts';
import { simulateFile, unpricedText, type SamplingFlags, type SimulatedScenario } from './simulate.ts';

/** A plan with the change of its cost between two of its months. */
export interface ComparedMonths extends SimulatedScenario {
  readonly split: MonthSplit;
}

/** Reads and simulates a scenario file and splits what changes between two of its months. @param from `YYYY-MM`. */
export async function compareMonthsOf(
  host: CommandHost,
  file: string,
  options: SamplingFlags,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Result<ComparedMonths>> {
  const plan = await simulateFile(host, file, options);
  if (!plan.ok) return plan;
  const split = splitMonths(plan.value.result, from, to);
  return split.ok ? success({ ...plan.value, split: split.value }) : split;
}

/** The JSON document. */
export function monthsDocument({ scenario, split, result }: ComparedMonths): unknown {
  return { scenario: scenario.name, ...split, unpriced: result.unpriced };
}

/** The same as text: the change of the optimized cost by driver, and that of the baseline. */
export function monthsText({ scenario, split, result }: ComparedMonths): string {
  const hasLevers = result.summary.steps.length > 0;
  return [
    `${scenario.name}: ${split.from} against ${split.to}`,
    ...sideText(hasLevers ? 'Levers applied' : 'As planned', split.optimized),
    ...(hasLevers ? sideText('Baseline', split.baseline) : []),
    ...unpricedText(result),
  ].join('\n');
}

function sideText(name: string, side: MonthSplit['optimized']): readonly string[] {
  const { fromUsd, toUsd } = side;
  const change = `${formatUsd(fromUsd)} → ${formatUsd(toUsd)}, ${signedUsd(toUsd - fromUsd)}`;
  return ['', `${name}: ${change}`, '', driverTable(side)];
}
