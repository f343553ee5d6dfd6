import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardsOfModels } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import { modelsOf } from '#simulator';
import { planVariance, type PinnedPlan } from '#tracking';
import { scenarioSchema } from '#shared/domain/scenario.ts';
import { msPerDay } from '#shared/time.ts';
import { sampleScenario } from '../../electron/sample-scenario.ts';
import { examplePrice, exampleRecord, importUsage, openTestLedger, unpriced } from '../unit/ledger/sample-usage.ts';

const catalogue = createBundledCatalogue();
const startMs = Date.UTC(2026, 8, 1);

/** Usage of models that the plan has, that it does not have, and that nobody knows; priced, unpriced, counted or not. */
const record = fc.record({
  atMs: fc.integer({ min: startMs, max: startMs + 60 * msPerDay }),
  model: fc.constantFrom('gpt-4o', 'gpt-4o-mini', 'o3', 'house-model'),
  project: fc.constantFrom('', 'Customer support', 'elsewhere'),
  serviceTier: fc.constantFrom('standard', 'batch'),
  requests: fc.integer({ min: 0, max: 1000 }),
  input: fc.integer({ min: 0, max: 1e7 }),
  cacheRead: fc.integer({ min: 0, max: 1e7 }),
  output: fc.integer({ min: 0, max: 1e6 }),
  costNanoUsd: fc.integer({ min: 0, max: 1e13 }),
  isPriced: fc.boolean(),
});

/** Two workloads, one of which has the name of a project. */
function planOf(requestsPerDay: number): PinnedPlan {
  const [workload] = sampleScenario.workloads;
  const scenario = scenarioSchema.parse({
    ...sampleScenario,
    calendar: { ...sampleScenario.calendar, startMonth: '2026-09', months: 3 },
    workloads: [
      { ...workload, id: 'support', name: 'Customer support', traffic: { requestsPerDay } },
      { ...workload, id: 'triage', name: 'Triage' },
    ],
    fixedCosts: [],
    levers: [],
  });
  const { cards } = cardsOfModels(catalogue, modelsOf(scenario));
  return {
    entry: { id: 1, pinnedAtMs: startMs, name: scenario.name, startMonth: '2026-09', months: 3 },
    document: { scenario, cards: [...cards] },
  };
}

describe('a plan against actual', () => {
  it('sums to the cent, whatever was planned and whatever came', () => {
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
        (records, requestsPerDay, timeZone) => {
          const ledger = openTestLedger();
          importUsage(
            ledger,
            'usage.csv',
            records.map(
              ({ atMs, model, project, serviceTier, requests, input, cacheRead, output, costNanoUsd, isPriced }) => [
                exampleRecord({
                  startMs: atMs,
                  model,
                  serviceTier: serviceTier === 'batch' ? 'batch' : 'standard',
                  requests,
                  tokens: { input, cacheRead, output },
                  ...(project === '' ? {} : { project }),
                }),
                isPriced ? examplePrice(costNanoUsd) : unpriced,
              ],
            ),
          );
          const nowMs = startMs + 70 * msPerDay;
          const result = planVariance(ledger, catalogue, planOf(requestsPerDay), { timeZone, nowMs });
          if (!result.ok) throw new Error(result.error.message);
          for (const { planUsd, actualUsd, drivers, models, unpricedTokens } of result.value.months) {
            expect(models.reduce((sum, model) => sum + model.unpricedTokens, 0)).toBe(unpricedTokens);
            for (const model of models) expect(model.actualUsd).toBeGreaterThan(-1e-6);
            const nano = (usd: number): number => Math.round(usd * 1e9);
            const sum = drivers.reduce((total, { usd }) => total + nano(usd), 0);
            expect(Math.abs(sum - (nano(actualUsd) - nano(planUsd)))).toBeLessThanOrEqual(
              // Whole nano-dollars; above 2^53 of them a float holds a few.
              Math.max(
                0,
                1e-15 * Math.max(nano(planUsd), nano(actualUsd), ...drivers.map(({ usd }) => Math.abs(nano(usd)))),
              ),
            );
          }
          // What is recorded of a whole month is what the ledger holds of it.
          const september = result.value.months.filter(
            ({ month, recordedShare }) => month === '2026-09' && recordedShare === 1 && timeZone === 'UTC',
          );
          const { totals } = ledger.usage({ fromMs: startMs, toMs: startMs + 30 * msPerDay, by: [] });
          for (const { actualUsd } of september) expect(actualUsd).toBeCloseTo(totals.costUsd, 6);
          ledger.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});
