import { z } from 'zod';
import { expressionUnits } from './expression.ts';

/** What the mean month costs, USD. */
const outcomeSchema = z.object({ baselineUsd: z.number(), optimizedUsd: z.number(), savingUsd: z.number() });
export type Outcome = z.infer<typeof outcomeSchema>;

/** How far one input moves the cost when all others stay. */
export const swingSchema = z.object({
  /** JSON path of the input in the scenario. */
  path: z.string(),
  /** What it is, with the workload, call or lever it belongs to. */
  label: z.string(),
  unit: z.enum(expressionUnits),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  /** `distribution` = P10 and P90 of the input; `assumed` = 10 % below and above a plain number. */
  range: z.enum(['distribution', 'assumed']),
  atLow: outcomeSchema,
  atHigh: outcomeSchema,
  /** |optimized at high − optimized at low|, USD per month: what the list is ordered by. */
  swingUsd: z.number().nonnegative(),
});
export type Swing = z.infer<typeof swingSchema>;

/** A value of an input at which a choice stops or starts to pay. */
export const breakEvenSchema = z.object({
  path: z.string(),
  label: z.string(),
  unit: z.enum(expressionUnits),
  value: z.number(),
  /** What breaks even: a lever against leaving it off, or all levers against the baseline. */
  subject: z.string(),
  /** The value at which the saving is 0. */
  breakEven: z.number(),
  /** On which side of it there is a saving. */
  savesWhen: z.enum(['above', 'below']),
  /** One sentence: `Prompt caching pays above a hit rate of 21.74 %.` */
  sentence: z.string(),
});
export type BreakEven = z.infer<typeof breakEvenSchema>;

/** Tornado and break-even values of a scenario. */
export const sensitivitySchema = z.object({
  outcome: outcomeSchema,
  /** Largest swing first. */
  swings: z.array(swingSchema),
  breakEvens: z.array(breakEvenSchema),
});
export type Sensitivity = z.infer<typeof sensitivitySchema>;
