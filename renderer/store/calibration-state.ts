import type { Calibration } from '#shared/domain/calibration.ts';
import type { Failure } from '#shared/result.ts';

/** A baseline from the ledger, and the fits behind it. */
export interface CalibrationSlice {
  /** The last one; it stays until its successor is in. */
  readonly calibration: Calibration | null;
  readonly calibrationError: Failure | null;
  readonly isCalibrating: boolean;
  /** Fits every quantity that a scenario needs. @param period days, `YYYY-MM-DD`, both included; empty = no bound. */
  fitLedger(period: { readonly fromDay: string; readonly toDay: string }): Promise<void>;
  /** Puts the calibrated scenario into the library and opens it. Gives true when that worked. */
  openCalibrated(): Promise<boolean>;
  /** Fits the whole ledger and opens the scenario. Gives true when that worked. */
  calibrate(): Promise<boolean>;
  /** Stops what is worked on. */
  cancelCalibration(): Promise<void>;
}
