import { z } from 'zod';
import { ledgerQuestionSchema } from '../domain/ledger-binding.ts';
import { optimisationSchema, optimiseOptionsSchema } from '../domain/optimisation.ts';
import { mostCompared, planComparisonSchema } from '../domain/plan-comparison.ts';
import { empiricalSchema } from '../domain/quantity.ts';
import { refreshedBindingSchema } from '../domain/refreshed-binding.ts';
import { reportFileSchema, reportFormats } from '../domain/report.ts';
import { scenarioParentSchema, scenarioSchema } from '../domain/scenario.ts';
import { selfHostingReportSchema } from '../domain/self-hosting.ts';
import { sensitivitySchema } from '../domain/sensitivity.ts';
import { sampleSequences } from '../domain/simulation-ranges.ts';
import { simulationResultSchema } from '../domain/simulation.ts';
import { nothing, fileId, scenarioId } from './common.ts';

/** How uncertain inputs are sampled. */
const samplingSchema = z.strictObject({
  samples: z.number().int().min(1).max(100_000),
  seed: z.number().int(),
  /** Absent = random. */
  sequence: z.enum(sampleSequences).optional(),
  /** Asks how likely the mean month is above this. */
  budgetMonthlyUsd: z.number().nonnegative().optional(),
});

/** A scenario in the library. */
export const scenarioEntrySchema = z.object({
  id: scenarioId,
  name: z.string(),
  modifiedMs: z.number(),
  /** The plan that it was branched from; absent = no branch. */
  parent: scenarioParentSchema.optional(),
});
export type ScenarioEntry = z.infer<typeof scenarioEntrySchema>;

/** Plans: the library, and every question that is asked of one. */
export const scenariosContract = {
  /** Puts what a measure of recent usage comes to in the place of one number, named by its JSON path. */
  'scenario.bind': {
    input: z.strictObject({ scenario: scenarioSchema, path: z.string().max(300), question: ledgerQuestionSchema }),
    output: z.object({ scenario: scenarioSchema, quantity: empiricalSchema }),
  },
  /** Two to five scenarios as planned, levers applied; the first is what the others differ from. */
  'scenario.compare': {
    input: z.strictObject({ scenarios: z.array(scenarioSchema).min(2).max(mostCompared) }),
    output: planComparisonSchema,
  },
  'scenario.create': { input: z.strictObject({ scenario: scenarioSchema }), output: scenarioEntrySchema },
  /** The library, newest first; it holds the sample scenario on first run. */
  'scenario.list': { input: nothing, output: z.array(scenarioEntrySchema) },
  'scenario.open': {
    input: z.strictObject({ id: scenarioId }),
    output: z.object({ entry: scenarioEntrySchema, scenario: scenarioSchema }),
  },
  /** Reads a scenario file that the user picked into the library. */
  'scenario.openFile': {
    input: z.strictObject({ fileId }),
    output: z.object({ entry: scenarioEntrySchema, scenario: scenarioSchema }),
  },
  /** The cheapest settings of a plan's levers and models under limits. */
  'scenario.optimise': {
    input: z.strictObject({ scenario: scenarioSchema, options: optimiseOptionsSchema.prefault({}) }),
    output: optimisationSchema,
  },
  /** Reads the ledger again for every number that is bound to it. All or none: one that cannot be read fails with its path. */
  'scenario.refresh': {
    input: z.strictObject({ scenario: scenarioSchema }),
    output: z.object({ scenario: scenarioSchema, bindings: z.array(refreshedBindingSchema) }),
  },
  'scenario.remove': { input: z.strictObject({ id: scenarioId }), output: nothing },
  'scenario.save': {
    input: z.strictObject({ id: scenarioId, scenario: scenarioSchema }),
    output: scenarioEntrySchema,
  },
  /** Every fleet of a scenario: speed, size, bill, break-even, the cheapest mixture with the API. */
  'scenario.selfHosting': {
    input: z.strictObject({
      scenario: scenarioSchema,
      samples: z.number().int().min(1).max(10_000),
      seed: z.number().int(),
    }),
    output: selfHostingReportSchema,
  },
  'scenario.sensitivity': { input: z.strictObject({ scenario: scenarioSchema }), output: sensitivitySchema },
  'scenario.simulate': {
    input: z.strictObject({
      scenario: scenarioSchema,
      /** Absent = the closed form alone. */
      sampling: samplingSchema.optional(),
      /** True = also share the saving among the levers. */
      attribution: z.boolean().optional(),
    }),
    output: simulationResultSchema,
  },
  /** A plan for those who decide on it, as a file. */
  'report.plan': {
    input: z.strictObject({ scenario: scenarioSchema, format: z.enum(reportFormats), sampling: samplingSchema }),
    output: reportFileSchema,
  },
  /** Plans to start from: each begins in the present month. */
  'scenario.templates': {
    input: nothing,
    output: z.array(z.object({ id: z.string(), scenario: scenarioSchema })),
  },
} as const;
