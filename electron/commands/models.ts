import { Option, type Command } from 'commander';
import type { ModelSummary } from '#shared/contract.ts';
import { billableUnitLabels, billableUnits } from '#shared/domain/billable-units.ts';
import { dayOf } from '#shared/time.ts';
import { formatUsd } from '#shared/money.ts';
import { parseDate } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { textTable } from './text-table.ts';

interface ModelsOptions extends CommonOptions {
  readonly provider?: string;
  readonly search?: string;
  readonly subject?: 'model' | 'tool' | 'infrastructure';
  readonly book?: string;
  readonly disagreeing?: true;
  readonly at?: number;
}

function rate(usdPerMTok: number | null): string {
  return usdPerMTok === null ? '–' : formatUsd(usdPerMTok);
}

/** Prices of other units than tokens: `$0.01/search`. */
function unitPrices({ unitRates }: ModelSummary): string {
  return billableUnits
    .flatMap((unit) => {
      const price = unitRates?.[unit];
      return price === undefined ? [] : [`${formatUsd(price.usdPerUnit)}/${billableUnitLabels[unit].one}`];
    })
    .join(', ');
}

/** `burnrate models`: the catalogue with rates, dates and source. */
export function registerModels(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('models'))
    .description('list the catalogue: rates (USD per million tokens), dates and source')
    .option('--provider <provider>', 'only this provider')
    .option('--search <text>', 'only models whose name holds this text')
    .addOption(new Option('--subject <kind>', 'only these').choices(['model', 'tool', 'infrastructure']))
    .option('--book <name>', 'only prices of this book: litellm')
    .option('--disagreeing', 'only models on which books differ by more than 1 %')
    .option('--at <date>', 'prices as of this date (UTC)', parseDate)
    .action(async (options: ModelsOptions) => {
      const { provider, search, subject, book, disagreeing, at } = options;
      const filter = { provider, search, subject, book, disagreeing, atMs: at };
      const result = await host.open(options).router.call('catalogue.models', filter);
      finish(host, options, result, {
        json: ({ total, models, providers, books }) => ({ total, models, providers, books }),
        text: ({ total, models }) =>
          [
            textTable(
              [
                { title: 'Model' },
                { title: 'Input', align: 'right' },
                { title: 'Cache read', align: 'right' },
                { title: 'Output', align: 'right' },
                { title: 'Besides tokens' },
                { title: 'Since' },
                { title: 'Source' },
              ],
              models.map((model) => [
                model.modelId,
                rate(model.inputUsdPerMTok),
                rate(model.cacheReadUsdPerMTok),
                rate(model.outputUsdPerMTok),
                unitPrices(model),
                model.effectiveFromMs === null ? '' : dayOf(model.effectiveFromMs),
                `${model.source.book} ${model.source.bookVersion}${model.disagrees === true ? ' (books differ)' : ''}`,
              ]),
            ),
            '',
            `${total} models; USD per million tokens.`,
          ].join('\n'),
      });
    });
}
