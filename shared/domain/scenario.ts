import { z } from 'zod';
import { billableUnits } from './billable-units.ts';
import { calendarSchema } from './calendar.ts';
import { fixedCostSchema } from './fixed-cost.ts';
import { fleetSchema } from './fleet.ts';
import { hostingBookSchema } from './hosting-book.ts';
import { performanceListSchema } from './model-performance.ts';
import {
  amountSchema,
  boundedQuantity,
  distributionSchema,
  meanOf,
  quantitySchema,
  quantityWithin,
  shareQuantitySchema,
} from './quantity.ts';
import { leaveRoom, noRoom, sumToOne } from './shares-of-whole.ts';
import { textAmountSchema } from './text-tokens.ts';
import { trafficSchema } from './traffic.ts';

/**
 * A scenario file (`*.burnrate.json`): calendar, workloads and levers. **Baseline** = all levers off;
 * **optimized** = the enabled levers applied in order.
 */

export const scenarioFormat = 'burnrate-scenario';
export const scenarioVersion = 2;

/** The parts of a prompt. `unsplit` is a prompt whose parts are not known, as in imported usage. */
export const promptComponents = [
  'system',
  'tools',
  'examples',
  'retrieved',
  'history',
  'user',
  'unsplit',
  'images',
  'audio',
] as const;
export type PromptComponent = (typeof promptComponents)[number];

/** The parts of an answer. */
export const answerComponents = ['output', 'reasoning', 'audioOutput', 'imageOutput'] as const;
export type AnswerComponent = (typeof answerComponents)[number];

export const componentLabels: Readonly<Record<PromptComponent | AnswerComponent, string>> = {
  system: 'System prompt',
  tools: 'Tool definitions',
  examples: 'Examples',
  retrieved: 'Retrieved context',
  history: 'Conversation history',
  user: 'User message',
  unsplit: 'Prompt (parts not known)',
  images: 'Images',
  audio: 'Audio',
  output: 'Output',
  reasoning: 'Reasoning',
  audioOutput: 'Audio output',
  imageOutput: 'Image output',
};

const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1 to 64 lower-case letters, digits or hyphens');
const label = z.string().trim().min(1).max(200);
const modelId = z.string().min(1).max(300);

/** Tokens as a number, a distribution, or the text itself, counted for the call's main model. */
export const tokenAmountSchema = z
  .union([amountSchema, distributionSchema, textAmountSchema])
  .meta({ id: 'tokenAmount' });
export type TokenAmount = z.infer<typeof tokenAmountSchema>;

/** A model and its share of a call's traffic. */
export const modelShareSchema = z.strictObject({ model: modelId, share: shareQuantitySchema });

/** What of a call's prompt is already cached today: shares of all prompt tokens. */
export const cacheStateSchema = z
  .strictObject({
    readShare: shareQuantitySchema.default(0),
    write5mShare: shareQuantitySchema.default(0),
    write1hShare: shareQuantitySchema.default(0),
  })
  .refine((cache) => meanOf(cache.readShare) + meanOf(cache.write5mShare) + meanOf(cache.write1hShare) <= 1 + 1e-9, {
    message: 'cache shares must not sum to more than 1',
  });

/**
 * An agent's loop: the call is made once a turn, and each turn sends again what the turns before it added. The prompt as
 * given is that of the first turn.
 */
export const turnsSchema = z.strictObject({
  /** Turns per request; 1 = no loop. */
  count: quantitySchema,
  /** Tokens that every turn adds to the next prompt besides its own output: tool results, the user's next message. */
  addedTokens: quantitySchema.default(0),
  /** Share of a turn's output that the next prompt repeats, 0…1. */
  carriedOutputShare: shareQuantitySchema.default(1),
  /** Runs side by side per request, each with turns and a history of its own: agents that share the work; absent = 1. */
  fanOut: quantitySchema.optional(),
});

const failedAttempts = {
  /** Failed attempts per answered call: 0.02 = one in fifty. */
  rate: boundedQuantity(0, 10),
  /** Share of a failed attempt that is billed, 0…1. */
  billedShare: shareQuantitySchema.default(1),
};

/** Calls that fail and are made again. */
export const retriesSchema = z.strictObject({
  ...failedAttempts,
  /** Models that fail more or less often than the others. */
  byModel: z
    .array(z.strictObject({ model: modelId, ...failedAttempts }))
    .max(50)
    .refine((models) => new Set(models.map(({ model }) => model)).size === models.length, {
      message: 'models must differ',
    })
    .optional(),
  /** The model that answers when a call's own has failed for good, and the share of the calls that it answers. */
  fallback: modelShareSchema.optional(),
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
    .refine((models) => sumToOne(models.map(({ share }) => share)), { message: 'model shares must sum to 1' })
    .refine((models) => leaveRoom(models.map(({ share }) => share)), { message: noRoom }),
  /** Prompt tokens per call, by part. */
  prompt: z.partialRecord(z.enum(promptComponents), tokenAmountSchema),
  /** Answer tokens per call; reasoning is not in output. */
  answer: z.partialRecord(z.enum(answerComponents), tokenAmountSchema),
  cache: cacheStateSchema.default({ readShare: 0, write5mShare: 0, write1hShare: 0 }),
  /** Share of calls already sent through the provider's batch API. */
  batchShare: shareQuantitySchema.default(0),
  /** The classes of requests that make this call; absent = all. */
  classes: z.array(identifier).min(1).max(20).optional(),
  turns: turnsSchema.optional(),
  retries: retriesSchema.optional(),
});

/**
 * A third-party or tool cost per request: a price the user gives, or units at the price of a card of the catalogue
 * (`tool/web-search`).
 */
export const feeSchema = z.union([
  z.strictObject({ id: identifier, name: label, usdPerRequest: quantitySchema }),
  z.strictObject({
    id: identifier,
    name: label,
    card: modelId,
    unit: z.enum(billableUnits),
    /** Units per request. */
    unitsPerRequest: quantitySchema,
  }),
]);

/**
 * Documents kept ready for retrieval: all of them are embedded anew once a period. What a question's embedding costs is a
 * call; what storing the vectors costs is a fixed cost.
 */
export const documentIndexSchema = z.strictObject({
  id: identifier,
  name: label,
  /** Embedding model. */
  model: modelId,
  documents: quantitySchema,
  /** Tokens that embedding one document takes, overlaps of its pieces included. */
  tokensPerDocument: quantitySchema,
  /** Days between two full runs: 30 = each document once in thirty days. */
  reindexDays: quantityWithin(z.number().min(0.01).max(36_500), 0.01, 36_500),
  /** Share of the documents that a run embeds: what has changed; absent = all. */
  changedShare: shareQuantitySchema.optional(),
  /** Compound growth of the number of documents per month: 0.05 = +5 % a month. */
  growthPerMonth: boundedQuantity(-1, 10).default(0),
});

/** A kind of request: simple, moderate, complex. */
export const requestClassSchema = z.strictObject({ id: identifier, name: label, share: shareQuantitySchema });

export const workloadSchema = z
  .strictObject({
    id: identifier,
    name: label,
    traffic: trafficSchema,
    /** Kinds of requests whose shares sum to 1; absent = all alike. */
    classes: z
      .array(requestClassSchema)
      .min(1)
      .max(20)
      .refine((classes) => sumToOne(classes.map(({ share }) => share)), {
        message: 'shares of the classes must sum to 1',
      })
      .refine((classes) => leaveRoom(classes.map(({ share }) => share)), { message: noRoom })
      .optional(),
    calls: z.array(callSchema).max(200),
    fees: z.array(feeSchema).max(100).default([]),
    /** Documents that are embedded for retrieval; absent = none. */
    indexes: z
      .array(documentIndexSchema)
      .max(50)
      .refine((indexes) => new Set(indexes.map(({ id }) => id)).size === indexes.length, {
        message: 'index ids must differ',
      })
      .optional(),
    /** How well and how fast models answer these requests, as far as it is known. */
    performance: performanceListSchema.optional(),
  })
  .refine(
    ({ classes = [], performance = [] }) =>
      performance.every((one) => one.class === undefined || classes.some(({ id }) => id === one.class)),
    { message: 'quality and latency are given for a class that the workload does not have', path: ['performance'] },
  )
  .refine(
    ({ classes = [], calls }) => {
      const known = new Set(classes.map(({ id }) => id));
      return calls.every((call) => (call.classes ?? []).every((id) => known.has(id)));
    },
    { message: 'a call names a class that the workload does not have', path: ['calls'] },
  )
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

/** How two uncertain inputs move together. */
export const correlationSchema = z.strictObject({
  /** JSON paths of the two inputs: `workloads[0].traffic.requestsPerDay`. */
  inputs: z.tuple([z.string().max(300), z.string().max(300)]),
  /** Rank-like correlation of their normal scores (Gaussian copula), −1…1. */
  coefficient: z.number().min(-1).max(1),
});

/** What is known of a number besides itself. */
export const inputNoteSchema = z.strictObject({
  note: z.string().max(2000).optional(),
  source: z.string().max(500).optional(),
});

/** The plan that a branch was made from. */
export const scenarioParentSchema = z.strictObject({
  /** Its id in the library at that time. */
  id: z.string().min(1).max(200),
  /** Its name at that time, for where the file has gone to another library. */
  name: label,
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
    fixedCosts: z.array(fixedCostSchema).max(200).default([]),
    levers: z.array(leverSchema).max(100).default([]),
    /** Self-hosted replicas that workloads could be moved to. */
    fleets: z
      .array(fleetSchema)
      .max(50)
      .refine((fleets) => new Set(fleets.map(({ id }) => id)).size === fleets.length, {
        message: 'fleet ids must differ',
      })
      .optional(),
    /** GPUs and prices of the scenario's own. */
    hostingBook: hostingBookSchema.optional(),
    /** Correlations between uncertain inputs; pairs that are not named are independent. */
    correlations: z.array(correlationSchema).max(200).default([]),
    /** Notes and sources of single numbers, by their JSON path. */
    inputNotes: z.record(z.string().max(300), inputNoteSchema).default({}),
    provenance: provenanceSchema.optional(),
    /** Absent = no branch. */
    parent: scenarioParentSchema.optional(),
  })
  .refine((scenario) => new Set(scenario.workloads.map(({ id }) => id)).size === scenario.workloads.length, {
    message: 'workload ids must differ',
    path: ['workloads'],
  })
  .refine((scenario) => new Set(scenario.levers.map(({ id }) => id)).size === scenario.levers.length, {
    message: 'lever ids must differ',
    path: ['levers'],
  });

/** The models of a call, the one with the most calls first: its token counts are counts on that one. */
export function modelsByShare({ models }: Pick<Call, 'models'>): readonly string[] {
  return [...models].sort((left, right) => meanOf(right.share) - meanOf(left.share)).map(({ model }) => model);
}

export type ModelShare = z.infer<typeof modelShareSchema>;
export type CacheState = z.infer<typeof cacheStateSchema>;
export type Call = z.infer<typeof callSchema>;
export type Fee = z.infer<typeof feeSchema>;
export type Retries = z.infer<typeof retriesSchema>;
export type DocumentIndex = z.infer<typeof documentIndexSchema>;
export type RequestClass = z.infer<typeof requestClassSchema>;
export type InputNote = z.infer<typeof inputNoteSchema>;
export type Correlation = z.infer<typeof correlationSchema>;
export type Workload = z.infer<typeof workloadSchema>;
export type Lever = z.infer<typeof leverSchema>;
export type ScenarioParent = z.infer<typeof scenarioParentSchema>;
export type Provenance = z.infer<typeof provenanceSchema>;
export type Scenario = z.infer<typeof scenarioSchema>;
