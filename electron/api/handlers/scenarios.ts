import type { AppEvent } from '#shared/contract.ts';
import { success, type Result } from '#shared/result.ts';
import { checkScenario } from '#simulator';
import { monthOf } from '#shared/time.ts';
import { templates } from '#templates';
import type { FileGrants } from '../file-grants.ts';
import type { Handlers } from '../handler.ts';
import { readScenarioFile } from '../scenario-file.ts';
import type { ScenarioLibrary } from '../scenario-library.ts';

type ScenarioMethods =
  | 'scenario.create'
  | 'scenario.list'
  | 'scenario.open'
  | 'scenario.openFile'
  | 'scenario.remove'
  | 'scenario.save'
  | 'scenario.templates';

/** What the scenario handlers need. */
export interface ScenarioServices {
  readonly library: ScenarioLibrary;
  readonly files: FileGrants;
  /** UTC ms. */
  readonly now: () => number;
  readonly emit: (event: AppEvent) => void;
}

/** Implements the scenario library's methods. */
export function scenarioHandlers({ library, files, emit, now }: ScenarioServices): Pick<Handlers, ScenarioMethods> {
  function announced<T extends Result<unknown>>(result: T): T {
    if (result.ok) emit({ type: 'scenarios-changed' });
    return result;
  }

  return {
    async 'scenario.create'({ scenario }) {
      const checked = checkScenario(scenario);
      return checked.ok ? announced(await library.create(checked.value)) : checked;
    },
    async 'scenario.list'() {
      return success([...(await library.list())]);
    },
    'scenario.open': ({ id }) => library.open(id),
    async 'scenario.openFile'({ fileId }) {
      const file = files.resolve(fileId);
      if (!file.ok) return file;
      const scenario = await readScenarioFile(file.value.path, file.value.name);
      if (!scenario.ok) return scenario;
      const entry = await library.create(scenario.value);
      return entry.ok ? announced(success({ entry: entry.value, scenario: scenario.value })) : entry;
    },
    'scenario.remove': async ({ id }) => announced(await library.remove(id)),
    'scenario.templates': () => success([...templates(monthOf(now()))]),
    async 'scenario.save'({ id, scenario }) {
      const checked = checkScenario(scenario);
      return checked.ok ? announced(await library.save(id, checked.value)) : checked;
    },
  };
}
