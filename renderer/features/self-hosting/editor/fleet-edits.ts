import type { Fleet } from '#shared/domain/fleet.ts';
import { editFleet } from '../../../store/edits-fleets.ts';
import { useEdits } from '../../../store/use-edits.ts';

/** The edits of one fleet: every group of fields gets them. */
export interface FleetEdits {
  readonly fleet: Fleet;
  /** JSON path of the fleet: `fleets[0]`. */
  readonly path: string;
  /** Changes as often as a field is typed in: one step of undo until `done`. @param field path inside the fleet. */
  readonly set: (field: string, change: Partial<Fleet>) => void;
  /** A change that is over at once: a choice, a switch. */
  readonly choose: (field: string, change: Partial<Fleet>) => void;
  /** Takes back what was given of an optional part: the fleet's own default holds again. */
  readonly clear: (key: 'hoursPerMonth' | 'power') => void;
  readonly done: () => void;
}

/** Edits of the fleet at a place of the open scenario. */
export function useFleetEdits(fleet: Fleet, index: number): FleetEdits {
  const { edit, editOnce, done } = useEdits();
  const path = `fleets[${index}]`;
  return {
    fleet,
    path,
    done,
    set: (field, change) =>
      edit(`${path}.${field}`, (scenario) => editFleet(scenario, index, (old) => ({ ...old, ...change }))),
    clear: (key) => edit(`${path}.${key}`, (scenario) => editFleet(scenario, index, (old) => without(old, key))),
    choose: (field, change) =>
      editOnce(`${path}.${field}`, (scenario) => editFleet(scenario, index, (old) => ({ ...old, ...change }))),
  };
}

/** Of each kind of a union by itself. */
type Without<Whole, Key extends PropertyKey> = Whole extends unknown ? Omit<Whole, Key> : never;

/** A copy without one key: an optional part that is no longer given. */
export function without<Whole extends object, Key extends keyof Whole>(whole: Whole, key: Key): Without<Whole, Key> {
  const { [key]: _dropped, ...rest } = whole;
  // What is left of a value of one kind is of that kind.
  return rest as Without<Whole, Key>;
}
