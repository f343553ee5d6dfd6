import type { MethodOutput } from '#shared/contract.ts';
import { monthOf } from '#shared/time.ts';
import { failureText, type Failure } from '#shared/result.ts';
import type { LibrarySlice, SliceContext } from './state.ts';
import { starterScenario } from './starter-scenario.ts';

/** Preference that remembers which scenario was open. */
const lastScenarioKey = 'burnrate.last-scenario';

/** Longest name of a scenario, characters. */
const longestName = 200;

/** `Support (copy)`: a long name gives way, what it is stays. */
function nameWith(name: string, what: string): string {
  const ending = ` (${what})`;
  return `${name.slice(0, longestName - ending.length)}${ending}`;
}

export function createLibrarySlice({ set, get, services }: SliceContext): LibrarySlice {
  const { bridge, notify, preferences } = services;

  function report(title: string, error: Failure): void {
    notify({ tone: 'failed', title, message: failureText(error) });
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
      await get().createScenario({ ...scenario, name: nameWith(scenario.name, 'copy') });
    },

    async branchScenario(scenario = get().history?.present, ending = 'branch') {
      const { entry, history } = get();
      if (entry === null || history === null || scenario === undefined) return false;
      const parent = { id: entry.id, name: history.present.name };
      if (!(await get().createScenario({ ...scenario, name: nameWith(parent.name, ending), parent }))) return false;
      const branch = get().entry;
      if (branch !== null) void get().comparePlans([parent.id, branch.id]);
      return true;
    },

    async removeScenario() {
      const { entry } = get();
      if (entry === null) return;
      const answer = await bridge.call('scenario.remove', { id: entry.id });
      if (!answer.ok) {
        report('The scenario could not be deleted', answer.error);
        return;
      }
      get().setBudgetMonthlyUsd(null);
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
  };
}
