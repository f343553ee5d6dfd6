import { z } from 'zod';
import { daySchema } from './calendar-text.ts';
import { usageSelectionSchema } from './usage-query.ts';

/** A model as people and programs name it. */
export const forecastModelInfoSchema = z.object({
  /** `theta`, `mstl-ets`, …; `run-rate` where the history is too short for a model. */
  id: z.string(),
  name: z.string(),
  /** What it does, in one sentence. */
  description: z.string(),
});
export type ForecastModelInfo = z.infer<typeof forecastModelInfoSchema>;

/** A model that was tried, with its mean absolute error on earlier origins ÷ the seasonal naive's in-sample error. */
export const candidateModelSchema = forecastModelInfoSchema.extend({
  /** Null = the series never moved, so there is no scale. */
  mase: z.number().nullable(),
});
export type CandidateModel = z.infer<typeof candidateModelSchema>;

const share = z.number().min(0).max(1).nullable();

/** Accuracy over trials; null = nothing to measure it on. Definitions: docs/forecasting.md. */
export const backtestMeasuresSchema = z.object({
  /** Forecast values compared with what came. */
  trials: z.number().int(),
  mase: z.number().nullable(),
  maseNaive: z.number().nullable(),
  wape: z.number().nullable(),
  wapeNaive: z.number().nullable(),
  /** Percent, 0 to 200. */
  smape: z.number().nullable(),
  smapeNaive: z.number().nullable(),
  /** Of the 95 % band. */
  msis95: z.number().nullable(),
  /** Share of actual values within the band. */
  coverage50: share,
  coverage80: share,
  coverage95: share,
});
export type BacktestMeasures = z.infer<typeof backtestMeasuresSchema>;

/** How well the forecast would have done in the past; each window uses only what was known at its start. */
export const backtestSchema = z.object({
  /** Origins that were judged. */
  windows: z.number().int(),
  /** Steps ahead. */
  horizon: z.number().int(),
  /** Steps of the season that the seasonal naive repeats; 1 = none. */
  season: z.number().int(),
  overall: backtestMeasuresSchema,
  /** By steps ahead, from 1. */
  steps: z.array(backtestMeasuresSchema.extend({ step: z.number().int() })),
  /** How often each model was chosen, most often first. */
  chosen: z.array(z.object({ model: z.string(), times: z.number().int() })),
});
export type Backtest = z.infer<typeof backtestSchema>;

/** A value with its 50, 80 and 95 % bands. */
export const bandedValueSchema = z.object({
  value: z.number(),
  lower50: z.number(),
  upper50: z.number(),
  lower80: z.number(),
  upper80: z.number(),
  lower95: z.number(),
  upper95: z.number(),
});
export type BandedValue = z.infer<typeof bandedValueSchema>;

/** A forecast of any series, step by step. */
export const seriesForecastSchema = z.object({
  grain: z.enum(['hour', 'day']),
  /** First and last instant of the past that was used, `YYYY-MM-DD` or `YYYY-MM-DDTHH:00Z`. */
  from: z.string(),
  to: z.string(),
  observations: z.number().int(),
  /** Steps of each season, ascending: 7 for weeks of days, 24 and 168 for days and weeks of hours. */
  seasons: z.array(z.number().int()),
  model: forecastModelInfoSchema,
  /** Why this model, in one sentence. */
  reason: z.string(),
  candidates: z.array(candidateModelSchema),
  points: z.array(bandedValueSchema.extend({ date: z.string() })),
  /** Null = too short to be judged. */
  backtest: backtestSchema.nullable(),
  /** What to know when reading it: filled gaps, thin evidence. */
  notes: z.array(z.string()),
});
export type SeriesForecast = z.infer<typeof seriesForecastSchema>;

/** A time zone by its IANA name, `Europe/Berlin`. */
export const timeZoneSchema = z.string().refine(isTimeZone, 'must be a time zone such as Europe/Berlin or UTC');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** What of the ledger's spend is forecast, and how far. */
export const spendForecastQuerySchema = usageSelectionSchema.extend({
  /** Months, the one of the first day ahead among them. */
  months: z.number().int().min(1).max(12).default(1),
  timeZone: timeZoneSchema.default('UTC'),
  /** Planned changes of traffic: from the day on, spend is multiplied. */
  launches: z
    .array(z.strictObject({ day: daySchema, factor: z.number().min(0).max(1e6) }))
    .max(50)
    .default([]),
  /** Asks when spend since the start of the month reaches this. */
  budgetUsd: z.number().positive().optional(),
  /** Past forecasts that the backtest judges; 0 = none. */
  windows: z.number().int().min(0).max(200).default(20),
});
export type SpendForecastQuery = z.infer<typeof spendForecastQuerySchema>;

/** What is known of a day and not fitted: a price that changes, or a launch. */
export const spendFactSchema = z.object({
  kind: z.enum(['price', 'launch']),
  /** The first day that it holds for. */
  day: daySchema,
  isPast: z.boolean(),
  /** What the model's tokens cost from then on ÷ before; of a launch, what all spend is multiplied by. */
  factor: z.number(),
  /** Null for a launch. */
  model: z.string().nullable(),
  /** The model's share of the spend of the last 28 days; null for a launch. */
  recentShare: z.number().nullable(),
});
export type SpendFact = z.infer<typeof spendFactSchema>;

/** Where the ledger's spend goes, USD, by day (`points`) and month. */
export const spendForecastSchema = seriesForecastSchema.extend({
  timeZone: z.string(),
  history: z.array(z.object({ date: z.string(), usd: z.number() })),
  /** Spend of the last day, left out because it is not complete; null = it is. */
  partialDay: z.object({ day: z.string(), usd: z.number() }).nullable(),
  /** In order of their days. */
  facts: z.array(spendFactSchema),
  /** Totals of months: what was spent on complete days, and the forecast of the others, together with bands. */
  months: z.array(bandedValueSchema.extend({ month: z.string(), actualUsd: z.number(), actualDays: z.number().int() })),
  /** When a budget is reached: as forecast, and at the ends of the 80 % band; null = not within the months asked for. */
  runOut: z
    .object({
      budgetUsd: z.number(),
      spentUsd: z.number(),
      date: z.string().nullable(),
      earliest: z.string().nullable(),
      latest: z.string().nullable(),
    })
    .nullable(),
});
export type SpendForecast = z.infer<typeof spendForecastSchema>;
