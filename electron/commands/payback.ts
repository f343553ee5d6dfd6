import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  onPremiseMonth,
  onPremisePayback,
  publishedApis,
  publishedGpus,
  publishedInputs,
  publishedUsdPerKwh,
  publishedUse,
  type ApiRates,
  type OnPremiseHardware,
  type OnPremiseUse,
  type PublishedGpu,
} from '#selfhosting';
import { failure, success, type Result } from '#shared/result.ts';
import { gather, parseCount, parsePositive } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { paybackText } from './payback-text.ts';

interface PaybackOptions extends CommonOptions {
  readonly gpu?: PublishedGpu;
  readonly gpus: number;
  readonly tokensPerSecond: number;
  readonly usdPerGpu?: number;
  readonly watts?: number;
  readonly hours?: number;
  readonly usdPerKwh?: number;
  readonly against?: readonly ApiRates[];
  readonly tokensPerMonth?: number;
}

/** One set of inputs, and the months that follow from it against each API. */
export interface PaybackReading {
  /** `effective` and `stated` are the paper's; `given` = hours and watts of the command line. */
  readonly inputs: 'effective' | 'stated' | 'given';
  readonly use: OnPremiseUse;
  /** Of a month at full capacity. */
  readonly tokensPerMonth: number;
  readonly electricityUsd: number;
  readonly apis: readonly {
    readonly api: ApiRates;
    readonly apiUsd: number;
    /** Null = never. */
    readonly months: number | null;
    /** The same at the demand that was given; absent where none was. */
    readonly monthsAtDemand?: number | null;
  }[];
}

export interface Payback {
  readonly hardware: OnPremiseHardware;
  readonly capexUsd: number;
  /** Tokens a month that are really used; null = not given. */
  readonly demandTokensPerMonth: number | null;
  readonly readings: readonly PaybackReading[];
}

/** `burnrate payback`: months to earn GPUs back by the formula of arXiv 2509.18101, for any model, GPUs and API. */
export function registerPayback(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('payback'))
    .description('months to earn bought GPUs back at full capacity, by the formula and inputs of arXiv 2509.18101')
    .addOption(
      new Option('--gpu <name>', 'a GPU of the paper, with its price and power').choices(Object.keys(publishedGpus)),
    )
    .option('--gpus <n>', 'how many', parseCount, 1)
    .requiredOption('--tokens-per-second <n>', 'of all of them, prompt and answer together', parsePositive)
    .option('--usd-per-gpu <usd>', 'what one costs (default: the paper’s)', parsePositive)
    .option('--watts <n>', 'power of one (default: both of the paper’s)', parsePositive)
    .option('--hours <n>', 'open hours a month (default: both of the paper’s, 176 and 160)', parsePositive)
    .option('--usd-per-kwh <usd>', `electricity (default: ${publishedUsdPerKwh})`, parsePositive)
    .option(
      '--against <name=in/out>',
      'an API, USD per million tokens; may repeat (default: the paper’s)',
      gather(parseApi),
    )
    .option('--tokens-per-month <n>', 'tokens that are really used, for the months at that demand', parsePositive)
    .action((options: PaybackOptions) => {
      finish(host, options, paybackOf(options), { json: (payback) => payback, text: paybackText });
    });
}

function paybackOf(options: PaybackOptions): Result<Payback> {
  const { gpu, gpus, tokensPerSecond, tokensPerMonth } = options;
  const usdPerGpu = options.usdPerGpu ?? (gpu === undefined ? undefined : publishedGpus[gpu].usd);
  const uses = usesOf(options);
  if (usdPerGpu === undefined || uses === undefined) {
    return failure('bad-input', 'Without a GPU of the paper its price, power and open hours have to be given.', {
      nextStep: 'Give --gpu, or --usd-per-gpu, --watts and --hours.',
    });
  }
  const hardware = { gpus, usdPerGpu, tokensPerSecond };
  return success({
    hardware,
    capexUsd: gpus * usdPerGpu,
    demandTokensPerMonth: tokensPerMonth ?? null,
    readings: uses.map(({ inputs, use }) => readingOf(hardware, inputs, use, options)),
  });
}

function readingOf(
  hardware: OnPremiseHardware,
  inputs: PaybackReading['inputs'],
  use: OnPremiseUse,
  { against = publishedApis, tokensPerMonth }: PaybackOptions,
): PaybackReading {
  const month = onPremiseMonth(hardware, use);
  return {
    inputs,
    use,
    tokensPerMonth: month.tokens,
    electricityUsd: month.electricityUsd,
    apis: against.map((api) => ({
      api,
      ...onPremisePayback(hardware, api, month),
      ...(tokensPerMonth !== undefined && {
        monthsAtDemand: onPremisePayback(hardware, api, {
          ...month,
          tokens: Math.min(tokensPerMonth, month.tokens),
        }).months,
      }),
    })),
  };
}

/** What was given alone where hours and power are known from it; else both readings of the paper, with what was given. */
function usesOf({
  gpu,
  hours,
  watts,
  usdPerKwh = publishedUsdPerKwh,
}: PaybackOptions): readonly { readonly inputs: PaybackReading['inputs']; readonly use: OnPremiseUse }[] | undefined {
  if (hours !== undefined && watts !== undefined) {
    return [{ inputs: 'given', use: { hoursPerMonth: hours, wattsPerGpu: watts, usdPerKwh } }];
  }
  if (gpu === undefined) return undefined;
  return publishedInputs.map((inputs) => {
    const use = publishedUse(gpu, inputs);
    return {
      inputs,
      use: { hoursPerMonth: hours ?? use.hoursPerMonth, wattsPerGpu: watts ?? use.wattsPerGpu, usdPerKwh },
    };
  });
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
