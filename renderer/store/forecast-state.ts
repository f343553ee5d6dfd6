import type { SpendForecast } from '#shared/domain/forecast.ts';
import type { Failure } from '#shared/result.ts';
import { allUsage, type UsageChoice } from './ledger-view.ts';

/** What the Forecast screen asks. */
export interface ForecastQuestion {
  readonly choice: UsageChoice;
  /** 1…12, the present month among them. */
  readonly months: number;
  readonly timeZone: string;
  /** USD for the present month; null = not asked. */
  readonly budgetUsd: number | null;
  /** Changes of traffic that are known. */
  readonly launches: readonly { readonly day: string; readonly factor: number }[];
}

/** To the end of the month, of all usage. */
export const firstForecastQuestion: ForecastQuestion = {
  choice: allUsage,
  months: 3,
  timeZone: 'UTC',
  budgetUsd: null,
  launches: [],
};

/** Where spend goes. */
export interface ForecastSlice {
  readonly forecastQuestion: ForecastQuestion;
  /** The last answer, with its question; it stays until its successor is in. */
  readonly forecast: { readonly question: ForecastQuestion; readonly answer: SpendForecast } | null;
  readonly forecastError: Failure | null;
  /** True while an answer is worked out. */
  readonly isForecasting: boolean;
  /** Asks otherwise; an earlier question that is still worked on is dropped. */
  askForecast(change: Partial<ForecastQuestion>): void;
  /** Works the present question out. */
  readForecast(): Promise<void>;
  /** Reads again what has been shown. */
  refreshForecast(): Promise<void>;
}
