import fc from 'fast-check';
import type { Consumption } from '#pricing';
import { billableUnits } from '#shared/domain/billable-units.ts';
import type { PriceCard, Rate } from '#shared/domain/price.ts';
import { textCacheKinds, tokenKinds, type TokenCounts } from '#shared/domain/token-kinds.ts';
import { residencies, serviceTiers } from '#shared/domain/usage.ts';
import { exampleCard } from '../unit/pricing/example-card.ts';

/** Counts as requests have them: mostly small, sometimes around the long-context bounds, often none. */
const count = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 5000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100_000, max: 300_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(128_000, 199_999, 200_000, 200_001, 271_999, 272_000, 272_001) },
);
/** Tokens of one record. */
export const anyTokens: fc.Arbitrary<TokenCounts> = fc.record(
  Object.fromEntries(tokenKinds.map((kind) => [kind, count])),
  {
    requiredKeys: [],
  },
);

/** Rates that rise with the prompt, as every published long-context price does. */
const rate: fc.Arbitrary<Rate> = fc
  .record({
    usdPerMTok: fc.double({ min: 0, max: 600, noNaN: true }),
    steps: fc.array(
      fc.record({
        bound: fc.integer({ min: 1, max: 300_000 }),
        rise: fc.double({ min: 0, max: 100, noNaN: true }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ usdPerMTok, steps }) => {
    const bounds = steps.map(({ bound }) => bound).sort((left, right) => left - right);
    let price = usdPerMTok;
    const tiers = steps.map(({ rise }, index) => {
      price += rise;
      return { aboveInputTokens: bounds[index] ?? 0, usdPerMTok: price };
    });
    return { usdPerMTok, tiers };
  });

const factor = fc.double({ min: 0.01, max: 3, noNaN: true });
const contextRule = fc.record({
  mode: fc.constantFrom('cliff' as const, 'marginal' as const),
  bound: fc.constantFrom('above' as const, 'from' as const),
  basis: fc.constantFrom('prompt' as const, 'uncached' as const),
  source: fc.constant('example'),
});
const rates = fc.record(Object.fromEntries(tokenKinds.map((kind) => [kind, rate])), { requiredKeys: [] });
const tierModifier = fc.record(
  {
    multiplier: factor,
    fullRateKinds: fc.subarray([...tokenKinds]),
    rates,
    source: fc.constant('example'),
  },
  { requiredKeys: ['multiplier', 'source'] },
);
const someFactor = fc.record({ multiplier: factor, source: fc.constant('example') });

/** Cards with any of the rules that a card can have. */
export const anyCard: fc.Arbitrary<PriceCard> = fc
  .record(
    {
      rates,
      unitRates: fc.record(
        Object.fromEntries(
          billableUnits.map((unit) => [unit, fc.record({ usdPerUnit: fc.double({ min: 0, max: 1, noNaN: true }) })]),
        ),
        { requiredKeys: [] },
      ),
      serviceTiers: fc.record({ batch: tierModifier, priority: tierModifier }, { requiredKeys: [] }),
      contextRule,
      residency: fc.record({ us: someFactor }),
      cacheMultipliers: fc.record(Object.fromEntries(textCacheKinds.map((kind) => [kind, someFactor])), {
        requiredKeys: [],
      }),
      contract: fc.record({
        name: fc.constant('contract'),
        multiplier: factor,
        kindMultipliers: fc.record({ output: factor, webSearch: factor }, { requiredKeys: [] }),
      }),
    },
    { requiredKeys: ['rates', 'unitRates', 'serviceTiers'] },
  )
  .map((more) => exampleCard(more));

/** Anything that a record can use. */
export const anyConsumption: fc.Arbitrary<Consumption> = fc.record(
  {
    tokens: anyTokens,
    units: fc.record(
      Object.fromEntries(
        billableUnits
          .filter((unit) => unit !== 'request')
          .map((unit) => [unit, fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1000, noNaN: true }))]),
      ),
      { requiredKeys: [] },
    ),
    requests: fc.integer({ min: 0, max: 50 }),
    serviceTier: fc.constantFrom(...serviceTiers),
    residency: fc.constantFrom(...residencies),
  },
  { requiredKeys: ['tokens', 'requests', 'serviceTier'] },
);
