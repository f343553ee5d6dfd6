import { describe, expect, it } from 'vitest';
import type { Ledger } from '#ledger';
import { recordPrice } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import { parseScenario } from '#simulator';
import { createInlineRunner, createJobRegistry, type JobRegistry } from '#workers';
import type { UsageRecord } from '#shared/domain/usage.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { simulationHandlers } from '../../../../electron/api/handlers/simulation.ts';
import { scenarioOf } from '../../simulator/builders.ts';
import { exampleRecord, exampleSource, marchMs, openTestLedger, valueOf } from '../../ledger/sample-usage.ts';

const catalogue = createBundledCatalogue();
const now = Date.UTC(2026, 10, 22);

/** A ledger with three days of hourly usage of a model with cache reads, and daily usage in batches of another. */
function usedLedger(): { readonly ledger: ReturnType<typeof openTestLedger>; readonly costUsd: number } {
  const ledger = openTestLedger();
  const writer = ledger.beginImport(exampleSource('march.csv'));
  let costNanoUsd = 0;
  const hourly = Array.from({ length: 72 }, (_, hour) =>
    exampleRecord({
      startMs: marchMs + hour * msPerHour,
      endMs: marchMs + (hour + 1) * msPerHour,
      requests: 10 + (hour % 24),
      tokens: { input: 20_000 + hour * 31, cacheRead: 5000, output: 3000 + hour },
      project: 'chat',
    }),
  );
  const daily = [0, 1, 2].map((day) =>
    exampleRecord({
      startMs: marchMs + day * msPerDay,
      endMs: marchMs + (day + 1) * msPerDay,
      provider: 'anthropic',
      model: 'claude-sonnet-4',
      serviceTier: 'batch',
      requests: 500,
      tokens: { input: 400_000, cacheWrite1h: 30_000, output: 90_000 },
      project: 'nightly',
    }),
  );
  for (const record of [...hourly, ...daily] satisfies UsageRecord[]) {
    const { card } = valueOf(catalogue.resolve(record, record.startMs));
    writer.keepCard(card);
    const price = recordPrice(card, record);
    costNanoUsd += price.costNanoUsd;
    writer.append(record, price);
  }
  writer.commit({ rowsRead: 75, rejected: 0, residualNanoUsd: null });
  return { ledger, costUsd: costNanoUsd / 1e9 };
}

/** What simulates needs no job. */
const noJobs = {
  answer: () => Promise.reject(new Error('Nothing here is a job.')),
};

/** Jobs that are done here and now. */
function jobsOn(ledger: Ledger): JobRegistry {
  const runner = createInlineRunner({
    ledger,
    catalogue: { ...catalogue, exchangeRates: [] },
    now: () => now,
    monotonicMs: () => 0,
  });
  return createJobRegistry({ runner, monotonicMs: () => 0, emit: () => undefined });
}

describe('calibration.run', () => {
  it('makes a scenario from a real ledger that simulates to the ledger’s cost per day', async () => {
    const { ledger, costUsd } = usedLedger();
    const handlers = simulationHandlers({ catalogue, jobs: jobsOn(ledger), now: () => now });
    const { scenario } = valueOf(await handlers['calibration.run']({ name: 'March' }));
    expect(scenario).toMatchObject({ name: 'March', calendar: { startMonth: '2026-11' } });
    expect(scenario.workloads.map(({ name }) => name).sort()).toEqual(['chat', 'nightly']);
    expect(scenario.workloads.find(({ name }) => name === 'chat')?.traffic.hourShares).toHaveLength(24);

    const { months, unpriced } = valueOf(await handlers['scenario.simulate']({ scenario }));
    expect(unpriced).toEqual([]);
    expect((months[0]?.baseline.usd ?? 0) / (months[0]?.days ?? 0)).toBeCloseTo(costUsd / 3, 8);
  });

  it('reads only the period asked for', async () => {
    const { ledger } = usedLedger();
    const handlers = simulationHandlers({ catalogue, jobs: jobsOn(ledger), now: () => now });
    const period = { fromMs: marchMs, toMs: marchMs + msPerDay };
    const { scenario } = valueOf(await handlers['calibration.run'](period));
    expect(scenario.provenance).toMatchObject({ records: 25, fromMs: period.fromMs, toMs: period.toMs });
  });

  it('refuses an empty ledger with a next step', async () => {
    const ledger = openTestLedger();
    const handlers = simulationHandlers({ catalogue, jobs: jobsOn(ledger), now: () => now });
    const result = await handlers['calibration.run']({});
    expect(result.ok ? undefined : result.error).toMatchObject({ code: 'no-usage', nextStep: expect.any(String) });
  });
});

describe('scenario.simulate', () => {
  const handlers = simulationHandlers({ catalogue, jobs: noJobs, now: () => now });

  it('finds cards for a model that the scenario calls by an alias', async () => {
    const call = {
      models: [{ model: 'anthropic/claude-sonnet-4', share: 1 }],
      prompt: { user: 800 },
      answer: { output: 150 },
    };
    const { summary, unpriced } = valueOf(await handlers['scenario.simulate']({ scenario: scenarioOf({ call }) }));
    expect(unpriced).toEqual([]);
    expect(summary.baselineUsdPerRequest).toBeCloseTo(0.00465, 12);
  });

  it('fails with the path of a lever that is not right', async () => {
    const scenario = {
      ...scenarioOf(),
      levers: [{ id: 'x', kind: 'batch', enabled: true, scope: {}, parameters: {} }],
    };
    expect(parseScenario(JSON.stringify(scenario), 'x').ok).toBe(false);
    expect(await handlers['scenario.simulate']({ scenario })).toMatchObject({
      ok: false,
      error: { code: 'invalid-scenario', at: { path: 'levers[0].parameters.eligibleShare' } },
    });
  });
});
