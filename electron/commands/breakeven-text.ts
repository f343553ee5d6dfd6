import { count } from '#shared/count.ts';
import type { FleetComparison, FleetReport, SelfHostingReport, Standing } from '#shared/domain/self-hosting.ts';
import { formatUsd } from '#shared/money.ts';
import { percent, textTable } from './text-table.ts';

/** A self-hosting report for people. Fleet ÷ API is a ratio of two bills; some guides print it as months. */
export function breakevenText(scenario: string, { month, fleets }: SelfHostingReport): string {
  return [`${scenario}: self-hosting against the API, ${month}`, ...fleets.map(fleetText)].join('\n\n');
}

function fleetText(fleet: FleetReport): string {
  const { size, monthly, replica, comparisons, hybrid, notes, outlook } = fleet;
  return [
    `${fleet.name}: ${count(size.replicas)} ${size.replicas === 1 ? 'replica' : 'replicas'} (${reasonText[size.reason]}), ${percent(size.meanUtilisation)} busy, ${formatUsd(monthly.usd)} a month`,
    speedText(replica),
    textTable(
      [{ title: 'Cost of a month' }, { title: 'USD', align: 'right' }, { title: 'Formula' }],
      monthly.lines.map(({ label, usd, factors }) => [
        label,
        formatUsd(usd),
        factors.map(({ label: name, value }) => `${name.toLowerCase()} ${count(value)}`).join(' × '),
      ]),
    ),
    ...(comparisons.length === 0 ? [] : ['', comparisonTable(comparisons)]),
    ...comparisons.map((comparison) => `\n${againstText(comparison, outlook.years)}`),
    ...(hybrid === undefined ? [] : ['', hybrid.sentence]),
    ...(notes.length === 0 ? [] : ['', ...notes]),
  ].join('\n');
}

/** Years, volumes and conditions against one API. */
function againstText({ name, bands, conditions, overVolume, years }: FleetComparison, horizon: number): string {
  return [
    `${name}: cheaper in ${percent(bands.winningShare)} of ${bands.samples} outlooks over ${horizon} ${horizon === 1 ? 'year' : 'years'}; net present value ${formatUsd(bands.netPresentUsd.p5)} to ${formatUsd(bands.netPresentUsd.p95)} (P5 to P95).`,
    `  ${overVolume.sentence}`,
    ...years.map(
      ({ year, apiUsd, fleetUsd }) =>
        `  paid in all after ${year} y: API ${formatUsd(apiUsd)}, fleet ${formatUsd(fleetUsd)}`,
    ),
    ...conditions.map(({ sentence, holds }) => `  ${holds ? '[true today] ' : ''}${sentence}`),
  ].join('\n');
}

const reasonText: Readonly<Record<FleetReport['size']['reason'], string>> = {
  fixed: 'as given',
  minimum: 'the minimum',
  utilisation: 'peak at the target utilisation',
  'square-root': 'square-root staffing',
  waiting: 'waiting time',
};

function speedText({ basis, tokensPerSecond, expected, memory }: FleetReport['replica']): string {
  const speed = `A replica: ${count(tokensPerSecond)} tokens a second, ${basis === 'roofline' ? `by the roofline; expect ${count(tokensPerSecond * expected.low)} to ${count(tokensPerSecond * expected.high)}` : 'as measured'}.`;
  if (memory === undefined) return speed;
  return `${speed} ${memory.fits ? `Weights ${count(memory.weightsGb)} of ${count(memory.memoryGb)} GB, room for ${count(memory.largestBatch)} requests.` : 'The model does not fit its memory.'}`;
}

function comparisonTable(comparisons: readonly FleetComparison[]): string {
  const payback = ({ capexUsd, paybackMonths }: Standing): string =>
    capexUsd === 0 ? '–' : paybackMonths === null ? 'never' : `${paybackMonths.toFixed(2)} months`;
  return textTable(
    [
      { title: 'Against' },
      { title: 'API a month', align: 'right' },
      { title: 'Fleet a month', align: 'right' },
      { title: 'Fleet ÷ API', align: 'right' },
      { title: 'Break-even a day', align: 'right' },
      { title: 'Tokens a month', align: 'right' },
      { title: 'Pays back', align: 'right' },
      { title: 'at full capacity', align: 'right' },
      { title: 'Net present value', align: 'right' },
    ],
    comparisons.map(({ name, atDemand, atCapacity, breakEven, netPresentUsd }) => [
      name,
      formatUsd(atDemand.apiUsd),
      formatUsd(atDemand.fleetUsd),
      atDemand.costRatio === null ? '–' : atDemand.costRatio.toFixed(2),
      breakEven === null ? 'never' : `${count(Math.round(breakEven.requestsPerDay))} requests`,
      breakEven === null ? '–' : count(Math.round(breakEven.tokensPerMonth)),
      payback(atDemand),
      payback(atCapacity),
      formatUsd(netPresentUsd),
    ]),
  );
}
