import { count } from '#shared/count.ts';
import { billableUnitLabels, billableUnits } from '#shared/domain/billable-units.ts';
import type { ConvertedAmount } from '#shared/domain/exchange-rate.ts';
import { priceLineLabel, type PricedRecord, type PriceLine } from '#shared/domain/price.ts';
import { formatUsd, roundUsd, usdToNanoUsd } from '#shared/money.ts';
import { tokenKindLabels, tokenKinds } from '#shared/domain/token-kinds.ts';
import { dayOf } from '#shared/time.ts';
import type { ContractMonth } from '#pricing';
import { textTable } from './text-table.ts';

/** What `burnrate price` shows. */
export interface PriceAnswer {
  readonly priced: PricedRecord;
  readonly atMs: number;
  /** The total in another currency, where one was asked for and there is a total. */
  readonly converted: ConvertedAmount | undefined;
  /** A month of such records under a contract, where one was asked for. */
  readonly month: ContractMonth | undefined;
}

/** The answer as one JSON document (README.md). */
export function priceDocument({ priced, atMs, converted, month }: PriceAnswer): unknown {
  return {
    model: priced.modelId,
    at: new Date(atMs).toISOString(),
    serviceTier: priced.serviceTier,
    residency: priced.residency,
    costUsd: priced.usd === null ? null : roundUsd(priced.usd),
    costNanoUsd: priced.usd === null ? null : String(usdToNanoUsd(priced.usd)),
    ...(converted === undefined
      ? {}
      : {
          converted: {
            currency: converted.currency,
            amount: roundUsd(converted.amount),
            usdPerUnit: converted.rate?.usdPerUnit ?? 1,
            rateSource: converted.rate?.source ?? 'definition',
          },
        }),
    lines: priced.lines,
    ...(priced.tokenizer === undefined ? {} : { tokenizer: priced.tokenizer }),
    unpricedKinds: priced.unpricedKinds,
    unpricedUnits: priced.unpricedUnits,
    ...(month === undefined
      ? {}
      : {
          month: {
            month: month.month,
            costUsd: roundUsd(month.usd),
            lines: month.lines.map(({ step, name, usd, formula }) => ({ step, name, usd: roundUsd(usd), formula })),
          },
        }),
    matchReason: priced.matchReason,
    priceCard: priced.card,
  };
}

/** The answer for people. */
export function priceText({ priced, atMs, converted, month }: PriceAnswer): string {
  const { card } = priced;
  const effective = card.effectiveFromMs === null ? 'no start date' : `in force since ${dayOf(card.effectiveFromMs)}`;
  return [
    `${card.displayName} (${priced.modelId}), ${priced.matchReason}`,
    `Prices of ${momentText(atMs)} from ${card.source.book} ${card.source.bookVersion}, ${effective}`,
    ...lifecycleText(priced, atMs),
    ...tokenizerText(priced),
    '',
    ...(priced.lines.length === 0 ? ratesText(priced) : costText(priced, converted)),
    ...monthText(month),
  ].join('\n');
}

function costText(priced: PricedRecord, converted: ConvertedAmount | undefined): string[] {
  return [
    textTable(
      [
        { title: 'Kind' },
        { title: 'Quantity', align: 'right' },
        { title: 'Rate', align: 'right' },
        { title: '' },
        { title: 'Cost', align: 'right' },
        { title: '' },
      ],
      priced.lines.map(lineRow),
    ),
    '',
    ...totalText(priced, converted),
    ...sourcesText(priced.lines),
  ];
}

/** What the card charges for, where nothing was given to price: $0.00 would look like a price. */
function ratesText({ card: { rates, unitRates } }: PricedRecord): string[] {
  const tokens = tokenKinds.flatMap((kind) => {
    const rate = rates[kind];
    return rate === undefined ? [] : [[tokenKindLabels[kind], `${formatUsd(rate.usdPerMTok)}/MTok`]];
  });
  const units = billableUnits.flatMap((unit) => {
    const rate = unitRates[unit];
    return rate === undefined
      ? []
      : [[billableUnitLabels[unit].label, `${formatUsd(rate.usdPerUnit)} a ${billableUnitLabels[unit].one}`]];
  });
  if (tokens.length + units.length === 0) return ['Unpriced: no rate is known.'];
  return [
    textTable([{ title: 'Kind' }, { title: 'Rate', align: 'right' }], [...tokens, ...units]),
    '',
    'Nothing to price was given: say how much, for example --input 2000 --output 500.',
  ];
}

function lineRow(line: PriceLine): string[] {
  const rate = line.usdPerUnit === null ? 'no rate' : `${formatUsd(line.usdPerUnit)}${line.unit.replace('USD', '')}`;
  return [
    priceLineLabel(line.kind),
    line.kind === 'request' || line.unit === 'USD/MTok' ? count(line.quantity) : String(line.quantity),
    rate,
    line.modifiers.map(({ name, multiplier }) => (multiplier === 1 ? name : `× ${multiplier} ${name}`)).join(', '),
    line.usd === null ? 'unpriced' : formatUsd(line.usd),
    line.notes.join(' '),
  ];
}

function totalText(priced: PricedRecord, converted: ConvertedAmount | undefined): string[] {
  if (priced.usd === null) return ['Unpriced: no rate is known.'];
  const missing = [...priced.unpricedKinds, ...priced.unpricedUnits].map(priceLineLabel);
  return [
    `Total ${formatUsd(priced.usd)}${missing.length === 0 ? '' : `, without ${missing.join(', ')}: their cost is unknown`}`,
    ...(converted?.rate === undefined
      ? []
      : [
          `      ${converted.currency} ${amountText(converted.amount)} at ${converted.rate.usdPerUnit} USD (${converted.rate.source})`,
        ]),
  ];
}

/** Where each step of the prices is published, each page once. */
function sourcesText(lines: readonly PriceLine[]): string[] {
  const sources = new Set(
    lines.flatMap(({ modifiers }) =>
      modifiers.filter(({ source }) => source !== 'contract').map(({ name, source }) => `${name}: ${source}`),
    ),
  );
  return sources.size === 0 ? [] : ['', ...sources];
}

function lifecycleText({ card }: PricedRecord, atMs: number): string[] {
  const retiredFromMs = card.lifecycle?.retiredFromMs;
  if (card.lifecycle === undefined || retiredFromMs === undefined) return [];
  const verb = retiredFromMs <= atMs ? 'was switched off' : 'will be switched off';
  return [`This model ${verb} on ${dayOf(retiredFromMs)} (${card.lifecycle.source}).`];
}

function monthText(month: ContractMonth | undefined): string[] {
  if (month === undefined) return [];
  return [
    '',
    `${month.month} under the contract`,
    textTable(
      [{ title: 'Step' }, { title: 'Term' }, { title: 'Amount', align: 'right' }, { title: '' }],
      month.lines.map(({ step, name, usd, formula }) => [step, name, formatUsd(usd), formula]),
    ),
    '',
    `Total of the month ${formatUsd(month.usd)}`,
  ];
}

function tokenizerText({ tokenizer }: PricedRecord): string[] {
  if (tokenizer === undefined) return [];
  const { countedOn, factor, source } = tokenizer;
  return [`Tokens counted on ${countedOn}, times ${Number(factor.toFixed(4))} for the other tokenizer (${source})`];
}

function momentText(atMs: number): string {
  const time = new Date(atMs).toISOString().slice(11, 16);
  return time === '00:00' ? dayOf(atMs) : `${dayOf(atMs)} ${time} UTC`;
}

function amountText(amount: number): string {
  return formatUsd(amount).replace('$', '');
}
