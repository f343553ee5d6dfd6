import type { Anomalies, AnomalyMarkInput } from '#shared/domain/anomaly.ts';
import type { Failure } from '#shared/result.ts';
import { allUsage, type UsageChoice } from './ledger-view.ts';

/** What the Anomalies screen asks. */
export interface AnomalyQuestion {
  readonly choice: UsageChoice;
  readonly timeZone: string;
  /** Smallest impact worth a look, USD, and as a share of what was expected. */
  readonly minUsd: number;
  readonly minShare: number;
}

export const firstAnomalyQuestion: AnomalyQuestion = { choice: allUsage, timeZone: 'UTC', minUsd: 10, minShare: 0.25 };

/** Days that are out of line. */
export interface AnomalySlice {
  readonly anomalyQuestion: AnomalyQuestion;
  /** The last answer; it stays until its successor is in. */
  readonly anomalies: Anomalies | null;
  readonly anomaliesError: Failure | null;
  askAnomalies(change: Partial<AnomalyQuestion>): void;
  readAnomalies(): Promise<void>;
  /** Reads again what has been shown. */
  refreshAnomalies(): Promise<void>;
  /** Acknowledges a day, opens it again, or notes why it was out of line. */
  markAnomaly(mark: AnomalyMarkInput): Promise<void>;
}
