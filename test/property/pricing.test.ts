import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainPrice, recordPrice } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import { billableUnits } from '#shared/domain/billable-units.ts';
import { modifierSteps } from '#shared/domain/price.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import { usdToNanoUsd } from '#shared/money.ts';
import { anyCard, anyConsumption } from './pricing-arbitraries.ts';

const catalogue = createBundledCatalogue();
const today = Date.UTC(2026, 10, 22, 12);
const models = catalogue.list({}, today);

describe('laws of pricing', () => {
  it('lets the lines sum to the total, each line being quantity × rate × multiplier', () => {
    fc.assert(
      fc.property(anyCard, anyConsumption, (card, used) => {
        const { usd, lines } = explainPrice(card, used);
        let sum = 0;
        for (const line of lines) {
          sum += line.usd ?? 0;
          if (line.usd === null || line.usdPerUnit === null) continue;
          const perUnit = line.unit === 'USD/MTok' ? line.usdPerUnit / 1e6 : line.usdPerUnit;
          expect(line.usd).toBeCloseTo(line.quantity * perUnit * line.multiplier, 9);
        }
        expect(usd ?? 0).toBe(sum);
      }),
    );
  });

  it('lets the whole nano-dollars of the lines sum exactly to those of the ledger', () => {
    fc.assert(
      fc.property(anyCard, anyConsumption, (card, used) => {
        const { lines } = explainPrice(card, used);
        const sum = lines.reduce((total, { nanoUsd }) => total + BigInt(nanoUsd ?? 0), 0n);
        expect(sum).toBe(BigInt(recordPrice(card, used).costNanoUsd));
        for (const { usd, nanoUsd } of lines) {
          expect(nanoUsd === null).toBe(usd === null);
          if (usd === null || nanoUsd === null) continue;
          expect(Math.abs(nanoUsd - usd * 1e9)).toBeLessThanOrEqual(1 + usd * 1e9 * Number.EPSILON);
        }
      }),
    );
  });

  it('applies the steps in the fixed order, and their product is what the rate is multiplied by', () => {
    fc.assert(
      fc.property(anyCard, anyConsumption, (card, used) => {
        for (const { modifiers, multiplier, aboveInputTokens } of explainPrice(card, used).lines) {
          const order = modifiers.map(({ step }) => modifierSteps.indexOf(step));
          expect(order).toEqual([...new Set(order)].sort((left, right) => left - right));
          expect(multiplier).toBe(modifiers.reduce((product, modifier) => product * modifier.multiplier, 1));
          expect(modifiers.some(({ step }) => step === 'contextTier')).toBe(aboveInputTokens !== undefined);
        }
      }),
    );
  });

  it('never gives anything away: each kind and unit used has a line, priced or listed as unpriced', () => {
    fc.assert(
      fc.property(anyCard, anyConsumption, (card, used) => {
        const { usd, lines, unpricedKinds, unpricedUnits } = explainPrice(card, used);
        const kinds = tokenKinds.filter((kind) => (used.tokens[kind] ?? 0) > 0);
        const units = billableUnits.filter((unit) => (used.units?.[unit] ?? 0) > 0);
        const withLines = new Set(lines.map(({ kind }) => kind));
        expect([...withLines].filter((kind) => kind !== 'request')).toEqual([...kinds, ...units]);
        const unpriced = lines.filter((line) => line.usd === null).map(({ kind }) => kind);
        expect(new Set([...unpricedKinds, ...unpricedUnits])).toEqual(new Set(unpriced));
        expect(usd === null).toBe(lines.length > 0 && lines.every((line) => line.usd === null));
      }),
    );
  });

  it('shares out every token over the lines of its kind, whatever the long-context rule', () => {
    fc.assert(
      fc.property(anyCard, anyConsumption, (card, used) => {
        const { lines } = explainPrice(card, used);
        for (const kind of tokenKinds) {
          const shared = lines.filter((line) => line.kind === kind).reduce((sum, { quantity }) => sum + quantity, 0);
          expect(shared).toBeCloseTo(used.tokens[kind] ?? 0, 6);
        }
      }),
    );
  });

  it('never makes more tokens cheaper', () => {
    fc.assert(
      fc.property(
        anyCard,
        anyConsumption,
        fc.constantFrom(...tokenKinds),
        fc.integer({ min: 1, max: 300_000 }),
        (card, less, kind, extra) => {
          const more = { ...less, tokens: { ...less.tokens, [kind]: (less.tokens[kind] ?? 0) + extra } };
          const cheaper = explainPrice(card, less).usd ?? 0;
          const dearer = explainPrice(card, more).usd ?? 0;
          expect(dearer).toBeGreaterThanOrEqual(cheaper * (1 - 1e-9));
        },
      ),
    );
  });

  it('never jumps under a marginal rule: one token more costs at most what a token costs at the highest tier', () => {
    const marginal = anyCard.map((card) => ({
      ...card,
      contextRule: { mode: 'marginal', bound: 'above', basis: 'prompt', source: 'example' } as const,
    }));
    fc.assert(
      fc.property(marginal, fc.integer({ min: 1, max: 400_000 }), (card, input) => {
        const priceOf = (size: number): number =>
          explainPrice(card, { tokens: { input: size }, requests: 1, serviceTier: 'standard' }).usd ?? 0;
        const highest = card.rates.input?.tiers.at(-1)?.usdPerMTok ?? card.rates.input?.usdPerMTok ?? 0;
        const dearest = (highest * (card.contract?.multiplier ?? 1)) / 1e6;
        expect(priceOf(input + 1) - priceOf(input)).toBeLessThanOrEqual(dearest + 1e-9);
      }),
    );
  });

  it('stores the same price in the ledger, rounded once, and the same gaps', () => {
    fc.assert(
      fc.property(anyCard, anyConsumption, (card, used) => {
        const explained = explainPrice(card, used);
        const stored = recordPrice(card, used);
        expect(stored.costNanoUsd).toBe(usdToNanoUsd(explained.usd ?? 0));
        expect(stored.unpricedKinds).toEqual(explained.unpricedKinds);
        expect(stored.unpricedUnits ?? []).toEqual(explained.unpricedUnits);
        expect(stored.priceVersion === null).toBe(explained.usd === null);
      }),
    );
  });

  it('sums any thousand tiny costs exactly: the ledger adds whole nano-dollars', () => {
    const tiny = fc.record({
      tokens: fc.record({ input: fc.integer({ min: 0, max: 50 }), output: fc.integer({ min: 0, max: 5 }) }),
      requests: fc.constant(1),
      serviceTier: fc.constant('standard' as const),
    });
    fc.assert(
      fc.property(anyCard, fc.array(tiny, { minLength: 1000, maxLength: 1000 }), (card, records) => {
        const costs = records.map((record) => recordPrice(card, record).costNanoUsd);
        const exact = costs.reduce((sum, cost) => sum + BigInt(cost), 0n);
        expect(BigInt(costs.reduce((sum, cost) => sum + cost, 0))).toBe(exact);
        expect(BigInt(costs.toReversed().reduce((sum, cost) => sum + cost, 0))).toBe(exact);
      }),
      { numRuns: 20 },
    );
  });

  it('prices no record of a model that the book does not know', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^zz[a-z0-9./-]{0,20}$/), anyConsumption, (name, used) => {
        const match = catalogue.resolve({ model: name }, today);
        expect(match).toMatchObject({ ok: false, error: { code: 'unknown-model' } });
        const price = recordPrice(undefined, used);
        expect(price.priceVersion).toBeNull();
        expect(price.unpricedKinds).toEqual(tokenKinds.filter((kind) => (used.tokens[kind] ?? 0) > 0));
      }),
      { numRuns: 30 },
    );
  });

  it("holds that more tokens cost more for every one of the book's models: no tier of a card is cheaper than the one below", () => {
    for (const { modelId } of models) {
      for (const { rates } of catalogue.cards({ model: modelId })) {
        for (const { usdPerMTok, tiers } of Object.values(rates)) {
          const steps = [usdPerMTok, ...tiers.map((tier) => tier.usdPerMTok)];
          expect(steps).toEqual([...steps].sort((left, right) => left - right));
        }
      }
    }
  });
});
