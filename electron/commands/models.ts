import type { Command } from 'commander';
import { dayOf } from '#shared/time.ts';
import { formatUsd } from '#shared/money.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { textTable } from './text-table.ts';

interface ModelsOptions extends CommonOptions {
  readonly provider?: string;
  readonly search?: string;
}

function rate(usdPerMTok: number | null): string {
  return usdPerMTok === null ? '–' : formatUsd(usdPerMTok);
}

/** `burnrate models`: the catalogue with rates, dates and source. */
export function registerModels(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('models'))
    .description('list the catalogue: rates (USD per million tokens), dates and source')
    .option('--provider <provider>', 'only this provider')
    .option('--search <text>', 'only models whose name holds this text')
    .action(async (options: ModelsOptions) => {
      const result = await host.open(options).router.call('catalogue.models', {
        provider: options.provider,
        search: options.search,
      });
      finish(host, options, result, {
        json: ({ total, models }) => ({ total, models }),
        text: ({ total, models }) =>
          [
            textTable(
              [
                { title: 'Model' },
                { title: 'Input', align: 'right' },
                { title: 'Cache read', align: 'right' },
                { title: 'Output', align: 'right' },
                { title: 'Since' },
                { title: 'Source' },
              ],
              models.map((model) => [
                model.modelId,
                rate(model.inputUsdPerMTok),
                rate(model.cacheReadUsdPerMTok),
                rate(model.outputUsdPerMTok),
                model.effectiveFromMs === null ? '' : dayOf(model.effectiveFromMs),
                `${model.source.book} ${model.source.bookVersion}`,
              ]),
            ),
            '',
            `${total} models; USD per million tokens.`,
          ].join('\n'),
      });
    });
}
