import { Option, type Command } from 'commander';
import { priceLineLabel, type PricedRecord, type PriceLine } from '#shared/domain/price.ts';
import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import { serviceTiers, type ServiceTier } from '#shared/domain/usage.ts';
import { formatUsd, roundUsd, usdToNanoUsd } from '#shared/money.ts';
import { dayOf } from '#shared/time.ts';
import { parseCount, parseDate } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { count, textTable } from './text-table.ts';

interface PriceOptions extends CommonOptions {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly reasoning: number;
  readonly requests: number;
  readonly at?: number;
  readonly tier: ServiceTier;
}

/** `burnrate price MODEL`: prices one record, with the explanation. */
export function registerPrice(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('price'))
    .description('price one usage record, and explain each part')
    .argument('<model>', 'model, best as provider/model: openai/gpt-4o')
    .option('--input <tokens>', 'uncached input tokens', parseCount, 0)
    .option('--output <tokens>', 'output tokens, without reasoning', parseCount, 0)
    .option('--cache-read <tokens>', 'input tokens read from the cache', parseCount, 0)
    .option('--cache-write-5m <tokens>', 'input tokens written to the cache for 5 minutes', parseCount, 0)
    .option('--cache-write-1h <tokens>', 'input tokens written to the cache for 1 hour', parseCount, 0)
    .option('--reasoning <tokens>', 'reasoning tokens', parseCount, 0)
    .option('--requests <n>', 'requests, for models with a fee per request', parseCount, 1)
    .option('--at <date>', 'price as of this date (UTC)', parseDate)
    .addOption(new Option('--tier <tier>', 'service tier').choices(serviceTiers).default('standard'))
    .action(async (model: string, options: PriceOptions) => {
      const tokens: TokenCounts = {
        input: options.input,
        cacheRead: options.cacheRead,
        cacheWrite5m: options.cacheWrite5m,
        cacheWrite1h: options.cacheWrite1h,
        output: options.output,
        reasoning: options.reasoning,
      };
      const atMs = options.at ?? host.nowMs;
      const result = await host.open(options).router.call('catalogue.price', {
        model,
        tokens,
        requests: options.requests,
        serviceTier: options.tier,
        atMs,
      });
      finish(host, options, result, {
        json: (priced) => priceDocument(priced, atMs, options.tier),
        text: (priced) => priceText(priced, atMs),
      });
    });
}

function priceDocument(priced: PricedRecord, atMs: number, serviceTier: ServiceTier): unknown {
  return {
    model: priced.modelId,
    at: new Date(atMs).toISOString(),
    serviceTier,
    costUsd: priced.usd === null ? null : roundUsd(priced.usd),
    costNanoUsd: priced.usd === null ? null : String(usdToNanoUsd(priced.usd)),
    lines: priced.lines,
    unpricedKinds: priced.unpricedKinds,
    matchReason: priced.matchReason,
    priceCard: priced.card,
  };
}

function lineRow(line: PriceLine): string[] {
  const label = priceLineLabel(line.kind);
  const rate = line.usdPerUnit === null ? 'no rate' : `${formatUsd(line.usdPerUnit)} ${line.unit.replace('USD', '')}`;
  return [
    label,
    count(line.quantity),
    rate.replace(' /', '/'),
    line.multiplier === 1 ? '' : `× ${line.multiplier}`,
    line.usd === null ? 'unpriced' : formatUsd(line.usd),
    line.notes.join(' '),
  ];
}

function priceText(priced: PricedRecord, atMs: number): string {
  const { card } = priced;
  const effective = card.effectiveFromMs === null ? 'no start date' : `in force since ${dayOf(card.effectiveFromMs)}`;
  const total = priced.usd === null ? 'Unpriced: no rate is known.' : `Total ${formatUsd(priced.usd)}`;
  return [
    `${card.displayName} (${priced.modelId}), ${priced.matchReason}`,
    `Prices of ${dayOf(atMs)} from ${card.source.book} ${card.source.bookVersion}, ${effective}`,
    '',
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
    total,
  ].join('\n');
}
