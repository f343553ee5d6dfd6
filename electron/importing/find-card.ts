import { msPerDay } from '#shared/time.ts';
import type { Catalogue } from '#pricing';
import type { FindCard } from './presets/preset.ts';

/** Finds cards in a catalogue; the card of a model is remembered for the day it was asked for. */
export function createCardFinder(catalogue: Catalogue): FindCard {
  const known = new Map<string, ReturnType<FindCard>>();
  return (provider, model, atMs) => {
    const key = `${provider}\n${model}\n${Math.floor(atMs / msPerDay)}`;
    if (known.has(key)) return known.get(key);
    const match = catalogue.resolve({ provider, model }, atMs);
    const card = match.ok ? match.value.card : undefined;
    known.set(key, card);
    return card;
  };
}
