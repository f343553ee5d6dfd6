import { z } from 'zod';
import { quantitySchema } from './quantity.ts';

/**
 * A scenario file (`*.burnrate.json`): calendar, workloads and levers. **Baseline** = all levers off;
 * **optimized** = the enabled levers applied in order.
 */

export const scenarioFormat = 'burnrate-scenario';
export const scenarioVersion = 1;

/** The parts of a prompt. `unsplit` is a prompt whose parts are not known, as in imported usage. */
export const promptComponents = ['system', 'tools', 'examples', 'retrieved', 'history', 'user', 'unsplit'] as const;
export type PromptComponent = (typeof promptComponents)[number];

/** The parts of an answer. */
export const answerComponents = ['output', 'reasoning'] as const;
export type AnswerComponent = (typeof answerComponents)[number];

export const componentLabels: Readonly<Record<PromptComponent | AnswerComponent, string>> = {
  system: 'System prompt',
  tools: 'Tool definitions',
  examples: 'Examples',
  retrieved: 'Retrieved context',
  history: 'Conversation history',
  user: 'User message',
  unsplit: 'Prompt (parts not known)',
  output: 'Output',
  reasoning: 'Reasoning',
};

const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1 to 64 lower-case letters, digits or hyphens');
const label = z.string().trim().min(1).max(200);
const share = z.number().min(0).max(1);
const modelId = z.string().min(1).max(300);

export const calendarSchema = z.strictObject({
  /** First month, `YYYY-MM`: decides which dated prices hold. */
  startMonth: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month written YYYY-MM'),
  /** Horizon in months. */
  months: z.number().int().min(1).max(60),
  /** Days in a month: a fixed number, or the calendar's own. */
  daysPerMonth: z.union([z.literal(30), z.literal(30.4375), z.literal('calendar')]),
  /** Compound growth of traffic per month: 0.05 = +5 % a month; −1 … 10. */
  growthPerMonth: z.number().min(-1).max(10).default(0),
});

export const trafficSchema = z.strictObject({
  requestsPerDay: quantitySchema,
  /** Share of a day's requests by UTC hour: 24 shares that sum to 1. Absent = flat or not known. */
  hourShares: z
    .array(share)
    .length(24)
    .refine((shares) => Math.abs(shares.reduce((sum, value) => sum + value, 0) - 1) < 1e-6, {
      message: 'must sum to 1',
    })
    .optional(),
});

/** A model and its share of a call's traffic. */
export const modelShareSchema = z.strictObject({ model: modelId, share });

/** What of a call's prompt is already cached today: shares of all prompt tokens. */
export const cacheStateSchema = z
  .strictObject({
    readShare: share.default(0),
    write5mShare: share.default(0),
    write1hShare: share.default(0),
  })
  .refine((cache) => cache.readShare + cache.write5mShare + cache.write1hShare <= 1 + 1e-9, {
    message: 'cache shares must not sum to more than 1',
  });

export const callSchema = z.strictObject({
  id: identifier,
  name: label,
  /** Calls of this kind per request; may be a fraction (a call made by 30 % of requests is 0.3). */
  callsPerRequest: quantitySchema.default(1),
  models: z
    .array(modelShareSchema)
    .min(1)
    .max(50)
    .refine((models) => Math.abs(models.reduce((sum, { share: part }) => sum + part, 0) - 1) < 1e-6, {
      message: 'model shares must sum to 1',
    }),
  /** Prompt tokens per call, by part. */
  prompt: z.partialRecord(z.enum(promptComponents), quantitySchema),
  /** Answer tokens per call; reasoning is not in output. */
  answer: z.partialRecord(z.enum(answerComponents), quantitySchema),
  cache: cacheStateSchema.default({ readShare: 0, write5mShare: 0, write1hShare: 0 }),
  /** Share of calls already sent through the provider's batch API. */
  batchShare: share.default(0),
});

/** A third-party or tool cost, per request. */
export const feeSchema = z.strictObject({ id: identifier, name: label, usdPerRequest: quantitySchema });

export const workloadSchema = z
  .strictObject({
    id: identifier,
    name: label,
    traffic: trafficSchema,
    calls: z.array(callSchema).max(200),
    fees: z.array(feeSchema).max(100).default([]),
  })
  .refine((workload) => new Set(workload.calls.map(({ id }) => id)).size === workload.calls.length, {
    message: 'call ids must differ',
    path: ['calls'],
  });

/** Which workloads and calls a lever acts on; an absent list means all. */
export const leverScopeSchema = z.strictObject({
  workloads: z.array(identifier).optional(),
  calls: z.array(identifier).optional(),
});

/**
 * One lever. `kind` names a lever in the simulator's registry, which checks `parameters` against its own schema:
 * so a new lever needs no edit here.
 */
export const leverSchema = z.strictObject({
  id: identifier,
  kind: identifier,
  name: label.optional(),
  enabled: z.boolean(),
  scope: leverScopeSchema.default({}),
  parameters: z.record(z.string(), z.unknown()),
});

/** Where a calibrated scenario comes from. */
export const provenanceSchema = z.strictObject({
  /** `ledger` = calibrated from imported usage. */
  kind: z.literal('ledger'),
  /** Period the usage covers, UTC ms. */
  fromMs: z.number(),
  toMs: z.number(),
  records: z.number().int().nonnegative(),
  requests: z.number().nonnegative(),
  /** What could not be told from the data and what was assumed instead: one sentence each. */
  assumptions: z.array(z.string()),
});

export const scenarioSchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal(scenarioFormat),
    version: z.literal(scenarioVersion),
    name: label,
    note: z.string().max(5000).optional(),
    /** Where the figures were published, for worked examples. */
    source: z.string().max(500).optional(),
    calendar: calendarSchema,
    workloads: z.array(workloadSchema).min(1).max(100),
    levers: z.array(leverSchema).max(100).default([]),
    provenance: provenanceSchema.optional(),
  })
  .refine((scenario) => new Set(scenario.workloads.map(({ id }) => id)).size === scenario.workloads.length, {
    message: 'workload ids must differ',
    path: ['workloads'],
  })
  .refine((scenario) => new Set(scenario.levers.map(({ id }) => id)).size === scenario.levers.length, {
    message: 'lever ids must differ',
    path: ['levers'],
  });

export type Calendar = z.infer<typeof calendarSchema>;
export type Traffic = z.infer<typeof trafficSchema>;
export type ModelShare = z.infer<typeof modelShareSchema>;
export type CacheState = z.infer<typeof cacheStateSchema>;
export type Call = z.infer<typeof callSchema>;
export type Fee = z.infer<typeof feeSchema>;
export type Workload = z.infer<typeof workloadSchema>;
export type Lever = z.infer<typeof leverSchema>;
export type Provenance = z.infer<typeof provenanceSchema>;
export type Scenario = z.infer<typeof scenarioSchema>;
