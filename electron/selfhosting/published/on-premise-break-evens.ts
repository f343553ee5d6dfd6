import {
  onPremiseMonth,
  onPremisePayback,
  publishedApis,
  publishedGpus,
  publishedUse,
  type PublishedGpu,
  type PublishedInputs,
} from './on-premise-payback.ts';

/** Months to earn the hardware back by API of the paper; null = never. */
export type MonthsByApi = Readonly<Record<string, number | null>>;

/** A row of the published table, as printed and as it comes out of two sets of inputs. */
export interface OnPremiseReading {
  readonly model: string;
  readonly hardware: string;
  readonly tokensPerSecond: number;
  /** The columns that are known: GPT-5 and Claude-4 Sonnet. */
  readonly published: MonthsByApi;
  /** 176 hours a month, 300 W an A100, 500 W an RTX 5090: the inputs that the table follows from. */
  readonly effective: MonthsByApi;
  /** 160 hours a month, 400 W and 575 W: the inputs that the text states. */
  readonly stated: MonthsByApi;
}

interface Row {
  readonly model: string;
  readonly gpu: PublishedGpu;
  readonly gpus: number;
  readonly tokensPerSecond: number;
  /** Months against GPT-5 and Claude-4 Sonnet. */
  readonly published: readonly [number, number];
}

/** Source: Pan, Chodnekar, Roy, Wang, arXiv 2509.18101v3, Table IV. */
const rows: readonly Row[] = [
  { model: 'Kimi-K2', gpu: 'a100', gpus: 16, tokensPerSecond: 800, published: [69.3, 44] },
  { model: 'Qwen3-235B', gpu: 'a100', gpus: 4, tokensPerSecond: 400, published: [34, 21.8] },
  { model: 'gpt-oss-120B', gpu: 'a100', gpus: 2, tokensPerSecond: 220, published: [30.9, 19.8] },
  { model: 'GLM-4.5-Air', gpu: 'a100', gpus: 2, tokensPerSecond: 200, published: [34, 21.8] },
  { model: 'Llama-3.3-70B', gpu: 'a100', gpus: 1, tokensPerSecond: 190, published: [17.8, 11.4] },
  { model: 'EXAONE 4 32B', gpu: 'rtx-5090', gpus: 1, tokensPerSecond: 200, published: [2.26, 1.4] },
];

/** The published months of on-premise hardware, read with both sets of inputs, against each API of the paper. */
export function onPremiseReadings(): readonly OnPremiseReading[] {
  return rows.map((row) => ({
    model: row.model,
    hardware: `${row.gpus} × ${publishedGpus[row.gpu].name}`,
    tokensPerSecond: row.tokensPerSecond,
    published: { 'GPT-5': row.published[0], 'Claude-4 Sonnet': row.published[1] },
    effective: monthsOf(row, 'effective'),
    stated: monthsOf(row, 'stated'),
  }));
}

function monthsOf({ gpu, gpus, tokensPerSecond }: Row, inputs: PublishedInputs): MonthsByApi {
  const hardware = { gpus, usdPerGpu: publishedGpus[gpu].usd, tokensPerSecond };
  const month = onPremiseMonth(hardware, publishedUse(gpu, inputs));
  return Object.fromEntries(publishedApis.map((api) => [api.name, onPremisePayback(hardware, api, month).months]));
}
