import type { Command } from 'commander';
import { basename, resolve } from 'node:path';
import type { MethodOutput } from '#shared/contract.ts';
import type { UnitCounts } from '#shared/domain/billable-units.ts';
import type { BookDiff, PriceDocument } from '#shared/domain/price-book.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { success, type Failure, type Result } from '#shared/result.ts';
import { msPerDay } from '#shared/time.ts';
import { parseDate, parsePositive } from './arguments.ts';
import { readContractFile } from './contract-file.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { addUnit, parseCurrency, parseUsd, tokenOptions } from './price-options.ts';
import { diffText, disagreementsText, documentsText, documentText } from './prices-output.ts';

interface FromOptions extends CommonOptions {
  readonly from?: number;
}

interface ImportOptions extends FromOptions {
  readonly apply?: true;
  readonly leaveOutImplausible?: true;
}

interface OverrideOptions extends FromOptions, Readonly<Partial<Record<TokenKind, number>>> {
  readonly unit: UnitCounts;
  readonly to?: number;
  readonly note?: string;
  readonly new?: true;
}

interface RateOptions extends FromOptions {
  readonly source: string;
}

interface DisagreementOptions extends CommonOptions {
  readonly at?: number;
  readonly limit?: number;
}

/** `burnrate prices …`: what a user adds to the bundled prices. */
export function registerPrices(program: Command, host: CommandHost): void {
  const group = program.command('prices').description('price books, overrides, aliases, contracts and exchange rates');
  registerBooks(group, host);
  registerOwnPrices(group, host);
  withCommonOptions(group.command('list'))
    .description('list what was added to the bundled prices, newest first')
    .action(async (options: CommonOptions) => {
      const documents = await host.open(options).router.call('catalogue.documents', {});
      finish(host, options, documents, { json: (value) => ({ documents: value }), text: documentsText });
    });
  withCommonOptions(group.command('withdraw'))
    .description('take something back: it no longer counts for any date; stored usage keeps its price')
    .argument('<id>', 'number of the document, as prices list shows it', parsePositive)
    .action(async (documentId: number, options: CommonOptions) => {
      const withdrawn = await host.open(options).router.call('catalogue.withdraw', { documentId });
      finish(host, options, withdrawn, { json: (value) => value, text: () => `Withdrawn: document ${documentId}.` });
    });
  withCommonOptions(group.command('disagreements'))
    .description('list prices on which two books differ by more than 1 %')
    .option('--at <date>', 'prices as of this date (UTC)', parseDate)
    .option('--limit <n>', 'only the largest', parsePositive)
    .action(async (options: DisagreementOptions) => {
      const { at, limit } = options;
      const found = await host.open(options).router.call('catalogue.disagreements', { atMs: at, limit });
      finish(host, options, found, { json: (value) => value, text: disagreementsText });
    });
}

function registerBooks(group: Command, host: CommandHost): void {
  withCommonOptions(group.command('import'))
    .description('show what a price file changes, and with --apply change it')
    .argument('<file>', 'LiteLLM price file, models.dev api.json or genai-prices data file')
    .option(
      '--from <date>',
      'first day of its prices, UTC (default: today); earlier prices stay as they are',
      parseDate,
    )
    .option(
      '--leave-out-implausible',
      'leave out entries with a price that cannot be true, instead of refusing the book',
    )
    .option('--apply', 'apply it')
    .action(async (file: string, options: ImportOptions) => {
      finish(host, options, await importBook(host, file, options), {
        json: ({ diff, document }) => ({ ...diff, applied: document !== undefined, document }),
        text: ({ diff, document }) => diffText(diff, document),
      });
    });
}

function registerOwnPrices(group: Command, host: CommandHost): void {
  const override = withCommonOptions(group.command('override'))
    .description('give a model your own prices; what is not given stays as it is')
    .argument('<model>', 'model, tool or service, best as provider/model: openai/gpt-4o');
  for (const [option, , help] of tokenOptions)
    override.option(`--${option} <usd>`, `${help}: USD per million`, parseUsd);
  override
    .option('--unit <name=usd>', 'price of one unit besides tokens, such as webSearch=0.01; repeatable', addUnit, {})
    .option('--from <date>', 'first day, UTC (default: today)', parseDate)
    .option('--to <date>', 'first day on which it no longer holds, UTC', parseDate)
    .option('--note <text>', 'why, or where the price is from')
    .option('--new', 'the model is one that no price book has')
    .action(async (model: string, options: OverrideOptions) => {
      const result = await host.open(options).router.call('catalogue.saveOverride', {
        model,
        effectiveFromMs: options.from ?? today(host),
        effectiveToMs: options.to,
        rates: ratesOf(options),
        unitRates: Object.fromEntries(Object.entries(options.unit).map(([unit, usd]) => [unit, { usdPerUnit: usd }])),
        note: options.note,
        newModel: options.new,
      });
      finishDocument(host, options, result);
    });
  withCommonOptions(group.command('alias'))
    .description('say what a name in files stands for, such as an Azure deployment')
    .argument('<name>', 'the name in files')
    .argument('<model>', 'the model that it stands for')
    .action(async (name: string, model: string, options: CommonOptions) => {
      finishDocument(host, options, await host.open(options).router.call('catalogue.saveAlias', { name, model }));
    });
  withCommonOptions(group.command('contract'))
    .description('price under a contract file from its first day on')
    .argument('<file>', 'contract file')
    .action(async (file: string, options: CommonOptions) => {
      finishDocument(host, options, await saveContract(host, file, options));
    });
  withCommonOptions(group.command('exchange-rate'))
    .description('say what a currency is worth: to show amounts in it, and to import bills in it')
    .argument('<currency>', 'currency code: EUR', parseCurrency)
    .argument('<usd>', 'US dollars for one unit of it: 1.08', parsePositive)
    .option('--from <date>', 'first day, UTC (default: today)', parseDate)
    .option('--source <text>', 'where the rate is from', 'entered by hand')
    .action(async (currency: string, usdPerUnit: number, options: RateOptions) => {
      const rate = { currency, usdPerUnit, fromMs: options.from ?? today(host), source: options.source };
      finishDocument(host, options, await host.open(options).router.call('catalogue.saveExchangeRate', rate));
    });
}

/** Shows what a book changes; applies it only when that was asked for, and only the content that was looked at. */
async function importBook(
  host: CommandHost,
  file: string,
  options: ImportOptions,
): Promise<Result<{ readonly diff: BookDiff; readonly document?: PriceDocument }>> {
  const { files, router } = host.open(options);
  const fileId = files.grant(resolve(host.workingFolder, file), basename(file));
  const { from, leaveOutImplausible } = options;
  const preview = await router.call('catalogue.previewBook', { fileId, effectiveFromMs: from, leaveOutImplausible });
  if (!preview.ok) return { ok: false, error: withOption(preview.error) };
  const diff = preview.value;
  if (options.apply !== true) return success({ diff });
  const { fileSha256: sha256, effectiveFromMs } = diff;
  const choices = { sha256, effectiveFromMs, leaveOutImplausible };
  const applied = await router.call('catalogue.applyBook', { fileId, ...choices });
  return applied.ok ? success({ diff, document: applied.value.document }) : applied;
}

/** Names the option that takes a book without what it was refused for. */
function withOption(error: Failure): Failure {
  if (error.code !== 'price-implausible') return error;
  return { ...error, nextStep: `${error.nextStep ?? ''} Add --leave-out-implausible to do so.`.trim() };
}

async function saveContract(
  host: CommandHost,
  file: string,
  options: CommonOptions,
): Promise<Result<MethodOutput<'catalogue.saveContract'>>> {
  const contract = await readContractFile(host, file);
  if (!contract.ok) return contract;
  return host.open(options).router.call('catalogue.saveContract', { contract: contract.value });
}

function ratesOf(options: OverrideOptions): Partial<Record<TokenKind, { usdPerMTok: number; tiers: [] }>> {
  const rates: Partial<Record<TokenKind, { usdPerMTok: number; tiers: [] }>> = {};
  for (const [, kind] of tokenOptions) {
    const usdPerMTok = options[kind];
    if (usdPerMTok !== undefined) rates[kind] = { usdPerMTok, tiers: [] };
  }
  return rates;
}

function finishDocument(
  host: CommandHost,
  options: CommonOptions,
  result: Result<{ readonly document: PriceDocument }>,
): void {
  finish(host, options, result, { json: (value) => value, text: ({ document }) => documentText(document) });
}

/** Start of the day of the call, UTC. */
function today({ nowMs }: CommandHost): number {
  return Math.floor(nowMs / msPerDay) * msPerDay;
}
