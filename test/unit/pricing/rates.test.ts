import { describe, expect, it } from 'vitest';
import { billingKind, parentKinds, tokenRate } from '#pricing';
import type { PriceCard } from '#shared/domain/price.ts';
import { promptTokenKinds, tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { exampleCard } from './example-card.ts';

/** A card whose kinds cost 1, 2, 3 … USD per million tokens in the order given. */
function cardWith(...kinds: TokenKind[]): PriceCard {
  return exampleCard({
    rates: Object.fromEntries(kinds.map((kind, index) => [kind, { usdPerMTok: index + 1, tiers: [] }])),
  });
}

describe('parentKinds', () => {
  it('leads every kind of the prompt back to input and every other kind back to output', () => {
    const prompt: readonly TokenKind[] = promptTokenKinds;
    for (const kind of tokenKinds) {
      const root = prompt.includes(kind) ? 'input' : 'output';
      expect([kind, ...parentKinds[kind]].at(-1)).toBe(root);
    }
  });

  it('names only parents from the same side of the request', () => {
    const prompt: readonly TokenKind[] = promptTokenKinds;
    for (const kind of tokenKinds) {
      for (const parent of parentKinds[kind]) expect(prompt.includes(parent)).toBe(prompt.includes(kind));
    }
  });
});

describe('billingKind', () => {
  it('prefers the kind itself', () => {
    expect(billingKind(cardWith('input', 'cacheRead'), 'cacheRead')).toBe('cacheRead');
  });

  it.each([
    ['cacheRead', ['input', 'output'], 'input'],
    ['cacheWrite5m', ['input', 'output'], 'input'],
    ['cacheWrite5m', ['input', 'cacheWrite30m'], 'cacheWrite30m'],
    ['cacheWrite1h', ['input', 'cacheWrite5m'], 'cacheWrite5m'],
    ['cacheWrite1h', ['input', 'output'], 'input'],
    ['cacheWrite30m', ['input', 'cacheWrite5m'], 'cacheWrite5m'],
    ['reasoning', ['input', 'output'], 'output'],
    ['cacheReadAudio', ['input', 'cacheRead', 'inputAudio'], 'inputAudio'],
    ['cacheReadAudio', ['input', 'cacheRead'], 'cacheRead'],
    ['cacheReadImage', ['input'], 'input'],
    ['outputImage', ['input', 'output'], 'output'],
  ] as const)('bills %s on a card with %j as %s', (kind, rated, expected) => {
    expect(billingKind(cardWith(...rated), kind)).toBe(expected);
  });

  it('finds nothing on a card that rates only the other side', () => {
    expect(billingKind(cardWith('input'), 'reasoning')).toBeUndefined();
    expect(billingKind(cardWith('output'), 'cacheWrite1h')).toBeUndefined();
  });
});

describe('tokenRate', () => {
  const plain = { modifiers: [], multiplier: 1, notes: [] };

  it('gives a kind its own rate without a note', () => {
    expect(tokenRate(cardWith('input', 'output'), 'output', 1000)).toEqual({ usdPerMTok: 2, ...plain });
  });

  it('says which rate stands in for a missing one', () => {
    expect(tokenRate(cardWith('input', 'output'), 'reasoning', 1000)).toEqual({
      ...plain,
      usdPerMTok: 2,
      billedAs: 'output',
      notes: ['No rate for Reasoning: billed at the rate of Output.'],
    });
  });

  it('warns that a one-hour write at the five-minute rate may be too cheap', () => {
    const rate = tokenRate(cardWith('input', 'cacheWrite5m'), 'cacheWrite1h', 1000);
    expect(rate?.billedAs).toBe('cacheWrite5m');
    expect(rate?.notes).toContain(
      'Providers that charge for one-hour writes charge more for them, so the true cost may be higher.',
    );
  });

  it('is undefined, not zero, when neither the kind nor a parent has a rate', () => {
    expect(tokenRate(cardWith('input'), 'output', 1000)).toBeUndefined();
  });

  const tiers = [
    { aboveInputTokens: 100, usdPerMTok: 6 },
    { aboveInputTokens: 200, usdPerMTok: 9 },
  ];

  it('keeps the base rate at a tier bound and takes the tier above it', () => {
    const card = exampleCard({ rates: { input: { usdPerMTok: 4, tiers } } });
    expect(tokenRate(card, 'input', 100)).toEqual({ usdPerMTok: 4, ...plain });
    expect(tokenRate(card, 'input', 101)).toEqual({ usdPerMTok: 6, aboveInputTokens: 100, ...plain });
    expect(tokenRate(card, 'input', 200)).toMatchObject({ usdPerMTok: 6, aboveInputTokens: 100 });
    expect(tokenRate(card, 'input', 201)).toMatchObject({ usdPerMTok: 9, aboveInputTokens: 200 });
  });

  it('takes the tier at its bound where the provider counts from there', () => {
    const contextRule = { mode: 'cliff', bound: 'from', basis: 'prompt', source: 'test' } as const;
    const card = exampleCard({ rates: { input: { usdPerMTok: 4, tiers } }, contextRule });
    expect(tokenRate(card, 'input', 99)).toMatchObject({ usdPerMTok: 4 });
    expect(tokenRate(card, 'input', 100)).toMatchObject({ usdPerMTok: 6 });
    expect(tokenRate(card, 'input', 200)).toMatchObject({ usdPerMTok: 9 });
  });

  it('is the mean over the prompt under a marginal rule', () => {
    const contextRule = { mode: 'marginal', bound: 'above', basis: 'prompt', source: 'test' } as const;
    const card = exampleCard({ rates: { input: { usdPerMTok: 4, tiers } }, contextRule });
    // (100 × 4 + 100 × 6 + 200 × 9) ÷ 400 = 7
    expect(tokenRate(card, 'input', 400)).toMatchObject({ usdPerMTok: 7, aboveInputTokens: 200 });
  });

  it("takes a parent's tier along with its rate", () => {
    const card = exampleCard({
      rates: { output: { usdPerMTok: 10, tiers: [{ aboveInputTokens: 50, usdPerMTok: 15 }] } },
    });
    expect(tokenRate(card, 'reasoning', 51)).toMatchObject({
      usdPerMTok: 15,
      billedAs: 'output',
      aboveInputTokens: 50,
    });
  });

  it('carries the multipliers of tier, place and contract', () => {
    const card = exampleCard({
      serviceTiers: { batch: { multiplier: 0.5, source: 'test' } },
      residency: { us: { multiplier: 1.1, source: 'test' } },
      contract: { name: 'c', multiplier: 0.9 },
    });
    expect(tokenRate(card, 'input', 0, 'batch', 'us')?.multiplier).toBeCloseTo(0.5 * 1.1 * 0.9, 15);
  });
});
