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

/** What is known of bought GPUs, and what they are compared with. */
export interface PaybackQuestion {
  readonly gpu?: PublishedGpu;
  readonly gpus: number;
  /** Of all of them, prompt and answer together. */
  readonly tokensPerSecond: number;
  readonly usdPerGpu?: number;
  /** Of one GPU. */
  readonly watts?: number;
  /** A month. */
  readonly hours?: number;
  readonly usdPerKwh?: number;
  /** Absent = the paper's APIs. */
  readonly against?: readonly ApiRates[];
  /** Tokens that are really used. */
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

/** Months for each set of inputs. Fails `bad-input` where price, power or hours are neither given nor the paper's. */
export function paybackOf(options: PaybackQuestion): Result<Payback> {
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
  { against = publishedApis, tokensPerMonth }: PaybackQuestion,
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
}: PaybackQuestion): readonly { readonly inputs: PaybackReading['inputs']; readonly use: OnPremiseUse }[] | undefined {
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
