import type { AddedModel, BookDiff, BookDocument, ModelChange } from '#shared/domain/price-book.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { dayOf } from '#shared/time.ts';
import { cardAt } from '../cards.ts';
import type { Catalogue } from '../catalogue.ts';
import { changesBetween } from './compare-cards.ts';

/** What a diff is made from. */
export interface DiffOptions {
  /** The catalogue as it is. */
  readonly before: Catalogue;
  /** The catalogue as it would be with the book. */
  readonly after: Catalogue;
  readonly book: BookDocument;
  /** Models of the last book of the same name. */
  readonly previousModelIds: Iterable<string>;
  /** The document of the same content and start, when it was applied before. */
  readonly appliedAs?: number | undefined;
}

/** Removed models that are named; their number is given in any case. */
const namedModels = 100;

/** What applying a book does to the price of each of its models, from its start on. */
export function diffBook(options: DiffOptions): BookDiff {
  const steps = diffBookInSteps(options);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/**
 * The same, a model a step, for callers who have something else to do in between: reading thousands of names takes longer
 * than a window may stand still.
 */
export function* diffBookInSteps({
  before,
  after,
  book,
  previousModelIds,
  appliedAs,
}: DiffOptions): Generator<void, BookDiff, void> {
  const { kind: _kind, version: _version, cards, ...facts } = book;
  const added: AddedModel[] = [];
  const changed: ModelChange[] = [];
  let unchanged = 0;
  const modelIds = new Set(cards.map(({ modelId }) => modelId));
  const later: string[] = [];
  for (const modelId of modelIds) {
    yield;
    const reference = { model: modelId };
    const newCards = after.cards(reference);
    const oldCards = before.cards(reference);
    const first = newCards.find(({ effectiveToMs }) => (effectiveToMs ?? Infinity) > book.effectiveFromMs);
    if (oldCards.length === 0) {
      if (first !== undefined) added.push(addedModel(first));
      continue;
    }
    const changes = modelChanges(oldCards, newCards, book.effectiveFromMs);
    if (changes.length === 0) unchanged += 1;
    changed.push(...changes);
    const kept = newCards.find(
      ({ effectiveFromMs, source }) => (effectiveFromMs ?? 0) > book.effectiveFromMs && source.book !== book.book,
    );
    if (kept !== undefined) later.push(`${modelId} on ${dayOf(kept.effectiveFromMs ?? 0)}`);
  }
  const removed = [...previousModelIds].filter((modelId) => !modelIds.has(modelId)).sort();
  return {
    ...facts,
    notes: [...facts.notes, ...noteOf(later)],
    added: added.sort((left, right) => (left.modelId < right.modelId ? -1 : 1)),
    changed: changed.sort(largestFirst),
    unchanged,
    removed: { count: removed.length, modelIds: removed.slice(0, namedModels) },
    ...(appliedAs === undefined ? {} : { appliedAs }),
  };
}

function addedModel({ modelId, displayName, effectiveFromMs, rates }: PriceCard): AddedModel {
  return {
    modelId,
    displayName,
    fromMs: effectiveFromMs ?? 0,
    inputUsdPerMTok: rates.input?.usdPerMTok ?? null,
    outputUsdPerMTok: rates.output?.usdPerMTok ?? null,
  };
}

/** The changes of a model at the start and at every later date on which one of the two moves. */
function modelChanges(
  oldCards: readonly PriceCard[],
  newCards: readonly PriceCard[],
  startMs: number,
): readonly ModelChange[] {
  const starts = [...oldCards, ...newCards].flatMap(({ effectiveFromMs }) =>
    effectiveFromMs !== null && effectiveFromMs > startMs ? [effectiveFromMs] : [],
  );
  const instants = [...new Set([startMs, ...starts])].sort((left, right) => left - right);
  return instants.flatMap((fromMs): ModelChange[] => {
    const [before, after] = [cardAt(oldCards, fromMs), cardAt(newCards, fromMs)];
    if (before === undefined || after === undefined) return [];
    const changes = [...changesBetween(before, after)];
    if (changes.length === 0) return [];
    const percents = changes.flatMap(({ percent }) => (percent === null ? [] : [Math.abs(percent)]));
    const { modelId, displayName } = after;
    return [
      { modelId, displayName, fromMs, changes, largestPercent: percents.length === 0 ? null : Math.max(...percents) },
    ];
  });
}

function largestFirst(left: ModelChange, right: ModelChange): number {
  const byChange = (right.largestPercent ?? 0) - (left.largestPercent ?? 0);
  return (
    byChange || (left.modelId < right.modelId ? -1 : left.modelId > right.modelId ? 1 : left.fromMs - right.fromMs)
  );
}

function noteOf(later: readonly string[]): readonly string[] {
  const [first] = later;
  if (first === undefined) return [];
  const count = later.length === 1 ? '1 model keeps a price change' : `${later.length} models keep price changes`;
  return [`${count} that the catalogue has a later date for (${first}): a book without dates says what holds now.`];
}
