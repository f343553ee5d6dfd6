import type { z } from 'zod';
import type { PromptComponent } from '#shared/domain/scenario.ts';
import type { LeafOrigin } from '../expressions.ts';
import type { Plan } from '../plan.ts';

/**
 * What a lever is. A new lever is one file that exports a definition and one line in `registry.ts`: the engine, the
 * file format and the screens need no change. Whoever calls `describe`, `models` or `apply` passes parameters that the
 * definition's own `schema` gave; they are methods so that one list may hold levers of different parameters.
 */
export interface LeverDefinition<Parameters extends object = object> {
  /** Name in scenario files: `prompt-caching`. */
  readonly kind: string;
  /** Name on screens: `Prompt caching`. */
  readonly name: string;
  /** What the lever does, in one sentence. */
  readonly summary: string;
  /** Checks the parameters of a scenario file and fills in defaults. */
  readonly schema: z.ZodType<Parameters>;
  /** Parameters of a newly added lever: a sensible start. */
  readonly defaults: Parameters;
  /** How the parameters are edited. */
  readonly fields: readonly LeverField[];
  /** The parameters in a few words: `cuts system prompt by 30 %`. */
  describe(parameters: Parameters): string;
  /** Names of the models that the parameters mention, so that their prices can be fetched. */
  models(parameters: Parameters): readonly string[];
  /** Ids of the fleets that the parameters name; absent = the lever knows no fleets. */
  fleets?(parameters: Parameters): readonly string[];
  /** Rewrites the plan. Pure: the given plan is left as it is. */
  apply(plan: Plan, parameters: Parameters, target: LeverTarget): LeverEffect;
}

/** What a lever acts on. */
export interface LeverTarget {
  /**
   * Where a parameter comes from, for the leaf that it becomes: its JSON path and, where the file gives a range, that range.
   * A range whose parameter is asked for here by no leaf works through its mean alone, and the result says so.
   * @param parameter dotted path inside the parameters: `hitRate`, `targets[0].share`.
   */
  readonly at: (parameter: string) => LeafOrigin;
  /** True when the lever's scope takes in this call. */
  includes(workloadId: string, callId: string): boolean;
}

export interface LeverEffect {
  readonly plan: Plan;
  /** What the lever did otherwise than asked, or could not do: one sentence each. */
  readonly notes: readonly string[];
}

interface FieldBase {
  /** Dotted path inside the parameters: `hitRate`. */
  readonly path: string;
  readonly label: string;
  /** One sentence. */
  readonly help: string;
  /** The field counts only while the choice at that path has one of the values; absent = always. */
  readonly shownWhen?: { readonly path: string; readonly is: readonly string[] } | undefined;
}

/** A slider over a share; values 0…1, shown in per cent. */
export interface ShareField extends FieldBase {
  readonly control: 'share';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: '%';
}

/** An amount in some unit. */
export interface AmountField extends FieldBase {
  readonly control: 'amount';
  readonly min: number;
  /** Largest value that a slider offers; more may be typed. */
  readonly max: number;
  readonly step: number;
  /** What one of it is: `tokens`, `USD per call`. */
  readonly unit: string;
}

/** One model of the catalogue. */
export interface ModelField extends FieldBase {
  readonly control: 'model';
}

/** One of the scenario's fleets. */
export interface FleetField extends FieldBase {
  readonly control: 'fleet';
}

/** One of a few values. */
export interface ChoiceField extends FieldBase {
  readonly control: 'choice';
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Some of the prompt's parts; the value is a list of their names. */
export interface ComponentsField extends FieldBase {
  readonly control: 'components';
  readonly options: readonly PromptComponent[];
}

/** A cut for each part of the prompt; the value is `{system: {share: 0.3}, tools: {tokens: 1200}}`. */
export interface ComponentCutsField extends FieldBase {
  readonly control: 'component-cuts';
  readonly options: readonly PromptComponent[];
  /** Largest cut in tokens that a slider offers. */
  readonly maxTokens: number;
}

/** Models with shares that sum to at most 1; the value is `[{model, share}]`. */
export interface ModelSharesField extends FieldBase {
  readonly control: 'model-shares';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: '%';
}

/** A line of text. */
export interface TextField extends FieldBase {
  readonly control: 'text';
  /** What an empty text means: `all models`. */
  readonly placeholder: string;
}

/** Some of the workloads' classes of requests; the value is a list of their ids. */
export interface ClassesField extends FieldBase {
  readonly control: 'classes';
}

/** One column of a table of parameters. */
export interface RowColumn {
  /** Name in each row. */
  readonly key: string;
  readonly label: string;
  /** `class` = the id of one of the workloads' classes of requests. */
  readonly kind: 'model' | 'share' | 'number' | 'class';
  /** For numbers. */
  readonly min?: number | undefined;
  readonly unit?: string | undefined;
}

/** A table; the value is a list of objects with the columns' keys. */
export interface RowsField extends FieldBase {
  readonly control: 'rows';
  readonly columns: readonly RowColumn[];
  /** What a new row holds. */
  readonly newRow: Readonly<Record<string, string | number>>;
  /** `Add stage`. */
  readonly addLabel: string;
}

/** A control for one parameter, described so that a screen can draw it without knowing the lever. */
export type LeverField =
  | FleetField
  | ShareField
  | AmountField
  | ModelField
  | ChoiceField
  | ComponentsField
  | ComponentCutsField
  | ModelSharesField
  | TextField
  | ClassesField
  | RowsField;
