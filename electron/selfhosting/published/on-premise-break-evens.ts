import { paybackMonths } from '../break-even/payback.ts';

/** Months to earn the hardware back against two APIs. */
export interface Months {
  readonly gpt5: number | null;
  readonly sonnet4: number | null;
}

/** A row of the published table, as printed and as it comes out of two sets of inputs. */
export interface OnPremiseReading {
  readonly model: string;
  readonly hardware: string;
  readonly published: Months;
  /** 176 hours a month, 300 W an A100, 500 W an RTX 5090: the inputs that the table follows from. */
  readonly effective: Months;
  /** 160 hours a month, 400 W and 575 W: the inputs that the text states. */
  readonly stated: Months;
}

interface Row {
  readonly model: string;
  readonly gpu: 'A100' | 'RTX 5090';
  readonly gpus: number;
  readonly tokensPerSecond: number;
  readonly published: Months;
}

/** Source: Pan, Chodnekar, Roy, Wang, arXiv 2509.18101v3, Table IV. */
const rows: readonly Row[] = [
  { model: 'Kimi-K2', gpu: 'A100', gpus: 16, tokensPerSecond: 800, published: { gpt5: 69.3, sonnet4: 44 } },
  { model: 'Qwen3-235B', gpu: 'A100', gpus: 4, tokensPerSecond: 400, published: { gpt5: 34, sonnet4: 21.8 } },
  { model: 'gpt-oss-120B', gpu: 'A100', gpus: 2, tokensPerSecond: 220, published: { gpt5: 30.9, sonnet4: 19.8 } },
  { model: 'GLM-4.5-Air', gpu: 'A100', gpus: 2, tokensPerSecond: 200, published: { gpt5: 34, sonnet4: 21.8 } },
  { model: 'Llama-3.3-70B', gpu: 'A100', gpus: 1, tokensPerSecond: 190, published: { gpt5: 17.8, sonnet4: 11.4 } },
  { model: 'EXAONE 4 32B', gpu: 'RTX 5090', gpus: 1, tokensPerSecond: 200, published: { gpt5: 2.26, sonnet4: 1.4 } },
];

interface Inputs {
  readonly hoursPerMonth: number;
  readonly watts: Readonly<Record<Row['gpu'], number>>;
}

const effectiveInputs: Inputs = { hoursPerMonth: 176, watts: { A100: 300, 'RTX 5090': 500 } };
const statedInputs: Inputs = { hoursPerMonth: 160, watts: { A100: 400, 'RTX 5090': 575 } };

const gpuUsd: Readonly<Record<Row['gpu'], number>> = { A100: 15_000, 'RTX 5090': 2000 };
const usdPerKwh = 0.15;
/** USD per million tokens; a third of the tokens is prompt. */
const apis = { gpt5: { input: 1.25, output: 10 }, sonnet4: { input: 3, output: 15 } } as const;

/** The published months of on-premise hardware, read with both sets of inputs: every GPU busy at every one of the hours. */
export function onPremiseReadings(): readonly OnPremiseReading[] {
  return rows.map((row) => ({
    model: row.model,
    hardware: `${row.gpus} × ${row.gpu}`,
    published: row.published,
    effective: monthsOf(row, effectiveInputs),
    stated: monthsOf(row, statedInputs),
  }));
}

function monthsOf({ gpu, gpus, tokensPerSecond }: Row, { hoursPerMonth, watts }: Inputs): Months {
  const millionTokens = (tokensPerSecond * hoursPerMonth * 3600) / 1e6;
  const electricityUsd = (gpus * watts[gpu] * hoursPerMonth * usdPerKwh) / 1000;
  const against = ({ input, output }: (typeof apis)[keyof typeof apis]): number | null =>
    paybackMonths(gpus * gpuUsd[gpu], (millionTokens * (input + 2 * output)) / 3, electricityUsd);
  return { gpt5: against(apis.gpt5), sonnet4: against(apis.sonnet4) };
}
