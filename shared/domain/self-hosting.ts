import { z } from 'zod';

/**
 * What self-hosting would mean for a scenario: for each fleet its speed, size, bill, and how it compares with the API. USD and
 * months; months of the horizon start with the scenario's first.
 */

const numbers = z.array(z.number());
const bandSchema = z.object({ p5: numbers, p50: numbers, p95: numbers });

/** Whether a replica's memory holds the model. */
export const memoryFitSchema = z.object({
  weightsGb: z.number(),
  kvGbPerRequest: z.number(),
  kvRoomGb: z.number(),
  memoryGb: z.number(),
  largestBatch: z.number(),
  fits: z.boolean(),
});

/** A line of a fleet's monthly bill: the product of its factors. */
export const fleetCostLineSchema = z.object({
  id: z.string(),
  kind: z.enum(['gpu', 'amortisation', 'electricity', 'network', 'storage', 'staff', 'other']),
  label: z.string(),
  usd: z.number(),
  factors: z.array(
    z.object({
      label: z.string(),
      value: z.number(),
      unit: z.string(),
      path: z.string().optional(),
      source: z.string().optional(),
    }),
  ),
});

/** What one replica does. */
export const replicaReportSchema = z.object({
  gpus: z.number(),
  basis: z.enum(['measured', 'roofline']),
  secondsPerRequest: z.number(),
  concurrency: z.number(),
  prefillTokensPerSecond: z.number().nullable(),
  decodeTokensPerSecond: z.number().nullable(),
  /** All tokens, prompt and answer, at full use with the mean call. */
  tokensPerSecond: z.number(),
  /** What the true speed is expected to be, as multiples: a roofline is optimistic. */
  expected: z.object({ low: z.number(), high: z.number() }),
  /** For the roofline: what a decode step waits for, and the pace of an answer. */
  decodeBound: z.enum(['memory', 'compute']).optional(),
  secondsPerToken: z.number().optional(),
  memory: memoryFitSchema.optional(),
});

/** Cost and volume either way at one volume. */
const standingSchema = z.object({
  requestsPerDay: z.number(),
  tokensPerMonth: z.number(),
  /** All calls at the API. */
  apiUsd: z.number(),
  /** The fleet, amortisation and escalated calls included. */
  fleetUsd: z.number(),
  /** What is paid month by month for it. */
  runningUsd: z.number(),
  capexUsd: z.number(),
  /** Months to earn back the capex, at today's prices and this volume; null = never. */
  paybackMonths: z.number().nullable(),
  /** Fleet ÷ API, a ratio of two monthly bills; null when the API costs nothing. */
  costRatio: z.number().nullable(),
});
export type Standing = z.infer<typeof standingSchema>;

/** What would have to be true of one input for fleet and API to cost the same over the horizon. */
export const conditionSchema = z.object({
  subject: z.enum(['volume', 'api-price', 'gpu-price', 'throughput', 'overheads', 'api-decline', 'growth']),
  value: z.number().nullable(),
  now: z.number(),
  fleetWins: z.enum(['above', 'below']),
  /** What the input is called, and the unit of `today` and `needed`; `a year` and `a month` are shares. */
  variable: z.string(),
  unit: z.string(),
  today: z.number(),
  /** Null = no value within reach. */
  needed: z.number().nullable(),
  /** Already true as things are. */
  holds: z.boolean(),
  /** How far it is from today's value, and on which side the fleet is cheaper. */
  comment: z.string(),
  /** All of it in one sentence. */
  sentence: z.string(),
});
export type ConditionReport = z.infer<typeof conditionSchema>;

/** The mean month of the horizon: P5 and P95 around what is likely, USD. */
const volumeBandSchema = z.object({ p5: z.number(), likely: z.number(), p95: z.number() });
const volumeSchema = z.object({ requestsPerDay: z.number(), tokensPerMonth: z.number() });

/** Both lines over the traffic of the first month, and where sampled outlooks let them cross. */
export const overVolumeSchema = z.object({
  samples: z.number(),
  /** Ascending from no traffic. */
  points: z.array(volumeSchema.extend({ api: volumeBandSchema, fleet: volumeBandSchema })),
  /** Traffic of the first month from which on the fleet costs less over the horizon; null = not below `searched`. */
  crossing: z.object({
    likely: volumeSchema.nullable(),
    p5: volumeSchema.nullable(),
    p50: volumeSchema.nullable(),
    p95: volumeSchema.nullable(),
  }),
  /** Share of the outlooks in which the lines meet at all. */
  meetingShare: z.number(),
  searched: volumeSchema,
  /** The answer in one sentence. */
  sentence: z.string(),
});
export type OverVolumeReport = z.infer<typeof overVolumeSchema>;

/** A fleet against one API. */
export const comparisonSchema = z.object({
  name: z.string(),
  /**
   * `scenario` = the models that the calls use, in their shares; `model` = one of them for every call, where there are several;
   * `alternative` = prices that the fleet names.
   */
  kind: z.enum(['scenario', 'model', 'alternative']),
  apiUsdPerRequest: z.number(),
  /** At the scenario's own demand. */
  atDemand: standingSchema,
  /** With every replica busy at every open hour: what published break-evens assume. */
  atCapacity: standingSchema,
  /** Volume at which both cost the same a month; null = they never do. */
  breakEven: z
    .object({
      requestsPerDay: z.number(),
      requestsPerHour: z.number(),
      tokensPerMonth: z.number(),
      replicas: z.number(),
      usd: z.number(),
    })
    .nullable(),
  overVolume: overVolumeSchema,
  /** The likely outlook: money paid until the end of each month, 0 to 60. */
  cumulative: z.object({ apiUsd: numbers, fleetUsd: numbers }),
  /** The same at the end of each year. */
  years: z.array(z.object({ year: z.number(), apiUsd: z.number(), fleetUsd: z.number() })),
  /** First month at whose end the fleet has cost no more in all, with the likely outlook; null = not within five years. */
  crossingMonth: z.number().nullable(),
  netPresentUsd: z.number(),
  bands: z.object({
    samples: z.number(),
    api: bandSchema,
    fleet: bandSchema,
    winningShare: z.number(),
    netPresentUsd: z.object({ p5: z.number(), p50: z.number(), p95: z.number() }),
  }),
  conditions: z.array(conditionSchema),
  /** The answer in one sentence. */
  sentence: z.string(),
});
export type FleetComparison = z.infer<typeof comparisonSchema>;

/** A fleet of some replicas with the API behind it. */
export const hybridCostSchema = z.object({
  replicas: z.number(),
  fleetUsd: z.number(),
  apiUsd: z.number(),
  usd: z.number(),
  overflowShare: z.number(),
});

const rangeSchema = z.object({ low: z.number(), likely: z.number(), high: z.number() });

export const fleetReportSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** In the first month. */
  demand: z.object({
    requestsPerMonth: z.number(),
    inputTokens: z.number(),
    outputTokens: z.number(),
    hours: z.number(),
  }),
  replica: replicaReportSchema,
  size: z.object({
    replicas: z.number(),
    reason: z.enum(['fixed', 'minimum', 'utilisation', 'square-root', 'waiting']),
    peakLoad: z.number(),
    meanUtilisation: z.number(),
    /** Replica-hours a month that are paid, and that serve. */
    paidHours: z.number(),
    busyHours: z.number(),
    /** Share of the load that finds no room. */
    beyondCapacity: z.number(),
    /** Share of the load that finds every place taken at its instant (Erlang B). */
    fullShare: z.number(),
    /** Load ÷ running replicas for each hour of the week, Monday 00:00 UTC first. */
    utilisation: numbers,
    running: numbers,
  }),
  monthly: z.object({
    usd: z.number(),
    runningUsd: z.number(),
    capexUsd: z.number(),
    lines: z.array(fleetCostLineSchema),
    /** What a call costs on the fleet; null without calls. */
    usdPerRequest: z.number().nullable(),
    /** Per million tokens at the demand and with every paid hour busy; null without calls. */
    usdPerMTok: z.number().nullable(),
    usdPerMTokAtFullUse: z.number().nullable(),
    /** The same for prompt and answer tokens by themselves, where the speed tells them apart. */
    usdPerMInputTokAtFullUse: z.number().nullable(),
    usdPerMOutputTokAtFullUse: z.number().nullable(),
  }),
  comparisons: z.array(comparisonSchema),
  /** Absent where the price of the API is not known. */
  hybrid: z
    .object({
      rule: z.enum(['instant', 'queued', 'fluid']),
      /** From no replica on, up to the last that could be the cheapest. */
      costs: z.array(hybridCostSchema),
      cheapest: hybridCostSchema,
      sentence: z.string(),
    })
    .optional(),
  outlook: z.object({
    years: z.number(),
    discountRate: z.number(),
    growthPerMonth: rangeSchema,
    apiPriceDeclinePerYear: rangeSchema,
    gpuPriceDeclinePerYear: rangeSchema,
  }),
  notes: z.array(z.string()),
});
export type FleetReport = z.infer<typeof fleetReportSchema>;

export const selfHostingReportSchema = z.object({
  /** First month, `YYYY-MM`: demand, prices and days are its. */
  month: z.string(),
  fleets: z.array(fleetReportSchema),
});
export type SelfHostingReport = z.infer<typeof selfHostingReportSchema>;
