import { describe, expect, it } from 'vitest';
import type { ChangeDriver } from '#shared/domain/attribution.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { periodCost, splitChange } from '#simulator';
import { cardOf, largeCard, leverOf, run, scenarioOf, smallCard } from './builders.ts';

const cards = [largeCard, smallCard];

/** The split between the optimized sides of two scenarios, by driver. */
function split(from: Scenario, to: Scenario, toCards = cards): Record<ChangeDriver | 'change', number> {
  const [before, after] = [run(from, cards), run(to, toCards)].map(({ months }) =>
    periodCost(months.map(({ optimized }) => optimized)),
  );
  if (before === undefined || after === undefined) throw new Error('Both scenarios were simulated.');
  const { drivers, fromUsd, toUsd } = splitChange(before, after);
  const byDriver = Object.fromEntries(drivers.map(({ driver, usd }) => [driver, usd])) as Record<ChangeDriver, number>;
  // To a nano-dollar: sums of float64 products are not exact.
  const rounded = Object.entries({ ...byDriver, change: toUsd - fromUsd }).map(([name, usd]) => [
    name,
    Math.round(usd * 1e9) / 1e9 + 0,
  ]);
  return Object.fromEntries(rounded) as Record<ChangeDriver | 'change', number>;
}

const base = scenarioOf();
const doubled: Scenario = {
  ...base,
  workloads: base.workloads.map((workload) => ({ ...workload, traffic: { requestsPerDay: 2000 } })),
};

/** A split in which one driver holds the whole change. */
function only(driver: ChangeDriver, usd: number): Record<ChangeDriver | 'change', number> {
  return { volume: 0, mix: 0, tokens: 0, cache: 0, price: 0, fees: 0, [driver]: usd, change: usd };
}

describe('splitChange', () => {
  it('is volume alone where only the requests double: + $270', () => {
    expect(split(base, doubled)).toEqual(only('volume', 270));
  });

  it('is tokens alone where only the answer grows: 30,000 × 100 × $15 per million = + $45', () => {
    expect(split(base, scenarioOf({ call: { answer: { output: 300 } } }))).toEqual(only('tokens', 45));
  });

  it('is price alone where only the rates change: twice the price, + $270', () => {
    const dearer = cardOf('maker/large', { input: 6, output: 30 });
    expect(split(base, base, [dearer, smallCard])).toEqual(only('price', 270));
  });

  it('is cache alone where only a part of the prompt is read from the cache: 30,000 × 1,000 × $2.7 per million = − $81', () => {
    expect(split(base, scenarioOf({ call: { cache: { readShare: 0.5 } } }))).toEqual(only('cache', -81));
  });

  it('is mix alone where half the tokens move to a model at a tenth of the price: − 45 % of $270', () => {
    const routed = scenarioOf({
      levers: [leverOf('routing-mix', { targets: [{ model: 'other/small', share: 0.5 }] })],
    });
    expect(split(base, routed)).toEqual(only('mix', -121.5));
  });

  it('is fees alone where a fee is added: 30,000 × $0.002 = + $60', () => {
    const withFee: Scenario = {
      ...base,
      workloads: base.workloads.map((workload) => ({
        ...workload,
        fees: [{ id: 'search', name: 'Search', usdPerRequest: 0.002 }],
      })),
    };
    expect(split(base, withFee)).toEqual(only('fees', 60));
  });

  it('shares what two changes make together evenly, and the parts sum to the change', () => {
    // Twice the requests and twice the price: 270 → 1,080. Each alone is + 270, together another 270: half each.
    const dearer = cardOf('maker/large', { input: 6, output: 30 });
    const parts = split(base, doubled, [dearer, smallCard]);
    expect(parts.volume).toBeCloseTo(405, 9);
    expect(parts.price).toBeCloseTo(405, 9);
    expect(parts.change).toBeCloseTo(810, 9);
  });

  it('has nothing to say of nothing, and splits a start from nothing without losing a dollar', () => {
    const empty = { requests: new Map<string, number>(), cells: [], feesUsd: 0 };
    expect(splitChange(empty, empty).drivers.every(({ usd }) => usd === 0)).toBe(true);
    const after = periodCost(run(base, cards).months.map(({ optimized }) => optimized));
    const { drivers } = splitChange(empty, after);
    expect(drivers.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(270, 9);
  });
});
