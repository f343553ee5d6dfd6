import { wholeNames } from './match-logic.ts';
import type { NamedModel } from './named-models.ts';
import { nameParts, type NameParts } from './name-parts.ts';

/** One way in which a book writes a model's name. */
interface Spelling extends NameParts {
  readonly model: NamedModel;
  /** 0 = its id, 1 = another name that the book accepts, 2 = its display name. */
  readonly source: 0 | 1 | 2;
}

/** Models found by the words of a name: one, or several that the name does not tell apart. */
export interface WordMatch {
  readonly models: readonly [NamedModel, ...NamedModel[]];
}

/** The spellings of one provider's models, by their words in any order. */
export type SpellingIndex = ReadonlyMap<string, readonly Spelling[]>;

/** Prepares the models of one provider for `findByWords`. */
export function indexSpellings(models: readonly NamedModel[]): SpellingIndex {
  const index = new Map<string, Spelling[]>();
  for (const model of models) {
    const names = [
      { text: model.model, source: 0 },
      ...(model.logic === undefined ? [] : wholeNames(model.logic)).map((text) => ({ text, source: 1 }) as const),
      { text: model.displayName, source: 2 },
    ] as const;
    for (const { text, source } of names) {
      const spelling = { ...nameParts(text), model, source };
      const key = keyOf(spelling.words);
      const alike = index.get(key);
      if (alike === undefined) index.set(key, [spelling]);
      else alike.push(spelling);
    }
  }
  return index;
}

/**
 * Finds the models whose name has the same words as a name: all of them and no others, whatever the order and marks
 * between them. Makers and places of serving must not contradict each other. A dated name matches its own snapshot
 * alone; an undated one the undated model, else its snapshots. Of the rest the closest spelling counts: id before other
 * names, the given order of words before another.
 */
export function findByWords(index: SpellingIndex, wanted: NameParts): WordMatch | undefined {
  if (wanted.words.length === 0) return undefined;
  const agreeing = (index.get(keyOf(wanted.words)) ?? []).filter(
    (found) => makersAgree(found, wanted.maker) && agrees(found.scope, wanted.scope),
  );
  const ofDate = agreeing.filter(({ date }) => date === wanted.date);
  const candidates = ofDate.length === 0 && wanted.date === undefined ? agreeing : ofDate;
  const inOrder = wanted.words.join(' ');
  function distance({ words, source }: Spelling): number {
    return source + (words.join(' ') === inOrder ? 0 : 3);
  }
  const nearest = Math.min(...candidates.map(distance));
  const models = [...new Set(candidates.filter((found) => distance(found) === nearest).map(({ model }) => model))].sort(
    (left, right) => left.modelId.length - right.modelId.length || (left.modelId < right.modelId ? -1 : 1),
  );
  const [first, ...others] = models;
  if (first === undefined) return undefined;
  return { models: others.every(({ priceKey }) => priceKey === first.priceKey) ? [first] : [first, ...others] };
}

/**
 * Finds a snapshot named by month and day alone, as Azure's meters do (`gpt-4o-0513`): the one model with the other
 * words and a date that ends in them.
 */
export function findByMonthAndDay(index: SpellingIndex, wanted: NameParts): WordMatch | undefined {
  const monthAndDay = wanted.words.at(-1) ?? '';
  if (wanted.date !== undefined || !/^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(monthAndDay)) return undefined;
  const words = wanted.words.slice(0, -1);
  const dates = new Set(
    (index.get(keyOf(words)) ?? []).map(({ date }) => date).filter((date) => date?.endsWith(monthAndDay) === true),
  );
  const [date, ...others] = dates;
  return date === undefined || others.length > 0 ? undefined : findByWords(index, { ...wanted, words, date });
}

function makersAgree({ maker, model }: Spelling, wanted: string | undefined): boolean {
  return wanted === undefined || wanted === (maker ?? model.provider);
}

function agrees<T>(left: T | undefined, right: T | undefined): boolean {
  return left === undefined || right === undefined || left === right;
}

function keyOf(words: readonly string[]): string {
  return [...words].sort().join(' ');
}
