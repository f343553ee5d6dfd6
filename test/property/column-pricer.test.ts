import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billableUnits } from '#shared/domain/billable-units.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { tokenKinds, type TokenCounts } from '#shared/domain/token-kinds.ts';
import { residencies, serviceTiers } from '#shared/domain/usage.ts';
import { createColumnPricer, recordPrice, type PriceColumns } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';

const catalogue = createBundledCatalogue();
const atMs = Date.UTC(2026, 5, 1, 12);

/** Cards with every rule that the book has: plain, long-context tiers, other tiers, no cache rates, fees, hours. */
const cards = catalogue
  .list({}, atMs)
  .filter((_model, index) => index % 7 === 0)
  .flatMap(({ modelId }) => catalogue.cards({ model: modelId }).slice(-1));

const withFee: PriceCard | undefined = cards[0] && { ...cards[0], unitRates: { request: { usdPerUnit: 0.01 } } };

const count = fc.oneof(
  fc.constant(0),
  fc.nat(1000),
  fc.nat(2_000_000),
  fc.constantFrom(127_999, 128_000, 128_001, 200_000, 200_001, 272_000, 272_001, 9e14),
);
const record = fc.record({
  counts: fc.array(count, { minLength: tokenKinds.length, maxLength: tokenKinds.length }),
  requests: fc.constantFrom(0, 1, 1, 1, 7),
  tier: fc.nat(serviceTiers.length - 1),
  residency: fc.constantFrom(undefined, ...residencies),
  card: fc.constantFrom(undefined, withFee, ...cards),
});

function bits<Name>(names: readonly Name[], all: readonly Name[]): number {
  return names.reduce((sum, name) => sum + 2 ** all.indexOf(name), 0);
}

/** A row of `PriceColumns`. */
interface OnePrice {
  readonly costNanoUsd: number;
  readonly isPriced: number;
  readonly unpricedKinds: number;
  readonly unpricedUnits: number;
}

/** What the ledger's columns would hold of `recordPrice`'s answer. */
function expected({
  counts,
  requests,
  tier,
  residency,
  card,
}: typeof record extends fc.Arbitrary<infer R> ? R : never): OnePrice | 'too dear' {
  const tokens: TokenCounts = Object.fromEntries(tokenKinds.map((kind, index) => [kind, counts[index] ?? 0]));
  try {
    const price = recordPrice(card, { tokens, requests, serviceTier: serviceTiers[tier] ?? 'standard', residency });
    return {
      costNanoUsd: price.costNanoUsd,
      isPriced: price.priceVersion === null ? 0 : 1,
      unpricedKinds: bits(price.unpricedKinds, tokenKinds),
      unpricedUnits: bits(price.unpricedUnits ?? [], billableUnits),
    };
  } catch (error) {
    if (error instanceof RangeError) return 'too dear';
    throw error;
  }
}

describe('the column pricer', () => {
  it('prices every record to the nano-dollar that recordPrice gives, whatever the card and the rows before it', () => {
    expect(cards.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 20 }), (records) => {
        const pricer = createColumnPricer({
          serviceTier: Uint8Array.from(records, ({ tier }) => tier),
          requests: Float64Array.from(records, ({ requests }) => requests),
          tokens: Object.fromEntries(
            tokenKinds.map((kind, index) => [kind, Float64Array.from(records, ({ counts }) => counts[index] ?? 0)]),
          ),
        });
        const rows = records.length;
        // Not empty before: what an earlier batch left behind must not show.
        const into: PriceColumns = {
          costNanoUsd: new Float64Array(rows).fill(7),
          isPriced: new Uint8Array(rows).fill(1),
          unpricedKinds: new Uint16Array(rows).fill(3),
          unpricedUnits: new Float64Array(rows).fill(3),
        };
        const billings = records.map((one) => pricer.billing(one.card, one.tier, one.residency));
        pricer.price(
          rows,
          Uint16Array.from(records, (_record, row) => row),
          billings,
          into,
        );
        for (const [row, one] of records.entries()) {
          const { costNanoUsd, isPriced, unpricedKinds, unpricedUnits } = into;
          const price = {
            costNanoUsd: costNanoUsd[row],
            isPriced: isPriced[row],
            unpricedKinds: unpricedKinds[row],
            unpricedUnits: unpricedUnits[row],
          };
          expect(Number.isNaN(price.costNanoUsd) ? 'too dear' : price).toEqual(expected(one));
        }
      }),
      { numRuns: 500 },
    );
  });
});
