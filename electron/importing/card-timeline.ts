import type { CardMatch, Catalogue, ModelReference } from '#pricing';

const msPerMinute = 60_000;

/** Finds the cards of one model. */
export interface ModelCards {
  /** The card in force at an instant, UTC ms; undefined when there is none. */
  at(atMs: number): CardMatch | undefined;
  /** True when the same answer holds from one instant to another, both included. */
  isSteady(fromMs: number, toMs: number): boolean;
}

/**
 * Finds the cards of models, each asked for once for all the time it holds: prices change on the dates of a model's
 * cards and, where a card has hours of the day, on minutes.
 */
export function createCardTimelines(catalogue: Catalogue): (reference: ModelReference) => ModelCards {
  const known = new Map<string, ModelCards>();
  return (reference) => {
    const key = `${reference.provider ?? ''}\n${reference.model}`;
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const cards = createModelCards(catalogue, reference);
    // Names of millions of models would be a mistake of the file; memory stays bounded all the same.
    if (known.size >= 10_000) known.clear();
    known.set(key, cards);
    return cards;
  };
}

function createModelCards(catalogue: Catalogue, reference: ModelReference): ModelCards {
  const dated = catalogue.cards(reference);
  if (dated.some((card) => card.dailyWindows !== undefined)) return minuteByMinute(catalogue, reference);
  const changes = dated.flatMap(({ effectiveFromMs, effectiveToMs }) =>
    [effectiveFromMs ?? [], effectiveToMs ?? []].flat(),
  );
  const bounds = Float64Array.from(new Set(changes)).sort();
  const matches: (CardMatch | undefined)[] = [];
  const isKnown: boolean[] = [];
  /** Begins with the interval of the last instant: rows mostly stand close together. */
  let interval = 0;

  function moveTo(atMs: number): number {
    while (interval < bounds.length && atMs >= (bounds[interval] ?? Infinity)) interval++;
    while (interval > 0 && atMs < (bounds[interval - 1] ?? -Infinity)) interval--;
    return interval;
  }

  return {
    isSteady: (fromMs, toMs) => moveTo(fromMs) === moveTo(toMs),
    at(atMs) {
      moveTo(atMs);
      if (isKnown[interval] !== true) {
        isKnown[interval] = true;
        matches[interval] = resolve(catalogue, reference, atMs);
      }
      return matches[interval];
    },
  };
}

function minuteByMinute(catalogue: Catalogue, reference: ModelReference): ModelCards {
  let minute = Number.NaN;
  let match: CardMatch | undefined;
  return {
    isSteady: (fromMs, toMs) => Math.floor(fromMs / msPerMinute) === Math.floor(toMs / msPerMinute),
    at(atMs) {
      const asked = Math.floor(atMs / msPerMinute);
      if (asked !== minute) {
        minute = asked;
        match = resolve(catalogue, reference, atMs);
      }
      return match;
    },
  };
}

function resolve(catalogue: Catalogue, reference: ModelReference, atMs: number): CardMatch | undefined {
  const found = catalogue.resolve(reference, atMs);
  return found.ok ? found.value : undefined;
}
