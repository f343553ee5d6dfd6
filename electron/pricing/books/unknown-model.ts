import { failure, type Failed } from '#shared/result.ts';
import { dayOf } from '#shared/time.ts';
import type { ModelReference } from '../catalogue.ts';
import type { NameMiss } from '../matching/index.ts';
import { describeModelReference } from '../model-reference.ts';
import type { PriceCard } from '#shared/domain/price.ts';

/** The failure of a name that no model may be taken for: why, and what it may have meant. */
export function unknownModel(reference: ModelReference, miss: NameMiss, candidates: readonly string[]): Failed {
  const missing = `The price book has no model ${quoted(reference)}.`;
  return failure('unknown-model', miss.sentence === '' ? missing : `${missing} ${miss.sentence}`, {
    nextStep: miss.nextStep === '' ? didYouMean(candidates) : miss.nextStep,
  });
}

/** The failure of a model without a price at an instant. @param cards its cards, ascending by date. */
export function noPriceYet(reference: ModelReference, atMs: number, cards: readonly PriceCard[]): Failed {
  const start = cards.find(({ effectiveFromMs }) => effectiveFromMs !== null && effectiveFromMs > atMs);
  const since = start?.effectiveFromMs ?? null;
  return failure(
    'no-price-yet',
    `No price of ${quoted(reference)} is known for ${dayOf(atMs)}${since === null ? '' : `: the first is from ${dayOf(since)}`}.`,
    { nextStep: 'Give one with an override, or apply a price book from an earlier date on.' },
  );
}

function quoted(reference: ModelReference): string {
  return JSON.stringify(describeModelReference(reference));
}

function didYouMean(candidates: readonly string[]): string {
  const last = candidates.at(-1);
  if (last === undefined) return 'Write it as provider/model, for example openai/gpt-4o.';
  const others = candidates.slice(0, -1);
  return `Did you mean ${others.length === 0 ? last : `${others.join(', ')} or ${last}`}?`;
}
