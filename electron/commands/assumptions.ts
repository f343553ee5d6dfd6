import type { Scenario } from '#shared/domain/scenario.ts';
import { boundQuantities } from '#shared/domain/bound-quantities.ts';
import { measuredText } from './binding-text.ts';

/** What is known of one number of a scenario besides itself. */
export interface Assumption {
  /** JSON path of the number. */
  readonly path: string;
  readonly note?: string | undefined;
  readonly source?: string | undefined;
  /** For a number that the ledger gives: what was measured, over which days. */
  readonly measured?: string | undefined;
}

/** The notes and sources of a scenario's numbers and what the ledger gave, by path in order; and what calibration assumed. */
export function assumptionsOf(scenario: Scenario): {
  readonly inputs: readonly Assumption[];
  readonly calibration: readonly string[];
} {
  const bound = boundQuantities(scenario);
  const paths = [...new Set([...Object.keys(scenario.inputNotes), ...bound.keys()])].sort();
  return {
    inputs: paths.map((path) => {
      const quantity = bound.get(path);
      return {
        path,
        ...scenario.inputNotes[path],
        ...(quantity === undefined ? {} : { measured: measuredText(quantity) }),
      };
    }),
    calibration: scenario.provenance?.assumptions ?? [],
  };
}
