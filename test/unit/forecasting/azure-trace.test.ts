import { describe, expect, it } from 'vitest';
import { calibrate, seededRandom } from '#forecasting';
import { importFile } from '#importing';
import { cardsOfModels } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import { modelsOf, simulate } from '#simulator';
import { openTestLedger, valueOf } from '../ledger/sample-usage.ts';
import { hasPublicTrace, publicTrace } from '../../public-trace.ts';

describe('calibrating from the Azure conversation trace', () => {
  it.skipIf(!hasPublicTrace)('gives the trace’s own cost, 720 times a month', async () => {
    const ledger = openTestLedger();
    const catalogue = createBundledCatalogue();
    const now = (): number => Date.UTC(2026, 10, 22);
    const options = { model: 'openai/gpt-4o', monthScale: 720 };
    const report = valueOf(
      await importFile({ path: publicTrace, name: 'conv.csv.gz', options, ledger, catalogue, now }),
    );
    expect(report.imported).toBe(19_366);

    const scenario = valueOf(calibrate(ledger, { startMonth: '2026-11', random: seededRandom(1) }));
    const [call] = scenario.workloads[0]?.calls ?? [];
    // 22,361,870 input and 4,088,665 output tokens in 19,366 requests.
    expect(call?.prompt.unsplit).toMatchObject({ mean: 22_361_870 / 19_366, p50: 1020, records: 19_366 });
    expect(call?.answer.output).toMatchObject({ mean: 4_088_665 / 19_366, p50: 129 });

    const { months } = valueOf(simulate(scenario, cardsOfModels(catalogue, modelsOf(scenario)).cards));
    expect(months[0]?.baseline.requests).toBeCloseTo(19_366 * 720, 3);
    // (22,361,870 × $2.50 + 4,088,665 × $10) per million × 720
    expect(months[0]?.baseline.usd).toBeCloseTo(96.791325 * 720, 4);
  });
});
