import { Option, type Command } from 'commander';
import type { MethodInput } from '#shared/contract.ts';
import type { UnitCounts } from '#shared/domain/billable-units.ts';
import type { ContractTerms } from '#shared/domain/contract-terms.ts';
import { convertAt, type ConvertedAmount, type ExchangeRate } from '#shared/domain/exchange-rate.ts';
import type { PricedRecord } from '#shared/domain/price.ts';
import { textCacheKinds, type TokenCounts, type TokenKind } from '#shared/domain/token-kinds.ts';
import { residencies, type Residency, type ServiceTier } from '#shared/domain/usage.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { monthOf } from '#shared/time.ts';
import { combineServiceModes, monthOfRecords } from '#pricing';
import { parseCount, parsePositive } from './arguments.ts';
import { readContractFile } from './contract-file.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { addTiers, addUnit, parseCurrency, parseMoment, tokenOptions } from './price-options.ts';
import { priceDocument, priceText, type PriceAnswer } from './price-output.ts';

type TokenOptions = Readonly<Partial<Record<TokenKind, number>>>;

interface PriceOptions extends CommonOptions, TokenOptions {
  readonly requests?: number;
  readonly unit: UnitCounts;
  readonly tier: readonly ServiceTier[];
  readonly residency?: Residency;
  readonly at?: number;
  readonly countedOn?: string;
  readonly contract?: string;
  readonly perMonth?: number;
  readonly currency?: string;
  readonly fx?: number;
}

/** `burnrate price MODEL`: prices one record, with the explanation. */
export function registerPrice(program: Command, host: CommandHost): void {
  const command = withCommonOptions(program.command('price'))
    .description('price one usage record, and explain each part')
    .argument('<model>', 'model, tool or service, best as provider/model: openai/gpt-4o');
  for (const [option, , help] of tokenOptions) command.option(`--${option} <tokens>`, help, parseCount);
  command
    .option('--requests <n>', 'requests, for models with a fee per request', parseCount)
    .option('--unit <name=amount>', 'what is billed besides tokens, such as webSearch=3; repeatable', addUnit, {})
    .option('--tier <tier>', 'service tier: batch, flex, priority or fast; repeatable', addTiers, [])
    .addOption(new Option('--residency <place>', 'where it has to be processed').choices(residencies).default('global'))
    .option('--at <moment>', 'price as of this date, or date and time (UTC): 2026-11-23T03:00', parseMoment)
    .option('--counted-on <model>', 'the tokens were counted on this model: convert them to the other tokenizer')
    .option('--contract <file>', 'price under this contract file')
    .option('--per-month <n>', 'with --contract: what so many such records cost in the month', parsePositive)
    .option('--currency <code>', 'show the total in this currency too', parseCurrency)
    .option('--fx <usd>', 'with --currency: US dollars for one unit of it', parsePositive)
    .action(async (model: string, options: PriceOptions) => {
      finish(host, options, await answer(host, model, options), { json: priceDocument, text: priceText });
    });
}

async function answer(host: CommandHost, model: string, options: PriceOptions): Promise<Result<PriceAnswer>> {
  if (hasNoQuantity(options)) {
    return failure('nothing-to-price', 'Nothing was given to price: no tokens, no units, no requests.', {
      nextStep: `Give some: burnrate price ${model} --input 1000 --output 200. What a model costs per unit: burnrate models --search ${model}.`,
    });
  }
  const atMs = options.at ?? host.nowMs;
  const tokens = tokensOf(options);
  const serviceTier = tierOf(options, tokens);
  if (!serviceTier.ok) return serviceTier;
  const contract = await contractOf(host, options);
  if (!contract.ok) return contract;
  const { request, ...units } = options.unit;
  const record: MethodInput<'catalogue.price'> = {
    model,
    tokens,
    units,
    requests: request ?? options.requests ?? 1,
    serviceTier: serviceTier.value,
    residency: options.residency,
    countedOn: options.countedOn,
    atMs,
    ...(contract.value === undefined ? {} : { contract: contract.value }),
  };
  const { router } = host.open(options);
  const priced = await router.call('catalogue.price', record);
  if (!priced.ok) return priced;
  const converted = await convertedTotal(priced.value, options, atMs, router);
  if (!converted.ok) return converted;
  return success({
    priced: priced.value,
    atMs,
    converted: converted.value,
    month:
      contract.value === undefined || options.perMonth === undefined
        ? undefined
        : monthOfRecords(priced.value, options.perMonth, [contract.value], monthOf(atMs)),
  });
}

/** True when a cost could only be that of nothing: $0 would look like a price. A quantity of 0 that was given counts. */
function hasNoQuantity(options: PriceOptions): boolean {
  const isGiven = tokenOptions.some(([, kind]) => options[kind] !== undefined);
  return !isGiven && options.requests === undefined && Object.keys(options.unit).length === 0;
}

function tokensOf(options: TokenOptions): TokenCounts {
  return Object.fromEntries(tokenOptions.map(([, kind]) => [kind, options[kind] ?? 0]));
}

function tierOf({ tier, residency }: PriceOptions, tokens: TokenCounts): Result<ServiceTier> {
  const isCached = textCacheKinds.some((kind) => (tokens[kind] ?? 0) > 0);
  return combineServiceModes([
    ...tier,
    ...(isCached ? (['caching'] as const) : []),
    ...(residency === undefined || residency === 'global' ? [] : (['residency'] as const)),
  ]);
}

async function contractOf(host: CommandHost, options: PriceOptions): Promise<Result<ContractTerms | undefined>> {
  const { contract: file, perMonth } = options;
  if (file === undefined) {
    return perMonth === undefined
      ? success(undefined)
      : failure('contract-missing', 'A month is priced under a contract, and none was given.', {
          nextStep: 'Give one with --contract FILE.',
        });
  }
  return readContractFile(host, file);
}

async function convertedTotal(
  { usd }: PricedRecord,
  { currency, fx }: PriceOptions,
  atMs: number,
  router: ReturnType<CommandHost['open']>['router'],
): Promise<Result<ConvertedAmount | undefined>> {
  if (currency === undefined && fx !== undefined) {
    return failure('currency-missing', 'An exchange rate was given, but not for which currency.', {
      nextStep: 'Give it with --currency EUR.',
    });
  }
  if (currency === undefined || usd === null) return success(undefined);
  if (fx !== undefined)
    return convertAt(usd, currency, atMs, [{ currency, usdPerUnit: fx, fromMs: atMs, source: '--fx' }]);
  const documents = await router.call('catalogue.documents', {});
  if (!documents.ok) return documents;
  const rates = documents.value.flatMap(({ content, withdrawnAtMs }): ExchangeRate[] =>
    content.kind === 'exchange-rate' && withdrawnAtMs === null ? [content.rate] : [],
  );
  // Documents come newest first; of two rates from the same instant the newer one holds.
  return convertAt(usd, currency, atMs, rates.reverse());
}
