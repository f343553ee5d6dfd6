import type { PromptComponent } from '#shared/domain/scenario.ts';
import type { LeverField } from '../../engine.ts';

/** What the control of a lever's parameter is given. */
export interface LeverFieldControlProps {
  readonly field: LeverField;
  /** JSON path of the parameter. */
  readonly path: string;
  readonly value: unknown;
  /** Parts of the prompt that the scenario's calls have: what a cut or a cache can act on. */
  readonly components: ReadonlySet<PromptComponent>;
  /** Classes of requests of the scenario's workloads. */
  readonly classes: readonly { readonly id: string; readonly name: string }[];
  readonly error: string | undefined;
  /** Changes the value; the edit goes on until `onDone`. */
  readonly onEdit: (value: unknown) => void;
  readonly onDone: () => void;
}
