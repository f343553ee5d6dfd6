import { z } from 'zod';
import { numberFormats } from './hosting-book.ts';
import { quantityWithin, type Distribution } from './quantity.ts';

/**
 * A fleet: self-hosted replicas of one model. Hardware, throughput, payment, running costs, scaling, and what it is compared
 * with. A replica is the smallest unit that serves requests by itself: one or more GPUs.
 */

const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1 to 64 lower-case letters, digits or hyphens');
const label = z.string().trim().min(1).max(200);
const share = z.number().min(0).max(1);
const rate = z.number().positive().max(1e9);
const usd = z.number().nonnegative().max(1e12);
/** An amount that may be a range. */
const usdQuantity = quantityWithin(usd, 0, 1e12);

/** What of a model decides its speed: read it off the model's configuration. */
export const modelShapeSchema = z
  .strictObject({
    /** All weights, billions. */
    parametersB: z.number().positive().max(100_000),
    /** Weights that one token passes through, billions; absent = all (a dense model). */
    activeParametersB: z.number().positive().max(100_000).optional(),
    layers: z.number().int().min(1).max(1000),
    hiddenSize: z.number().int().min(1).max(1_000_000),
    kvHeads: z.number().int().min(1).max(10_000),
    headDimension: z.number().int().min(1).max(10_000),
    /** Experts of each layer, and how many of them a token passes through: needed for a mixture of experts. */
    experts: z.number().int().min(1).max(10_000).optional(),
    activeExperts: z.number().int().min(1).max(10_000).optional(),
  })
  .refine(({ parametersB, activeParametersB = parametersB }) => activeParametersB <= parametersB, {
    message: 'must not exceed all parameters',
    path: ['activeParametersB'],
  })
  .refine(({ experts = 1, activeExperts = 1 }) => activeExperts <= experts, {
    message: 'must not exceed all experts',
    path: ['activeExperts'],
  });
export type ModelShape = z.infer<typeof modelShapeSchema>;

/** How fast a replica is: measured by the user, or estimated by the roofline. All figures are per replica. */
export const fleetThroughputSchema = z.discriminatedUnion('kind', [
  /** A sustained rate of all tokens together, prompt and answer. */
  z.strictObject({
    kind: z.literal('measured-tokens'),
    tokensPerSecond: rate,
    /** Requests under way at that rate. */
    concurrency: z.number().int().min(1).max(100_000).default(1),
    source: z.string().max(500).optional(),
  }),
  /** Sustained rates of prompt and answer tokens by themselves. */
  z.strictObject({
    kind: z.literal('measured-phases'),
    prefillTokensPerSecond: rate,
    decodeTokensPerSecond: rate,
    concurrency: z.number().int().min(1).max(100_000).default(1),
    source: z.string().max(500).optional(),
  }),
  /** One benchmark run: a batch of equal requests. */
  z.strictObject({
    kind: z.literal('measured-batch'),
    batch: z.number().int().min(1).max(100_000),
    inputTokens: z.number().positive().max(1e9),
    outputTokens: z.number().positive().max(1e9),
    timeToFirstTokenSeconds: z.number().positive().max(1e6),
    /** From the first token of the batch to its last. */
    completionSeconds: z.number().positive().max(1e6),
    source: z.string().max(500).optional(),
  }),
  /** Requests as they are, per hour. */
  z.strictObject({
    kind: z.literal('measured-requests'),
    requestsPerHour: rate,
    concurrency: z.number().int().min(1).max(100_000).default(1),
    source: z.string().max(500).optional(),
  }),
  z.strictObject({
    kind: z.literal('roofline'),
    model: modelShapeSchema,
    weights: z.enum(numberFormats).default('fp16'),
    kvCache: z.enum(numberFormats).default('fp16'),
    /** Requests under way together; absent = as many as memory and `maxSecondsPerToken` allow. */
    batch: z.number().int().min(1).max(100_000).optional(),
    /** Slowest pace at which an answer may appear, seconds a token; absent = any. */
    maxSecondsPerToken: z.number().positive().max(60).optional(),
    /** Share of peak arithmetic and of peak bandwidth that is reached. */
    flopsEfficiency: z.number().positive().max(1).default(0.7),
    bandwidthEfficiency: z.number().positive().max(1).default(0.9),
    /** Share of memory kept for activations and the runtime. */
    memoryReserve: z.number().min(0).max(0.9).default(0.1),
  }),
]);
export type FleetThroughput = z.infer<typeof fleetThroughputSchema>;

/** How the GPUs are paid for. */
export const fleetPaymentSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('rent'),
      /** An offer of the hosting book for what is not reserved; or the rate itself. */
      offer: identifier.optional(),
      usdPerGpuHour: usdQuantity.optional(),
      /** Rate of reserved GPUs, paid at every hour of the month, busy or not; absent = nothing is reserved. */
      reservedUsdPerGpuHour: usdQuantity.optional(),
      /** Replicas reserved; absent = as many as are cheapest. */
      reservedReplicas: z.number().int().min(0).max(100_000).optional(),
      /** Rate of spot GPUs, and the share of what is not reserved that runs on them. */
      spotUsdPerGpuHour: usdQuantity.optional(),
      spotShare: share.default(0),
    })
    .refine(({ offer, usdPerGpuHour }) => (offer === undefined) !== (usdPerGpuHour === undefined), {
      message: 'needs either offer or usdPerGpuHour',
    })
    .refine(({ spotShare, spotUsdPerGpuHour }) => spotShare === 0 || spotUsdPerGpuHour !== undefined, {
      message: 'must be given where a share runs on spot GPUs',
      path: ['spotUsdPerGpuHour'],
    }),
  z
    .strictObject({
      kind: z.literal('buy'),
      /** A purchase price of the hosting book, or the price itself. */
      purchase: identifier.optional(),
      usdPerGpu: usdQuantity.optional(),
      /** Server, network cards and rack of one replica. */
      usdPerReplica: usdQuantity.default(0),
      amortisationMonths: z.number().int().min(1).max(240).default(36),
      /** Share of the price that it sells for at the end. */
      residualShare: share.default(0),
    })
    .refine(({ purchase, usdPerGpu }) => (purchase === undefined) !== (usdPerGpu === undefined), {
      message: 'needs either purchase or usdPerGpu',
    }),
  /** A quoted price for one replica a month, everything included. */
  z.strictObject({ kind: z.literal('flat'), usdPerReplicaMonth: usdQuantity }),
]);
export type FleetPayment = z.infer<typeof fleetPaymentSchema>;

/** Electricity, where it is paid apart from the GPUs. */
export const fleetPowerSchema = z
  .strictObject({
    usdPerKwh: quantityWithin(z.number().nonnegative().max(100), 0, 100).optional(),
    /** An electricity price of the hosting book, in place of `usdPerKwh`. */
    tariff: identifier.optional(),
    /** Power of the building ÷ power of the machines. */
    pue: z.number().min(1).max(5).default(1),
    /** Absent = the GPU's own, of the hosting book. */
    wattsPerGpu: z.number().nonnegative().max(1e5).optional(),
  })
  .refine(({ usdPerKwh, tariff }) => (usdPerKwh === undefined) !== (tariff === undefined), {
    message: 'needs either usdPerKwh or tariff',
  });
export type FleetPower = z.infer<typeof fleetPowerSchema>;

/** What break-even posts forget, USD a month for the whole fleet unless named otherwise. */
export const fleetOverheadsSchema = z.strictObject({
  networkUsd: usdQuantity.default(0),
  storageUsd: usdQuantity.default(0),
  /** People who run it, in full-time posts, and what a post costs a month. */
  staffPosts: quantityWithin(z.number().min(0).max(10_000), 0, 10_000).default(0),
  usdPerPostMonth: usdQuantity.default(0),
  otherUsd: usdQuantity.default(0),
  /** Prices of the hosting book, each in place of `networkUsd`, `storageUsd` or `usdPerPostMonth`. */
  networkPrice: identifier.optional(),
  storagePrice: identifier.optional(),
  staffPrice: identifier.optional(),
});

const sizing = {
  /** Highest share of a replica's capacity that is planned for in the peak hour. */
  targetUtilisation: z.number().positive().max(1).default(0.7),
  /** Square-root staffing: replicas ≥ load + β·√load. 0 = not applied. */
  squareRootBeta: z.number().min(0).max(10).default(1),
  /** Replicas beyond the need: 1 survives the loss of one (N+1). */
  spareReplicas: z.number().int().min(0).max(1000).default(1),
  /** Never fewer than this. */
  minimumReplicas: z.number().int().min(0).max(100_000).default(1),
  /** Requests that wait longer than this, at most `lateShare` of them; absent = not asked for. */
  maxWaitSeconds: z.number().nonnegative().max(86_400).optional(),
  lateShare: z.number().positive().max(1).default(0.05),
};

/** How many replicas run. */
export const fleetScalingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), replicas: z.number().int().min(1).max(100_000) }),
  /** As many at every hour as the peak hour of the week needs. */
  z.strictObject({ kind: z.literal('peak'), ...sizing }),
  /** As many as each hour needs. */
  z.strictObject({
    kind: z.literal('autoscale'),
    ...sizing,
    /** From starting a replica to its first answer: paid, not serving. */
    coldStartSeconds: z.number().nonnegative().max(86_400).default(300),
    /** How long a replica stays up after it is last needed: paid, idle. */
    cooldownMinutes: z.number().nonnegative().max(1440).default(15),
  }),
]);
export type FleetScaling = z.infer<typeof fleetScalingSchema>;

/** What becomes of a request that finds every place taken. */
export const overflowRules = ['instant', 'queued', 'fluid'] as const;
export type OverflowRule = (typeof overflowRules)[number];

/** An API that the fleet is compared with, at prices the user gives. */
export const fleetAlternativeSchema = z.strictObject({
  name: label,
  inputUsdPerMTok: usd,
  outputUsdPerMTok: usd,
  source: z.string().max(500).optional(),
});
export type FleetAlternative = z.infer<typeof fleetAlternativeSchema>;

function rangeOf(minimum: number, maximum: number) {
  const value = z.number().min(minimum).max(maximum);
  return z
    .strictObject({ low: value, likely: value, high: value })
    .refine(({ low, likely, high }) => low <= likely && likely <= high, {
      message: 'low, likely and high must ascend',
      path: ['likely'],
    });
}

/** What the coming years may bring; each range is triangular. */
export const fleetOutlookSchema = z.strictObject({
  /** Years over which the options are compared. */
  years: z.number().int().min(1).max(5).default(3),
  /** Discount rate per year for the net present value. */
  discountRate: z.number().min(0).max(1).default(0.1),
  /** Growth of traffic per month; absent = the calendar's first step, two points either way. */
  growthPerMonth: rangeOf(-0.5, 1).optional(),
  /** How much cheaper the API gets in a year: 0.2 = −20 %. */
  apiPriceDeclinePerYear: rangeOf(-1, 0.95).default({ low: 0, likely: 0.2, high: 0.5 }),
  /** How much cheaper GPUs get in a year, rented or bought. */
  gpuPriceDeclinePerYear: rangeOf(-1, 0.95).default({ low: 0, likely: 0.1, high: 0.3 }),
});
export type FleetOutlook = z.infer<typeof fleetOutlookSchema>;

export const fleetSchema = z.strictObject({
  id: identifier,
  name: label,
  note: z.string().max(2000).optional(),
  source: z.string().max(500).optional(),
  /** A GPU of the hosting book; may be absent where speed is measured and the power is not paid apart. */
  gpu: identifier.optional(),
  /** GPUs that together hold one copy of the model (tensor parallel). */
  gpusPerReplica: z.number().int().min(1).max(1024).default(1),
  throughput: fleetThroughputSchema,
  payment: fleetPaymentSchema,
  power: fleetPowerSchema.optional(),
  overheads: fleetOverheadsSchema.prefault({}),
  scaling: fleetScalingSchema.prefault({ kind: 'peak' }),
  /** Hours of a month in which it runs; absent = all. Traffic of other hours waits for them. */
  hoursPerMonth: z.number().positive().max(744).optional(),
  /** Share of prompt tokens that need no prefill because the replica still holds them. */
  prefixCacheShare: share.default(0),
  /** Share of its answers that are asked again of the API. */
  escalationShare: share.default(0),
  /** What becomes of requests that find it full. */
  overflow: z
    .strictObject({
      rule: z.enum(overflowRules).default('instant'),
      /** Longest wait before a queued request goes to the API. */
      maxWaitSeconds: z.number().nonnegative().max(86_400).default(5),
    })
    .prefault({}),
  /** The workloads and calls it could serve; absent = all. */
  serves: z
    .strictObject({ workloads: z.array(identifier).optional(), calls: z.array(identifier).optional() })
    .prefault({}),
  alternatives: z.array(fleetAlternativeSchema).max(50).default([]),
  outlook: fleetOutlookSchema.prefault({}),
});
export type Fleet = z.infer<typeof fleetSchema>;

/** The same with a number in the place of every quantity. */
type Plain<T> = T extends Distribution ? never : T extends object ? { [Key in keyof T]: Plain<T[Key]> } : T;
/** A fleet whose ranges have become their means: what sizes and prices it. */
export type PlainFleet = Plain<Fleet>;
