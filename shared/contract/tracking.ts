import { z } from 'zod';
import { anomaliesSchema, anomalyMarkInputSchema, anomalyMarkSchema, anomalyQuerySchema } from '../domain/anomaly.ts';
import { budgetAlertSchema, budgetEntrySchema, budgetSchema, budgetStatusSchema } from '../domain/budget.ts';
import { monthSchema } from '../domain/calendar-text.ts';
import { calibrationSchema } from '../domain/calibration.ts';
import { spendForecastQuerySchema, spendForecastSchema } from '../domain/forecast.ts';
import { overviewSchema, recentRecordSchema } from '../domain/overview.ts';
import {
  planAccuracySchema,
  planEntrySchema,
  planVarianceSchema,
  varianceQuerySchema,
} from '../domain/plan-variance.ts';
import { reportFileSchema, reportFormats } from '../domain/report.ts';
import { scenarioSchema } from '../domain/scenario.ts';
import { timeZoneSchema } from '../domain/time-zone.ts';
import { nothing } from './common.ts';

/** What was spent against what was meant: overview, budgets, forecasts, anomalies, calibration. */
export const trackingContract = {
  /** Days whose spend is out of line, dearest first, with what explains them. */
  'anomalies.find': { input: anomalyQuerySchema, output: anomaliesSchema },
  /** Says of a day that it is acknowledged or open again, or why it was out of line. */
  'anomalies.mark': { input: anomalyMarkInputSchema, output: anomalyMarkSchema },
  /** Marks alerts as seen. */
  'budget.acknowledge': {
    input: z.strictObject({ ids: z.array(z.number().int().positive()).min(1).max(10_000) }),
    output: z.object({ ids: z.array(z.number().int()) }),
  },
  /** The alerts that were given, newest first. */
  'budget.alerts': {
    input: z.strictObject({ limit: z.number().int().min(1).max(10_000).default(500) }),
    output: z.array(budgetAlertSchema),
  },
  /** Looks at every budget and gives the alerts that are new; each threshold is told once a period. */
  'budget.check': { input: nothing, output: z.array(budgetAlertSchema) },
  /** Every budget in its present period: now's, or that of the last recorded usage where the ledger ends before now. */
  'budget.list': { input: nothing, output: z.array(budgetStatusSchema) },
  /** Removes a budget with its alerts. */
  'budget.remove': {
    input: z.strictObject({ id: z.number().int().positive() }),
    output: z.object({ id: z.number().int() }),
  },
  /** Adds a budget, or changes the one of an id. */
  'budget.save': {
    input: z.strictObject({ id: z.number().int().positive().optional(), budget: budgetSchema }),
    output: budgetEntrySchema,
  },
  /** A scenario from the ledger, and the fits behind it. A job of kind `calibrate` meanwhile, which `jobs.cancel` stops. */
  'calibration.run': {
    input: z.strictObject({
      fromMs: z.number().optional(),
      toMs: z.number().optional(),
      name: z.string().min(1).max(200).optional(),
    }),
    output: calibrationSchema,
  },
  /** Where spend goes, by day and month, with bands and the backtest. A job of kind `forecast` meanwhile, which `jobs.cancel` stops. */
  'forecast.run': { input: spendForecastQuerySchema, output: spendForecastSchema },
  /** What the ledger's usage costs today, this week and this month, by whom, and what was saved. */
  'overview.read': {
    input: z.strictObject({ timeZone: timeZoneSchema.default('UTC') }),
    output: overviewSchema,
  },
  /** The last records of the ledger, newest first, each with how its cost is made. */
  'overview.recent': {
    input: z.strictObject({ limit: z.number().int().min(1).max(100).default(10) }),
    output: z.array(recentRecordSchema),
  },
  /** The plans that are pinned, newest first, each with how near it came so far. */
  'plan.list': {
    input: z.strictObject({ timeZone: timeZoneSchema.default('UTC') }),
    output: z.array(planEntrySchema.extend({ accuracy: planAccuracySchema.nullable() })),
  },
  /** Pins a scenario as the plan: keeps a copy of it and of the prices that it is worked out with today. */
  'plan.pin': { input: z.strictObject({ scenario: scenarioSchema }), output: planEntrySchema },
  /** The next version of a plan: workloads from the ledger, the rest as planned. */
  'plan.recalibrate': {
    input: z.strictObject({ id: z.number().int().positive() }),
    output: z.object({ scenario: scenarioSchema }),
  },
  'plan.unpin': {
    input: z.strictObject({ id: z.number().int().positive() }),
    output: z.object({ id: z.number().int() }),
  },
  /** A plan beside what the ledger says of its months, with why they differ. */
  'plan.variance': { input: varianceQuerySchema, output: planVarianceSchema },
  /** What a month cost, by whom and why it changed, as a file. Fails `no-usage`. */
  'report.month': {
    input: z.strictObject({
      month: monthSchema,
      format: z.enum(reportFormats),
      timeZone: timeZoneSchema.default('UTC'),
    }),
    output: reportFileSchema,
  },
} as const;
