import { useMemo } from 'react';
import type { Scenario } from '#shared/domain/scenario.ts';
import { useApp } from './use-app.ts';

/** The two halves of every edit: change as often as needed, then say that it is over (one undo step). */
export interface Edits {
  readonly edit: (intent: string, change: (scenario: Scenario) => Scenario) => void;
  readonly done: () => void;
  /** An edit that is over at once: a click. */
  readonly editOnce: (intent: string, change: (scenario: Scenario) => Scenario) => void;
}

/** Edits of the open scenario: the same functions in every render. */
export function useEdits(): Edits {
  const edit = useApp((state) => state.edit);
  const done = useApp((state) => state.sealEdit);
  return useMemo(
    () => ({
      edit,
      done,
      editOnce(intent, change) {
        done();
        edit(intent, change);
        done();
      },
    }),
    [edit, done],
  );
}

/** The sentence to show at a field, when the engine refused the scenario because of it or of something inside it. */
export function useProblemAt(path: string): string | undefined {
  return useApp(({ problem }) => {
    const at = problem?.at?.path;
    const isHere = at === path || at?.startsWith(`${path}.`) === true || at?.startsWith(`${path}[`) === true;
    return isHere ? problem?.message : undefined;
  });
}
