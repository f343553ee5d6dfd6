import type { Scenario } from '#shared/domain/scenario.ts';

/** Notes and correlations name inputs by their place. When things of a list move, so must what is said of them. */

/** Follows the removal of one entry of a list: what named it goes, what named a later one moves up. */
export function pathsWithout(scenario: Scenario, list: string, removed: number): Scenario {
  return movePaths(scenario, list, (index) => {
    if (index === removed) return undefined;
    return index > removed ? index - 1 : index;
  });
}

/** Follows two entries of a list that change places. */
export function pathsSwapped(scenario: Scenario, list: string, one: number, other: number): Scenario {
  return movePaths(scenario, list, (index) => {
    if (index === one) return other;
    return index === other ? one : index;
  });
}

function movePaths(scenario: Scenario, list: string, place: (index: number) => number | undefined): Scenario {
  function moved(path: string): string | undefined {
    const rest = path.startsWith(`${list}[`) ? path.slice(list.length + 1) : undefined;
    const end = rest?.indexOf(']') ?? -1;
    if (rest === undefined || end < 0) return path;
    const index = place(Number(rest.slice(0, end)));
    return index === undefined ? undefined : `${list}[${index}${rest.slice(end)}`;
  }
  return {
    ...scenario,
    inputNotes: Object.fromEntries(
      Object.entries(scenario.inputNotes).flatMap(([path, note]) => {
        const to = moved(path);
        return to === undefined ? [] : [[to, note]];
      }),
    ),
    correlations: scenario.correlations.flatMap(({ inputs: [left, right], coefficient }) => {
      const [toLeft, toRight] = [moved(left), moved(right)];
      return toLeft === undefined || toRight === undefined ? [] : [{ inputs: [toLeft, toRight], coefficient }];
    }),
  };
}
