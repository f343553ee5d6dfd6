import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import { splitChange, type PeriodCost } from '#simulator';

const purposes = ['chat', 'triage'];
const models = ['a/one', 'b/two', 'c/three'];

const periodArbitrary = fc
  .record({
    requests: fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e6 })),
    cells: fc.array(
      fc.record({
        purpose: fc.constantFrom(...purposes),
        modelId: fc.constantFrom(...models),
        kind: fc.constantFrom(...tokenKinds),
        tokens: fc.integer({ min: 1, max: 1e9 }),
        usd: fc.integer({ min: 0, max: 1e5 }),
      }),
      { maxLength: 20 },
    ),
    feesUsd: fc.integer({ min: 0, max: 1000 }),
  })
  .map(({ requests: [chat, triage], cells, feesUsd }) => {
    const requests = new Map([
      ['chat', chat],
      ['triage', triage],
    ]);
    // Tokens without a request have no cost per request to split.
    return { requests, cells: cells.filter(({ purpose }) => (requests.get(purpose) ?? 0) > 0), feesUsd };
  });

/** An upper bound of what any mixture of two periods' factors costs, USD: rounding is measured on it. */
function largestMixtureUsd(periods: readonly PeriodCost[]): number {
  const volume = Math.max(...periods.map(({ requests }) => [...requests.values()].reduce((sum, n) => sum + n, 0)));
  const tokensPerRequest = (purpose: string): number =>
    Math.max(
      ...periods.map(({ requests, cells }) => {
        const tokens = cells.reduce((sum, cell) => sum + (cell.purpose === purpose ? cell.tokens : 0), 0);
        return tokens === 0 ? 0 : tokens / (requests.get(purpose) ?? 1);
      }),
    );
  return periods
    .flatMap(({ cells }) => cells)
    .reduce((sum, { purpose, usd, tokens }) => sum + volume * tokensPerRequest(purpose) * (usd / tokens), 0);
}

describe('a split of a change', () => {
  it('sums exactly to the change, whatever came and went', () => {
    fc.assert(
      fc.property(periodArbitrary, periodArbitrary, (from, to) => {
        const { fromUsd, toUsd, drivers } = splitChange(from, to);
        const sum = drivers.reduce((total, { usd }) => total + usd, 0);
        // Parts that cancel may each be far larger than the change: rounding is measured on the largest.
        const scale = Math.max(1, fromUsd, toUsd, ...drivers.map(({ usd }) => Math.abs(usd)));
        expect(Math.abs(sum - (toUsd - fromUsd))).toBeLessThanOrEqual(1e-12 * scale);
      }),
    );
  });

  it('turns its sign when the periods change places', () => {
    fc.assert(
      fc.property(periodArbitrary, periodArbitrary, (from, to) => {
        const there = splitChange(from, to);
        const back = splitChange(to, from);
        for (const [index, { usd }] of there.drivers.entries()) {
          const scale = Math.max(1, from.feesUsd, to.feesUsd, largestMixtureUsd([from, to]));
          expect(Math.abs(usd + (back.drivers[index]?.usd ?? 0))).toBeLessThanOrEqual(1e-12 * scale);
        }
      }),
    );
  });
});
