import { paybackMonths } from '../break-even/payback.ts';

/**
 * The formula of Pan, Chodnekar, Roy, Wang, arXiv 2509.18101v3 (equations 1 to 7), for any model, GPUs and API: every GPU is
 * busy in every open hour, a third of the tokens is prompt, electricity is all that running costs.
 */

/** GPUs that are bought to serve one model. */
export interface OnPremiseHardware {
  readonly gpus: number;
  readonly usdPerGpu: number;
  /** Prompt and answer together, of all GPUs. */
  readonly tokensPerSecond: number;
}

/** How the hardware is run. */
export interface OnPremiseUse {
  readonly hoursPerMonth: number;
  readonly wattsPerGpu: number;
  readonly usdPerKwh: number;
}

/** Prices of an API, USD per million tokens. */
export interface ApiRates {
  readonly name: string;
  readonly inputUsdPerMTok: number;
  readonly outputUsdPerMTok: number;
}

/** What a month of that hardware makes and costs. */
export interface OnPremiseMonth {
  readonly tokens: number;
  readonly electricityUsd: number;
}

/** Against one API. */
export interface OnPremisePayback {
  readonly apiUsd: number;
  /** Null = never. */
  readonly months: number | null;
}

/** A month at full capacity. */
export function onPremiseMonth({ gpus, tokensPerSecond }: OnPremiseHardware, use: OnPremiseUse): OnPremiseMonth {
  return {
    tokens: tokensPerSecond * use.hoursPerMonth * 3600,
    electricityUsd: (gpus * use.wattsPerGpu * use.hoursPerMonth * use.usdPerKwh) / 1000,
  };
}

/** Months until the hardware is earned back. @param tokens of a month: those of full capacity, or fewer. */
export function onPremisePayback(
  { gpus, usdPerGpu }: OnPremiseHardware,
  { inputUsdPerMTok, outputUsdPerMTok }: ApiRates,
  { tokens, electricityUsd }: OnPremiseMonth,
): OnPremisePayback {
  const apiUsd = (tokens * (inputUsdPerMTok + 2 * outputUsdPerMTok)) / 3e6;
  return { apiUsd, months: paybackMonths(gpus * usdPerGpu, apiUsd, electricityUsd) };
}

/** The paper's APIs and prices. */
export const publishedApis: readonly ApiRates[] = [
  { name: 'GPT-5', inputUsdPerMTok: 1.25, outputUsdPerMTok: 10 },
  { name: 'Claude-4 Opus', inputUsdPerMTok: 15, outputUsdPerMTok: 75 },
  { name: 'Claude-4 Sonnet', inputUsdPerMTok: 3, outputUsdPerMTok: 15 },
  { name: 'Grok-4', inputUsdPerMTok: 3, outputUsdPerMTok: 15 },
  { name: 'Gemini 2.5 Pro', inputUsdPerMTok: 1.25, outputUsdPerMTok: 10 },
];

/** The paper's GPUs: price, power that its table follows from, and power that its text states. */
export const publishedGpus = {
  a100: { name: 'A100', usd: 15_000, effectiveWatts: 300, statedWatts: 400 },
  'rtx-5090': { name: 'RTX 5090', usd: 2000, effectiveWatts: 500, statedWatts: 575 },
} as const;
export type PublishedGpu = keyof typeof publishedGpus;

/** Hours a month: what the table follows from, what the text states; and the electricity's price, USD per kWh. */
export const publishedHours = { effective: 176, stated: 160 } as const;
export const publishedUsdPerKwh = 0.15;

/** The two sets of inputs of the paper, by name. */
export const publishedInputs = ['effective', 'stated'] as const;
export type PublishedInputs = (typeof publishedInputs)[number];

/** How the paper runs a GPU, by one of its sets of inputs. */
export function publishedUse(gpu: PublishedGpu, inputs: PublishedInputs): OnPremiseUse {
  const { effectiveWatts, statedWatts } = publishedGpus[gpu];
  return {
    hoursPerMonth: publishedHours[inputs],
    wattsPerGpu: inputs === 'effective' ? effectiveWatts : statedWatts,
    usdPerKwh: publishedUsdPerKwh,
  };
}
