import type { CalibrationSlice } from './calibration-state.ts';
import { selectionOf } from './ledger-view.ts';
import { cancelRunning } from './running-jobs.ts';
import type { SliceContext } from './state.ts';

export function createCalibrationSlice(context: SliceContext): CalibrationSlice {
  const { set, get, services } = context;
  const { bridge, notify } = services;
  return {
    calibration: null,
    calibrationError: null,
    isCalibrating: false,

    async fitLedger({ fromDay, toDay }) {
      if (get().isCalibrating) return;
      set({ isCalibrating: true, calibrationError: null });
      const { fromMs, toMs } = selectionOf({ fromDay, toDay, names: {} });
      const answer = await bridge.call('calibration.run', {
        ...(fromMs !== undefined && { fromMs }),
        ...(toMs !== undefined && { toMs }),
      });
      set(
        answer.ok
          ? { calibration: answer.value, isCalibrating: false }
          : { calibrationError: answer.error, isCalibrating: false },
      );
    },

    async openCalibrated() {
      const { calibration, createScenario } = get();
      if (calibration === null || !(await createScenario(calibration.scenario))) return false;
      set(({ entry }) => ({ calibratedId: entry?.id ?? null }));
      return true;
    },

    async calibrate() {
      await get().fitLedger({ fromDay: '', toDay: '' });
      const { calibrationError: error } = get();
      if (error === null) return get().openCalibrated();
      notify({ tone: 'failed', title: 'No scenario could be calibrated', message: error.message });
      return false;
    },

    cancelCalibration: () => cancelRunning(context, 'calibrate'),
  };
}
