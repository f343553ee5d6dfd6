import { readsWholeName } from './leftover-guard.ts';
import { testLogic, wholeNames, type MatchLogic } from './match-logic.ts';
import type { NamedModel } from './named-models.ts';
import { datePattern } from './name-parts.ts';

/** The conditions of one provider's models, prepared so that a name is not tried on each. */
export interface RuleIndex {
  /** Models by names that their conditions list in full, lower case; of two the first in the book's order. */
  readonly listed: ReadonlyMap<string, NamedModel>;
  /** Models whose conditions speak of parts of names, in the book's order. */
  readonly patterned: readonly NamedModel[];
}

/** Prepares the models of one provider for `findByRule`. */
export function indexRules(models: readonly NamedModel[]): RuleIndex {
  const listed = new Map<string, NamedModel>();
  for (const model of models) {
    for (const name of model.logic === undefined ? [] : wholeNames(model.logic)) {
      const key = name.toLowerCase();
      if (!listed.has(key)) listed.set(key, model);
    }
  }
  return { listed, patterned: models.filter(({ logic }) => logic !== undefined && !listsAll(logic)) };
}

/**
 * The model whose condition lists a name or reads all of it (`readsWholeName`); a compact date is also read with
 * dashes.
 * @param name lower case.
 */
export function findByRule({ listed, patterned }: RuleIndex, name: string): NamedModel | undefined {
  for (const text of new Set([name, name.replace(datePattern, '$<year>-$<month>-$<day>')])) {
    const found = listed.get(text) ?? patterned.find((model) => reads(model, text));
    if (found !== undefined) return found;
  }
  return undefined;
}

function reads(model: NamedModel, name: string): boolean {
  const read = model.logic === undefined ? undefined : testLogic(model.logic, name);
  return read !== undefined && readsWholeName(name, read, model);
}

/** Whether a condition does nothing but list whole names. */
function listsAll(logic: MatchLogic): boolean {
  return 'equals' in logic || ('or' in logic && logic.or.every(listsAll));
}
