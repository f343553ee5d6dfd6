import { count } from '#shared/count.ts';
import { formatUsd } from '#shared/money.ts';
import type { Payback, PaybackReading } from './payback-readings.ts';
import { textTable } from './text-table.ts';

/** Months of a payback for people, one table for each set of inputs. */
export function paybackText({ hardware, capexUsd, demandTokensPerMonth, readings }: Payback): string {
  const { gpus, usdPerGpu, tokensPerSecond } = hardware;
  return [
    `${gpus} × ${formatUsd(usdPerGpu)} = ${formatUsd(capexUsd)} of GPUs, ${count(tokensPerSecond)} tokens a second`,
    ...readings.map((reading) => readingText(reading, demandTokensPerMonth)),
    'Months = GPUs ÷ (API − electricity) with every GPU busy in each of these hours; a third of the tokens is prompt. No staff, network, failures or idle time: `burnrate breakeven` counts them.',
  ].join('\n\n');
}

const readingNames: Readonly<Record<PaybackReading['inputs'], string>> = {
  effective: 'Inputs that the published table follows from',
  stated: 'Inputs that the paper’s text states',
  given: 'Inputs as given',
};

function readingText(reading: PaybackReading, demand: number | null): string {
  const { use, tokensPerMonth, electricityUsd, apis } = reading;
  return [
    `${readingNames[reading.inputs]}: ${count(use.hoursPerMonth)} hours a month, ${count(use.wattsPerGpu)} W a GPU, ${use.usdPerKwh} USD per kWh`,
    `${count(tokensPerMonth / 1e6)} million tokens and ${formatUsd(electricityUsd)} of electricity a month`,
    textTable(
      [
        { title: 'Against' },
        { title: 'In / out per million', align: 'right' },
        { title: 'API a month', align: 'right' },
        { title: 'Months', align: 'right' },
        ...(demand === null ? [] : [{ title: `at ${count(demand / 1e6)} M tokens a month`, align: 'right' as const }]),
      ],
      apis.map(({ api, apiUsd, months, monthsAtDemand }) => [
        api.name,
        `${api.inputUsdPerMTok} / ${api.outputUsdPerMTok}`,
        formatUsd(apiUsd),
        monthsText(months),
        ...(monthsAtDemand === undefined ? [] : [monthsText(monthsAtDemand)]),
      ]),
    ),
  ].join('\n');
}

/** `69.29`, or `never`. */
export function monthsText(months: number | null | undefined): string {
  return months === null || months === undefined ? 'never' : months.toFixed(2);
}
