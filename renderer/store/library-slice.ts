import type { MethodOutput } from '#shared/contract.ts';
import { monthOf } from '#shared/time.ts';
import type { Failure } from '#shared/result.ts';
import type { LibrarySlice, SliceContext } from './state.ts';
import { starterScenario } from './starter-scenario.ts';

/** Preference that remembers which scenario was open. */
const lastScenarioKey = 'burnrate.last-scenario';

export function createLibrarySlice({ set, get, services }: SliceContext): LibrarySlice {
  const { bridge, notify, preferences } = services;

  function report(title: string, error: Failure): void {
    notify({ tone: 'failed', title, message: [error.message, error.nextStep ?? ''].join(' ').trim() });
  }

  async function show({ entry, scenario }: MethodOutput<'scenario.open'>): Promise<void> {
    await get().showScenario(entry, scenario);
    preferences.setItem(lastScenarioKey, entry.id);
  }

  return {
    entries: null,
    calibratedId: null,

    async loadLibrary() {
      const answer = await bridge.call('scenario.list', {});
      if (answer.ok) set({ entries: answer.value });
      else report('The scenario library could not be read', answer.error);
    },

    async openLastScenario() {
      const entries = get().entries ?? [];
      const last = preferences.getItem(lastScenarioKey);
      const entry = entries.find(({ id }) => id === last) ?? entries[0];
      if (entry !== undefined) await get().openScenario(entry.id);
    },

    async openScenario(id) {
      const answer = await bridge.call('scenario.open', { id });
      if (answer.ok) await show(answer.value);
      else report('The scenario could not be opened', answer.error);
    },

    async createScenario(scenario) {
      const answer = await bridge.call('scenario.create', { scenario });
      if (!answer.ok) {
        report('The scenario could not be created', answer.error);
        return false;
      }
      await show({ entry: answer.value, scenario });
      await get().loadLibrary();
      return true;
    },

    async createStarter() {
      await get().createScenario(starterScenario(monthOf(services.now())));
    },

    readTemplates: () => bridge.call('scenario.templates', {}),

    async duplicateScenario() {
      const scenario = get().history?.present;
      if (scenario === undefined) return;
      await get().createScenario({ ...scenario, name: `${scenario.name} (copy)`.slice(0, 200) });
    },

    async removeScenario() {
      const { entry } = get();
      if (entry === null) return;
      const answer = await bridge.call('scenario.remove', { id: entry.id });
      if (!answer.ok) {
        report('The scenario could not be deleted', answer.error);
        return;
      }
      get().closeScenario();
      preferences.removeItem(lastScenarioKey);
      await get().loadLibrary();
      await get().openLastScenario();
    },

    async openScenarioFile(file) {
      const granted = await bridge.grantFile(file);
      const answer = granted.ok ? await bridge.call('scenario.openFile', { fileId: granted.value.fileId }) : granted;
      if (!answer.ok) {
        report(`${file.name} could not be opened`, answer.error);
        return;
      }
      await show(answer.value);
      await get().loadLibrary();
    },

    async calibrate() {
      const answer = await bridge.call('calibration.run', {});
      if (!answer.ok) {
        report('No scenario could be calibrated', answer.error);
        return false;
      }
      if (!(await get().createScenario(answer.value.scenario))) return false;
      set(({ entry }) => ({ calibratedId: entry?.id ?? null }));
      return true;
    },
  };
}
