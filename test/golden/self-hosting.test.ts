import { describe, expect, it } from 'vitest';
import { openHostingBook } from '#selfhosting';
import { paybackMonths } from '../../electron/selfhosting/break-even/payback.ts';
import { kvBytesPerToken, weightBytes, weightBytesRead } from '../../electron/selfhosting/throughput/model-memory.ts';
import { roofline, type RooflineInputs } from '../../electron/selfhosting/throughput/roofline.ts';
import { analyseFleet, fleetMonth } from '#selfhosting';
import { fleetThroughputSchema, type ModelShape } from '#shared/domain/fleet.ts';
import type { FleetReport } from '#shared/domain/self-hosting.ts';
import { demandOf, resolved } from '../unit/selfhosting/builders.ts';

/** Published figures of self-hosting, each with its hand sum. Sources: reference/models.md sections 1.1 to 1.4. */

const options = { samples: 20, random: () => () => 0.5, growthPerMonth: 0 };

function first<T>(list: readonly T[]): T {
  const [item] = list;
  if (item === undefined) throw new Error('The list is empty.');
  return item;
}

function gpuOf(id: string) {
  return first(openHostingBook(undefined).gpus.filter((gpu) => gpu.id === id));
}

function rooflineOf(given: object): RooflineInputs {
  const inputs = fleetThroughputSchema.parse({ kind: 'roofline', ...given });
  if (inputs.kind !== 'roofline') throw new Error('Not a roofline.');
  return inputs;
}

describe('the memory of a replica', () => {
  const llama: ModelShape = { parametersB: 70, layers: 80, hiddenSize: 8192, kvHeads: 8, headDimension: 128 };

  it('Llama-3-70B in BF16: 2·80·8·128·2 = 327,680 bytes of KV cache a token (fhalde.github.io/posts/sizing)', () => {
    expect(kvBytesPerToken(llama, 'fp16')).toBe(327_680);
    expect(weightBytes(llama, 'fp16')).toBe(140e9);
  });

  it('a mixture of experts reads its active weights for one token and nearly all for a large batch', () => {
    const moe = { ...llama, parametersB: 120, activeParametersB: 5, experts: 128, activeExperts: 4 };
    expect(weightBytesRead(moe, 'fp4', 1)).toBeCloseTo(5e9 * 0.5, -1);
    expect(weightBytesRead(moe, 'fp4', 512) / weightBytes(moe, 'fp4')).toBeCloseTo(1, 4);
  });

  it('says when a model does not fit: 70B in BF16 on one A100-80', () => {
    const found = roofline(rooflineOf({ model: llama }), gpuOf('a100-80-sxm'), 1, {
      inputTokens: 512,
      outputTokens: 512,
    });
    expect(found.memory.fits).toBe(false);
  });
});

describe('roofline against measured serving', () => {
  // 13B (OPT shape), 512 tokens in, batch 1, A100-40, FasterTransformer; cli99/llm-analysis.
  const opt: ModelShape = { parametersB: 13, layers: 40, hiddenSize: 5120, kvHeads: 40, headDimension: 128 };
  const request = { inputTokens: 512, outputTokens: 1 };
  const estimate = (gpus: number) =>
    roofline(rooflineOf({ model: opt, batch: 1 }), gpuOf('a100-40-sxm'), gpus, request);

  it.each([
    ['prefill, 1 GPU', 1, 'prefill', 63.17],
    ['decode, 1 GPU', 1, 'decode', 22],
    ['prefill, 2 GPUs', 2, 'prefill', 45.45],
    ['decode, 2 GPUs', 2, 'decode', 13.5],
  ] as const)('%s: the estimate is 0 to 27 per cent faster than measured', (_name, gpus, phase, measuredMs) => {
    const { prefillTokensPerSecond, secondsPerToken } = estimate(gpus);
    const ms = phase === 'prefill' ? (512 / prefillTokensPerSecond) * 1000 : secondsPerToken * 1000;
    const error = ms / measuredMs - 1;
    expect(error).toBeGreaterThan(-0.275);
    expect(error).toBeLessThan(0);
  });

  it('decode on one GPU is 14 % optimistic, as stated', () => {
    expect((estimate(1).secondsPerToken * 1000) / 22 - 1).toBeCloseTo(-0.14, 2);
  });

  it.each([
    // Llama-2-70B on 2×A100-80: batch, in, out, tokens a second; cli99/llm-analysis.
    [1, 128, 242, 25.6],
    [4, 512, 512, 98.5],
    [16, 512, 512, 349.7],
    [32, 512, 512, 608.1],
  ])(
    'Llama-2-70B, batch %i, %i tokens in, %i out: within three hundredths of the published %d tokens a second',
    (batch, inTokens, outTokens, published) => {
      const llama: ModelShape = { parametersB: 70, layers: 80, hiddenSize: 8192, kvHeads: 8, headDimension: 128 };
      const shape = { inputTokens: inTokens, outputTokens: outTokens };
      const found = roofline(rooflineOf({ model: llama, batch }), gpuOf('a100-80-sxm'), 2, shape);
      const seconds = (batch * inTokens) / found.prefillTokensPerSecond + outTokens * found.secondsPerToken;
      expect(Math.abs((batch * outTokens) / seconds / published - 1)).toBeLessThan(0.03);
    },
  );

  it('a fleet says what it expects of the estimate: 14 to 27 % less', () => {
    const fleet = resolved({ gpu: 'a100-40-sxm', throughput: { kind: 'roofline', model: opt } });
    expect(fleetMonth(fleet, demandOf({})).speed.expected).toEqual({ low: 0.73, high: 0.86 });
    expect(first(analyseFleet(fleet, demandOf({}), options).notes)).toContain('14 to 27 % below');
  });
});

describe('the GPU price identity: 2×A100 at $2.21, batch 32, 512 in and 512 out', () => {
  // $ per token = GPUs × rate ÷ 3600 × seconds ÷ tokens: 2 × 2.21 ÷ 3600 × 3.963 ÷ (32 × 512) = $2.97e-7 in,
  // × 22.981 = $1.722e-6 out.
  const month = analyseFleet(
    resolved({
      gpu: 'a100-80-sxm',
      gpusPerReplica: 2,
      payment: { kind: 'rent', usdPerGpuHour: 2.21 },
      throughput: {
        kind: 'measured-batch',
        batch: 32,
        inputTokens: 512,
        outputTokens: 512,
        timeToFirstTokenSeconds: 3.963,
        completionSeconds: 22.981,
      },
    }),
    demandOf({ request: { inputTokens: 512, outputTokens: 512 } }),
    options,
  ).monthly;

  it('$0.000297 per 1,000 tokens in and $0.00172 per 1,000 out', () => {
    expect(month.usdPerMInputTokAtFullUse).toBeCloseTo(((2 * 2.21) / 3600) * (3.963 / (32 * 512)) * 1e6, 9);
    expect(month.usdPerMInputTokAtFullUse).toBeCloseTo(0.297, 3);
    expect(month.usdPerMOutputTokAtFullUse).toBeCloseTo(1.722, 3);
  });

  it('608.1 output tokens a second: 32 × 512 ÷ (3.963 + 22.981)', () => {
    expect((32 * 512) / (3.963 + 22.981)).toBeCloseTo(608.1, 1);
  });
});

/** A row of Table IV of arXiv 2509.18101: fleet, capex, and its break-even with two APIs. */
describe('Pan, Chodnekar, Roy, Wang, arXiv 2509.18101v3', () => {
  interface Row {
    readonly model: string;
    readonly gpu: 'a100-80-sxm' | 'rtx-5090';
    readonly gpus: number;
    readonly tokensPerSecond: number;
    readonly tokensM: number;
    readonly electricityUsd: number;
    readonly gpt5: number;
    readonly sonnet: number;
  }
  const rows: readonly Row[] = [
    {
      model: 'Kimi-K2',
      gpu: 'a100-80-sxm',
      gpus: 16,
      tokensPerSecond: 800,
      tokensM: 506.9,
      electricityUsd: 126.72,
      gpt5: 69.3,
      sonnet: 44,
    },
    {
      model: 'Qwen3-235B',
      gpu: 'a100-80-sxm',
      gpus: 4,
      tokensPerSecond: 400,
      tokensM: 253.4,
      electricityUsd: 31.68,
      gpt5: 34,
      sonnet: 21.8,
    },
    {
      model: 'gpt-oss-120B',
      gpu: 'a100-80-sxm',
      gpus: 2,
      tokensPerSecond: 220,
      tokensM: 139.4,
      electricityUsd: 15.84,
      gpt5: 30.9,
      sonnet: 19.8,
    },
    {
      model: 'GLM-4.5-Air',
      gpu: 'a100-80-sxm',
      gpus: 2,
      tokensPerSecond: 200,
      tokensM: 126.7,
      electricityUsd: 15.84,
      gpt5: 34,
      sonnet: 21.8,
    },
    {
      model: 'Llama-3.3-70B',
      gpu: 'a100-80-sxm',
      gpus: 1,
      tokensPerSecond: 190,
      tokensM: 120.4,
      electricityUsd: 7.92,
      gpt5: 17.8,
      sonnet: 11.4,
    },
    {
      model: 'EXAONE 4 32B',
      gpu: 'rtx-5090',
      gpus: 1,
      tokensPerSecond: 200,
      tokensM: 126.7,
      electricityUsd: 13.2,
      gpt5: 2.26,
      sonnet: 1.4,
    },
  ];

  function reportOf(row: Row, hoursPerMonth: number, watts: Record<Row['gpu'], number>): FleetReport {
    const fleet = resolved({
      gpu: row.gpu,
      gpusPerReplica: row.gpus,
      throughput: { kind: 'measured-tokens', tokensPerSecond: row.tokensPerSecond },
      payment: { kind: 'buy', usdPerGpu: row.gpu === 'rtx-5090' ? 2000 : 15_000 },
      power: { usdPerKwh: 0.15, wattsPerGpu: watts[row.gpu] },
      hoursPerMonth,
      alternatives: [
        { name: 'GPT-5', inputUsdPerMTok: 1.25, outputUsdPerMTok: 10 },
        { name: 'Claude-4 Sonnet', inputUsdPerMTok: 3, outputUsdPerMTok: 15 },
      ],
    });
    // 10 million tokens a month, one in two out: the paper's small company.
    const demand = demandOf({
      callsPerMonth: 10_000 / 3,
      request: { inputTokens: 1000, outputTokens: 2000 },
      apiUsdPerCall: null,
    });
    return analyseFleet(fleet, demand, options);
  }
  const effective = { 'a100-80-sxm': 300, 'rtx-5090': 500 };
  const stated = { 'a100-80-sxm': 400, 'rtx-5090': 575 };

  it.each(rows)('$model with the effective 176 h and 300 or 500 W: as published, ± 0.06 month', (row) => {
    const report = reportOf(row, 176, effective);
    const [gpt5, sonnet] = report.comparisons;
    expect((gpt5?.atCapacity.tokensPerMonth ?? 0) / 1e6).toBeCloseTo(row.tokensM, 0);
    expect(report.monthly.runningUsd).toBeCloseTo(row.electricityUsd, 2);
    expect(Math.abs((gpt5?.atCapacity.paybackMonths ?? 0) - row.gpt5)).toBeLessThan(0.06);
    expect(Math.abs((sonnet?.atCapacity.paybackMonths ?? 0) - row.sonnet)).toBeLessThan(0.06);
  });

  it('Kimi-K2 with the stated 160 h and 400 W is 77.2 months against GPT-5, not 69.3', () => {
    // 800 × 160 × 3600 = 460.8 M tokens: 153.6 × 1.25 + 307.2 × 10 = $3,264; 16 × 0.4 × 160 × 0.15 = $153.60.
    expect(paybackMonths(240_000, 3264, 153.6)).toBeCloseTo(77.16, 2);
    const [gpt5] = reportOf(first(rows), 160, stated).comparisons;
    expect(gpt5?.atCapacity.paybackMonths).toBeCloseTo(77.2, 1);
  });

  it('the trap: at 10 million tokens a month the EXAONE box replaces 12.7 times less of the API', () => {
    const exaone = rows.at(-1);
    if (exaone === undefined) throw new Error('No row.');
    const [gpt5] = reportOf(exaone, 176, effective).comparisons;
    if (gpt5 === undefined) throw new Error('No comparison.');
    expect(gpt5.atCapacity.apiUsd / gpt5.atDemand.apiUsd).toBeCloseTo(12.67, 2);
    // 2,000 ÷ (10/3 × 1.25 + 20/3 × 10 − 13.20) = 2,000 ÷ 57.63 = 34.7 months instead of 2.26.
    expect(gpt5.atDemand.paybackMonths).toBeCloseTo(34.7, 1);
  });
});

describe('break-even volume', () => {
  const flat = (usdPerReplicaMonth: number, more = {}) =>
    resolved({
      payment: { kind: 'flat', usdPerReplicaMonth },
      throughput: { kind: 'measured-requests', requestsPerHour: 100_000 },
      ...more,
    });

  it('the popular guide: $2,000 against $3,000 a month is a ratio of 0.67, and breaks even at 6,667 requests a day', () => {
    // 10,000 requests a day × 30 × $0.01 = $3,000; 2,000 ÷ (0.01 × 30) = 6,666.7.
    const { comparisons } = analyseFleet(flat(2000), demandOf({ apiUsdPerCall: 0.01 }), options);
    const { atDemand, breakEven } = first(comparisons);
    expect(atDemand.apiUsd).toBeCloseTo(3000, 9);
    expect(atDemand.costRatio).toBeCloseTo(2 / 3, 12);
    expect(breakEven?.requestsPerDay).toBeCloseTo(6666.67, 2);
    expect(atDemand.capexUsd).toBe(0);
  });

  it('Manning, Rearchitecting LLMs 12.9: $2.50 an hour ÷ $0.004 a request = 625 requests an hour', () => {
    const small = (escalationShare: number) =>
      resolved({
        throughput: { kind: 'measured-requests', requestsPerHour: 2950 },
        payment: { kind: 'rent', usdPerGpuHour: 2.5 },
        escalationShare,
      });
    const demand = demandOf({ callsPerMonth: 2950 * 720, apiUsdPerCall: 0.004 });
    expect(first(analyseFleet(small(0), demand, options).comparisons).breakEven?.requestsPerHour).toBeCloseTo(625, 6);
    // 4.2 % escalated: 2.50 ÷ 2,950 + 0.042 × 0.004 = $0.0010155 a request; the lines meet at 2.50 ÷ (0.958 × 0.004) = 652.4.
    const escalated = first(analyseFleet(small(0.042), demand, options).comparisons);
    expect(escalated.atDemand.fleetUsd / (2950 * 720)).toBeCloseTo(2.5 / 2950 + 0.042 * 0.004, 12);
    expect(escalated.breakEven?.requestsPerHour).toBeCloseTo(652.4, 1);
  });

  it('never, when even a full fleet costs more than the API', () => {
    const { comparisons } = analyseFleet(flat(2000), demandOf({ apiUsdPerCall: 1e-9 }), options);
    expect(first(comparisons).breakEven).toBeNull();
  });

  it('tells what must be true: two thirds of the traffic or of the API’s price, or half as much again for the fleet', () => {
    const fleet = flat(2000, {
      outlook: {
        years: 1,
        growthPerMonth: { low: 0, likely: 0, high: 0 },
        apiPriceDeclinePerYear: { low: 0, likely: 0, high: 0 },
        gpuPriceDeclinePerYear: { low: 0, likely: 0, high: 0 },
      },
    });
    const { conditions, bands } = first(analyseFleet(fleet, demandOf({ apiUsdPerCall: 0.01 }), options).comparisons);
    const value = (subject: string) => conditions.find((condition) => condition.subject === subject)?.value;
    expect(value('volume')).toBeCloseTo(2 / 3, 6);
    expect(value('api-price')).toBeCloseTo(2 / 3, 6);
    expect(value('gpu-price')).toBeCloseTo(1.5, 6);
    expect(bands.winningShare).toBe(1);
  });
});
