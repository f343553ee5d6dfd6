import type { OptimiseOptions } from '#shared/domain/optimisation.ts';
import type { Call, Lever, Scenario, Workload } from '#shared/domain/scenario.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { leverDefinition } from '../levers/registry.ts';
import { prepareLevers, type PreparedLever } from '../prepare-levers.ts';
import { fieldText, fieldVariants, parameterAt, type FieldVariant } from './field-variants.ts';

/** A setting's difference from the plan as it is. */
export interface AttributeChange {
  readonly attribute: string;
  readonly from: string;
  readonly to: string;
}

/** One way to set a lever, or one model for a call. */
export interface Setting {
  /** The lever of the scenario that does it; absent = none. */
  readonly lever?: Lever | undefined;
  /** The same, checked; absent = the plan is left alone. */
  readonly prepared?: PreparedLever | undefined;
  /** What differs from the plan as it is; empty for the present setting. */
  readonly changes: readonly AttributeChange[];
  /** In words; absent for what goes without saying. */
  readonly label?: string | undefined;
}

/**
 * Something to decide: which setting of a lever, or which model for a call. A lever that is held has its present setting
 * alone, and keeps its place. Decisions apply in order, as levers do.
 */
export interface Decision {
  readonly kind: 'lever' | 'model' | 'held';
  /** Id of the lever, or `workload/call`. */
  readonly id: string;
  readonly name: string;
  /** The first one leaves the plan alone: off, or the call's own models. */
  readonly settings: readonly [Setting, ...Setting[]];
  /** Index of the setting of the plan as it is. */
  readonly current: number;
  /** Index of the setting as it was entered and on; 0 for a model. */
  readonly asEntered: number;
}

/** An index of a setting for each decision. */
export type Choice = readonly number[];

/** Every setting of every decision. */
export interface SearchSpace {
  readonly decisions: readonly Decision[];
  /** The scenario with every model that may take over, so that its prices are known. */
  readonly scenario: Scenario;
}

/**
 * What may be decided: each lever that is not held on or off, the fields that the user set free at the values given, and for each call its
 * own models or one other. Numbers that are not set free are taken as facts (a hit rate is observed, not chosen).
 * Fails `invalid-input` for a free field that there is not, or a value that it cannot take.
 */
export function searchSpace(scenario: Scenario, options: OptimiseOptions): Result<SearchSpace> {
  for (const [index, { lever: id, field }] of options.free.entries()) {
    const lever = scenario.levers.find((one) => one.id === id);
    const fields = lever === undefined ? undefined : leverDefinition(lever.kind)?.fields;
    if (fields?.some(({ path }) => path === field) === true) continue;
    const known = (fields ?? []).map(({ path }) => path);
    return failure(
      'invalid-input',
      lever === undefined ? `The plan has no lever '${id}'.` : `The lever '${id}' has no field '${field}'.`,
      {
        at: { path: `free[${index}].${lever === undefined ? 'lever' : 'field'}` },
        nextStep: `It has: ${(lever === undefined ? scenario.levers.map((one) => one.id) : known).join(', ')}.`,
      },
    );
  }
  const unknown = options.held.findIndex((id) => !scenario.levers.some((lever) => lever.id === id));
  if (unknown !== -1) {
    return failure('invalid-input', `The plan has no lever '${options.held[unknown]}'.`, {
      at: { path: `held[${unknown}]` },
      nextStep: `It has: ${scenario.levers.map(({ id }) => id).join(', ')}.`,
    });
  }
  const models = modelDecisions(scenario, options);
  const decisions: Decision[] = [];
  for (const lever of scenario.levers) {
    const decision = options.held.includes(lever.id)
      ? heldDecision(scenario, lever)
      : leverDecision(scenario, lever, options);
    if (!decision.ok) return decision;
    decisions.push(decision.value);
  }
  const takeovers = models.flatMap(({ settings }) => settings.flatMap(({ lever }) => lever ?? []));
  return success({
    decisions: [...models, ...decisions],
    scenario: {
      ...scenario,
      levers: [...takeovers.map((lever) => ({ ...lever, enabled: false })), ...scenario.levers],
    },
  });
}

/** The scenario of a choice: the models that take over first, then the levers as the choice sets them. */
export function scenarioOfChoice(scenario: Scenario, space: SearchSpace, choice: Choice): Scenario {
  const takeovers: Lever[] = [];
  const settings = new Map<string, Lever | undefined>();
  for (const [index, decision] of space.decisions.entries()) {
    const { lever } = settingOf(decision, choice, index);
    if (decision.kind !== 'model') settings.set(decision.id, lever);
    else if (lever !== undefined) takeovers.push(lever);
  }
  const levers = scenario.levers.map((lever) => settings.get(lever.id) ?? { ...lever, enabled: false });
  return { ...scenario, levers: [...takeovers, ...levers] };
}

/** The setting that a choice gives a decision. */
export function settingOf(decision: Decision, choice: Choice, index: number): Setting {
  const setting = decision.settings[choice[index] ?? 0];
  if (setting === undefined) throw new Error(`${decision.name} has no setting ${choice[index]}.`);
  return setting;
}

/** How many combinations of settings there are; may be beyond what can be counted exactly. */
export function combinationsOf({ decisions }: SearchSpace): number {
  return decisions.reduce((product, { settings }) => product * settings.length, 1);
}

function heldDecision(scenario: Scenario, lever: Lever): Result<Decision> {
  const checked = prepared(scenario, lever);
  if (!checked.ok) return checked;
  const { name, definition, parameters } = checked.value;
  const setting: Setting = lever.enabled
    ? { lever, prepared: checked.value, changes: [], label: `${name}: ${definition.describe(parameters)}` }
    : { lever, changes: [] };
  return success({ kind: 'held', id: lever.id, name, settings: [setting], current: 0, asEntered: 0 });
}

function leverDecision(scenario: Scenario, lever: Lever, options: OptimiseOptions): Result<Decision> {
  const on = prepared(scenario, { ...lever, enabled: true });
  if (!on.ok) return on;
  const { name, definition, parameters } = on.value;
  const switched = { attribute: 'on or off', from: lever.enabled ? 'on' : 'off', to: lever.enabled ? 'off' : 'on' };
  const settings: Setting[] = [
    {
      lever: { ...lever, enabled: false },
      changes: lever.enabled ? [switched] : [],
    },
  ];
  const variants: readonly FieldVariant[] = fieldVariants(
    parameters,
    options.free.filter((one) => one.lever === lever.id),
  );
  for (const { parameters: varied, fields } of variants) {
    const set: Lever = { ...lever, enabled: true, parameters: fields.length === 0 ? lever.parameters : varied };
    const checked = prepared(scenario, set);
    if (!checked.ok) return checked;
    settings.push({
      lever: set,
      prepared: checked.value,
      changes: [
        ...(lever.enabled ? [] : [switched]),
        ...fields.map((path): AttributeChange => {
          const field = definition.fields.find((one) => one.path === path);
          return {
            attribute: field?.label ?? path,
            from: fieldText(field, parameterAt(parameters, path)),
            to: fieldText(field, parameterAt(varied, path)),
          };
        }),
      ],
      label: `${name}: ${definition.describe(checked.value.parameters)}`,
    });
  }
  return success({
    kind: 'lever',
    id: lever.id,
    name,
    settings: [settings[0] ?? { changes: [] }, ...settings.slice(1)],
    current: lever.enabled ? 1 : 0,
    asEntered: 1,
  });
}

function modelDecisions(scenario: Scenario, options: OptimiseOptions): readonly Decision[] {
  const taken = new Set(scenario.levers.map(({ id }) => id));
  const decisions: Decision[] = [];
  for (const workload of scenario.workloads) {
    for (const call of workload.calls) {
      const settings = candidatesOf(workload, call, options).map((model): Setting => {
        const lever = takeover(workload, call, model, freeId(`model-of-${call.id}`, taken));
        taken.add(lever.id);
        const checked = prepared(scenario, lever);
        if (!checked.ok) throw new Error(`A call cannot be sent to ${model}: ${checked.error.message}`);
        const from = call.models.map((one) => one.model).join(', ');
        return {
          lever,
          prepared: checked.value,
          changes: [{ attribute: 'model', from, to: model }],
          label: `${workload.name}, ${call.name}: on ${model}`,
        };
      });
      if (settings.length === 0) continue;
      const name = `${workload.name}, ${call.name}`;
      const id = `${workload.id}/${call.id}`;
      decisions.push({ kind: 'model', id, name, settings: [{ changes: [] }, ...settings], current: 0, asEntered: 0 });
    }
  }
  return decisions;
}

/** Models whose quality the user gave for the workload, and those asked for; not one that serves all of the calls already. */
function candidatesOf({ performance = [] }: Workload, { models }: Call, options: OptimiseOptions): readonly string[] {
  const known = performance.filter(({ quality }) => quality !== undefined).map(({ model }) => model);
  const [only] = models;
  return [...new Set([...known, ...options.models])].filter((model) => models.length > 1 || model !== only?.model);
}

function takeover(workload: Workload, call: Call, model: string, id: string): Lever {
  return {
    id,
    kind: 'routing-mix',
    name: `${call.name} on ${model}`.slice(0, 200),
    enabled: true,
    scope: { workloads: [workload.id], calls: [call.id] },
    parameters: { targets: [{ model, share: 1 }] },
  };
}

function prepared(scenario: Scenario, lever: Lever): Result<PreparedLever> {
  const levers = prepareLevers({ ...scenario, levers: [lever] });
  if (!levers.ok) {
    const { at, ...error } = levers.error;
    const path = at?.path?.replace('levers[0]', `lever '${lever.id}'`);
    return { ok: false, error: { ...error, ...(path !== undefined && { at: { path } }) } };
  }
  const [only] = levers.value;
  if (only === undefined) throw new Error('One lever was prepared.');
  return success(only);
}

function freeId(base: string, taken: ReadonlySet<string>): string {
  const stem = base.slice(0, 58);
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(id)) return id;
  }
}
