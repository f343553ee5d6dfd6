import { InvalidArgumentError, Option, type Command } from 'commander';
import { publishedGpus, publishedUsdPerKwh, type ApiRates } from '#selfhosting';
import { gather, parseAtLeastOne, parsePositive } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { paybackOf, type PaybackQuestion } from './payback-readings.ts';
import { paybackText } from './payback-text.ts';

/** `burnrate payback`: months to earn GPUs back by the formula of arXiv 2509.18101, for any model, GPUs and API. */
export function registerPayback(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('payback'))
    .description('months to earn bought GPUs back at full capacity, by the formula and inputs of arXiv 2509.18101')
    .addOption(
      new Option('--gpu <name>', 'a GPU of the paper, with its price and power').choices(Object.keys(publishedGpus)),
    )
    .option('--gpus <n>', 'how many', parseAtLeastOne, 1)
    .requiredOption('--tokens-per-second <n>', 'of all of them, prompt and answer together', parsePositive)
    .option('--usd-per-gpu <usd>', 'what one costs (default: the paper’s)', parsePositive)
    .option('--watts <n>', 'power of one (default: both of the paper’s)', parsePositive)
    .option('--hours <n>', 'open hours a month (default: both of the paper’s, 176 and 160)', parseHoursOfMonth)
    .option('--usd-per-kwh <usd>', `electricity (default: ${publishedUsdPerKwh})`, parsePositive)
    .option(
      '--against <name=in/out>',
      'an API, USD per million tokens; may repeat (default: the paper’s)',
      gather(parseApi),
    )
    .option('--tokens-per-month <n>', 'tokens that are really used, for the months at that demand', parsePositive)
    .action((options: CommonOptions & PaybackQuestion) => {
      finish(host, options, paybackOf(options), { json: (payback) => payback, text: paybackText });
    });
}

/** Reads hours of a month, which has 744 at most. */
function parseHoursOfMonth(text: string): number {
  const hours = parsePositive(text);
  if (hours > 744) throw new InvalidArgumentError('A month has 744 hours at most.');
  return hours;
}

/** Reads `Claude-4 Opus=15/75`, or `15/75` alone. */
function parseApi(text: string): ApiRates {
  const [, name = '', input = '', output = ''] = /^(?:(.+)=)?([\d.]+)\/([\d.]+)$/.exec(text.trim()) ?? [];
  const [inputUsdPerMTok, outputUsdPerMTok] = [Number(input), Number(output)];
  if (input === '' || Number.isNaN(inputUsdPerMTok) || Number.isNaN(outputUsdPerMTok)) {
    throw new InvalidArgumentError('It must be a name and two prices, such as "Opus=15/75".');
  }
  return { name: name === '' ? text : name, inputUsdPerMTok, outputUsdPerMTok };
}
