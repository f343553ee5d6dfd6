import { describe, expect, it } from 'vitest';
import { boundQuantities } from '#shared/domain/bound-quantities.ts';
import type { EmpiricalQuantity } from '#shared/domain/quantity.ts';
import { bindNumber, refreshScenario, type BindingSource } from '#forecasting';
import { parseScenario, scenarioToText } from '#simulator';
import { firstMonth, run, scenarioOf } from '../../simulator/builders.ts';
import { ledgerOf, type TestRecord } from '../usage-builder.ts';

const start = Date.UTC(2026, 9, 1);
const now = Date.UTC(2026, 9, 20);

function sourceOf(output: number, count = 30): BindingSource {
  const records: TestRecord[] = Array.from({ length: count }, (_none, index) => ({
    startMs: start + index * 60_000,
    tokens: { input: 900, cacheRead: 100, output: output + index },
  }));
  const ledger = ledgerOf([{ records }], []);
  return {
    dictionary: () => ledger.dictionary(),
    scan: (_period, visit) => ledger.scan({}, visit),
    listImports: () => [{ id: 1, monthScale: null, firstMs: start, lastMs: start + 3_600_000 }],
  };
}

function earlier(measure: 'output' | 'cachedShare', mean: number): EmpiricalQuantity {
  return {
    kind: 'empirical',
    mean,
    p5: mean,
    p25: mean,
    p50: mean,
    p75: mean,
    p95: mean,
    records: 20,
    binding: { measure, windowDays: 7, resolvedOn: '2026-09-30', from: '2026-09-23', to: '2026-09-29' },
  };
}

describe('refreshing a scenario', () => {
  it('reads every bound number anew, shares too, and leaves the rest as it is', () => {
    const scenario = scenarioOf({
      call: { answer: { output: earlier('output', 100) }, cache: { readShare: earlier('cachedShare', 0.5) } },
    });
    const refreshed = refreshScenario(sourceOf(200), scenario, now);
    if (!refreshed.ok) throw new Error(refreshed.error.message);
    expect(refreshed.value.bindings.map(({ path, before, after }) => [path, before.mean, after.mean])).toEqual([
      ['workloads[0].calls[0].answer.output', 100, 214.5],
      ['workloads[0].calls[0].cache.readShare', 0.5, 0.1],
    ]);
    const text = scenarioToText(refreshed.value.scenario);
    expect(text).toContain('"resolvedOn": "2026-10-20"');
    expect(parseScenario(text, 'plan')).toEqual({ ok: true, value: refreshed.value.scenario });
    // Costs follow the means: 1,000 requests × 30 days × (1,800 × $3 + 200 × $0.30 + 214.5 × $15) ÷ 10⁶.
    expect(firstMonth(run(refreshed.value.scenario)).baseline.usd).toBeCloseTo(260.325, 9);
  });

  it('changes nothing when one number cannot be read, and says which', () => {
    const scenario = scenarioOf({ call: { answer: { output: earlier('output', 100) } } });
    expect(refreshScenario(sourceOf(200, 19), scenario, now)).toMatchObject({
      ok: false,
      error: { code: 'too-few-observations', at: { path: 'workloads[0].calls[0].answer.output' } },
    });
    expect(refreshScenario(sourceOf(200), scenarioOf(), now)).toMatchObject({
      ok: false,
      error: { code: 'no-bindings' },
    });
  });
});

describe('binding a number', () => {
  it('puts the quantity where the path says, number or range', () => {
    const bound = bindNumber(scenarioOf(), 'workloads[0].traffic.requestsPerDay', earlier('output', 40));
    expect(bound.ok && [...boundQuantities(bound.value).keys()]).toEqual(['workloads[0].traffic.requestsPerDay']);
  });

  it('refuses a place without a number, one that cannot be a range, and a share above 1', () => {
    const quantity = earlier('output', 40);
    expect(bindNumber(scenarioOf(), 'workloads[0].calls[0].name', quantity)).toMatchObject({
      ok: false,
      error: { code: 'no-such-number', at: { path: 'workloads[0].calls[0].name' } },
    });
    expect(bindNumber(scenarioOf(), 'calendar.months', quantity)).toMatchObject({
      ok: false,
      error: { code: 'invalid-scenario', at: { path: 'calendar.months' } },
    });
    const refused = bindNumber(scenarioOf(), 'workloads[0].calls[0].batchShare', quantity);
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'invalid-scenario',
        message: "'batchShare' must stay at or below 1: give lowest and highest, or a measured share.",
      },
    });
  });
});
