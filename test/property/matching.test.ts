import { calcPrice } from '@pydantic/genai-prices';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNameMatcher, type NameMatch, type NameMiss } from '../../electron/pricing/matching/index.ts';
import { wholeNames } from '../../electron/pricing/matching/match-logic.ts';
import { bundledNames } from '../unit/pricing/matching/bundled-matcher.ts';

const book = await bundledNames();
const match = createNameMatcher(book);
const entry = fc.constantFrom(...book.models);

/** Everything that vendors hang on a name, and noise. */
const dressing = fc.constantFrom(
  '',
  'models/',
  'bedrock/',
  'vertex_ai/',
  'azure/',
  'openrouter/',
  'openai/',
  'anthropic/',
  'us.',
  'global.',
  'anthropic.',
  'ft:',
  'arn:aws:bedrock:us-east-1::foundation-model/',
);
const ending = fc.constantFrom(
  '',
  '-latest',
  '-2025-01-01',
  '-20250101',
  '@20250101',
  '@001',
  ':0',
  '-v1:0',
  ':free',
  ':thinking',
  '-preview',
  '-high',
  '-mini',
  '-5',
  '.1',
  '-001',
  ' Inp glbl Tokens',
  ' Text Input - Predictions',
  '-70b',
  '-turbo',
);
/** A name made of a book's id or any text, in any vendor's dress. */
const name = fc
  .record({
    front: dressing,
    core: fc.oneof({ weight: 4, arbitrary: entry.map(({ model }) => model) }, fc.string({ maxLength: 20 })),
    end: ending,
  })
  .map(({ front, core, end }) => `${front}${core}${end}`);
const reference = fc.record({
  provider: fc.oneof(fc.constant(''), fc.constantFrom(...book.providers.map(({ id }) => id), 'litellm', 'nobody')),
  model: name,
});

/** What must be the same, whatever the letter case in which a name is quoted. */
function outcome(found: NameMatch | NameMiss): unknown {
  return found.kind === 'match'
    ? [found.model.modelId, found.seller, found.residency, found.serviceTier]
    : [found.cause, found.between.map(({ modelId }) => modelId)];
}

describe('laws of matching', () => {
  it('gives the same answer again, and from a matcher made anew', () => {
    const again = createNameMatcher(book);
    fc.assert(
      fc.property(reference, (anyReference) => {
        const first = match(anyReference);
        expect(match(anyReference)).toEqual(first);
        expect(again(anyReference)).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });

  it('does not look at letter case or outer spaces', () => {
    fc.assert(
      fc.property(reference, ({ provider, model }) => {
        // Only letters that have one counterpart: "ß" in capitals is two letters.
        fc.pre(model.toUpperCase().toLowerCase() === model.toLowerCase());
        const lower = outcome(match({ provider: provider.toLowerCase(), model: model.toLowerCase() }));
        expect(outcome(match({ provider: provider.toUpperCase(), model: ` ${model.toUpperCase()} ` }))).toEqual(lower);
      }),
      { numRuns: 500 },
    );
  });

  it('finds what it found: the id of a match is matched by exact id', () => {
    fc.assert(
      fc.property(reference, (anyReference) => {
        const found = match(anyReference);
        fc.pre(found.kind === 'match');
        const again = match({ model: found.model.modelId });
        expect(again).toMatchObject({ kind: 'match', reason: 'exact id', model: { modelId: found.model.modelId } });
      }),
      { numRuns: 500 },
    );
  });

  it('never leaves the provider that a file names, but for those it falls back to', () => {
    fc.assert(
      fc.property(reference, ({ provider, model }) => {
        fc.pre(provider !== '' && provider !== 'litellm');
        const found = match({ provider, model });
        if (found.kind === 'miss') return;
        // Bedrock's ids and ARNs are AWS', whoever a tool thinks it called.
        if (found.seller === 'aws' && /^arn:|^(?:[a-z-]+\.)?[a-z0-9]+\./i.test(model)) return;
        expect(found.seller).toBe(provider);
        const fallbacks = book.providers.find(({ id }) => id === provider)?.fallbacks ?? [];
        expect([provider, ...fallbacks]).toContain(found.model.provider);
      }),
      { numRuns: 500 },
    );
  });

  it("finds every name that the bundled book lists in full where the book's own calculator finds it", () => {
    for (const { provider, logic } of book.models) {
      for (const listed of logic === undefined ? [] : wholeNames(logic)) {
        const theirs = calcPrice({}, listed, { providerId: provider });
        const ours = match({ provider, model: listed });
        expect(ours.kind === 'match' ? ours.model.model : ours, `${provider} ${listed}`).toBe(theirs?.model.id);
      }
    }
  });

  it("agrees with the book's own calculator, or says nothing, or has read the name further", () => {
    fc.assert(
      fc.property(fc.constantFrom(...book.providers.map(({ id }) => id)), entry, ending, (provider, { model }, end) => {
        const spelled = `${model}${end}`;
        const ours = match({ provider, model: spelled });
        const theirs = calcPrice({}, spelled, { providerId: provider, timestamp: new Date(0) });
        if (ours.kind === 'miss' || theirs === null || ours.normalised.length > 0 || ours.reason === 'exact id') return;
        expect(ours.model.model).toBe(theirs.model.id);
      }),
      { numRuns: 1000 },
    );
  });
});
