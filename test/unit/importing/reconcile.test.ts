import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importResidual, reconcile } from '#importing';
import type { Ledger, RecordFacts } from '#ledger';
import { createBundledCatalogue } from '#pricing/books';
import type { BilledCharge } from '#shared/domain/charge.ts';
import { chargeCategories } from '#shared/domain/charge.ts';
import type { RecordPrice, UsageRecord } from '#shared/domain/usage.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { exampleCard } from '../ledger/example-usage.ts';
import {
  examplePrice,
  exampleRecord,
  exampleSource,
  marchMs,
  openTestLedger,
  unpriced,
} from '../ledger/sample-usage.ts';

const catalogue = createBundledCatalogue();

interface Content {
  readonly usage?: readonly (readonly [UsageRecord, RecordPrice, RecordFacts?])[];
  readonly charges?: readonly BilledCharge[];
}

let files = 0;

/** Imports records and bill lines. @returns the import's id. */
function importBoth(ledger: Ledger, { usage = [], charges = [] }: Content): number {
  const writer = ledger.beginImport(exampleSource(`${++files}.csv`));
  writer.keepCard(exampleCard('v1'));
  for (const [record, price, facts] of usage) writer.append(record, price, facts);
  for (const charge of charges) writer.appendCharge(charge);
  return writer.commit({ rowsRead: 0, rejected: 0, residualNanoUsd: null }).id;
}

function charge(more: Partial<BilledCharge> = {}): BilledCharge {
  return {
    startMs: marchMs,
    endMs: marchMs + msPerDay,
    provider: 'openai',
    model: 'gpt-4o-2024-08-06',
    line: 'gpt-4o-2024-08-06, input',
    category: 'usage',
    billedNanoUsd: 1_000_000_000,
    ...more,
  };
}

describe('billed against computed', () => {
  it('meet by day and catalogue model, whatever each file calls it', () => {
    const ledger = openTestLedger();
    importBoth(ledger, {
      usage: [
        [exampleRecord({ model: 'gpt-4o' }), examplePrice(400_000_000)],
        [exampleRecord({ model: 'gpt-4o-2024-08-06', startMs: marchMs + 5 * msPerHour }), examplePrice(500_000_000)],
        [exampleRecord({ model: 'gpt-4o', startMs: marchMs + msPerDay }), examplePrice(700_000_000)],
      ],
    });
    importBoth(ledger, {
      charges: [
        charge({ billedNanoUsd: 600_000_000 }),
        charge({ line: 'gpt-4o-2024-08-06, output', billedNanoUsd: 350_000_000 }),
        charge({ startMs: marchMs + msPerDay, endMs: marchMs + 2 * msPerDay, billedNanoUsd: 690_000_000 }),
      ],
    });
    const { rows, totals, notes } = reconcile({ ledger, catalogue }, { by: ['day', 'model'] });
    const model = 'openai/gpt-4o';
    const row = { attribution: 'model', category: 'usage', lines: [], notBilledUsd: 0, unpricedTokens: 0 };
    expect(rows).toEqual([
      {
        ...row,
        keys: { day: '2024-03-01', model },
        // 0.60 + 0.35 billed, 0.40 + 0.50 computed.
        billedUsd: 0.95,
        computedUsd: 0.9,
        residualUsd: 0.05,
        residualNanoUsd: '50000000',
      },
      {
        ...row,
        keys: { day: '2024-03-02', model },
        billedUsd: 0.69,
        computedUsd: 0.7,
        residualUsd: -0.01,
        residualNanoUsd: '-10000000',
      },
    ]);
    expect(totals).toMatchObject({ billedUsd: 1.64, computedUsd: 1.6, residualNanoUsd: '40000000' });
    expect(notes).toEqual([]);
  });

  it('leave usage that no bill covers out of the residual, and say what it costs', () => {
    const ledger = openTestLedger();
    importBoth(ledger, {
      usage: [
        [exampleRecord(), examplePrice(400_000_000)],
        [exampleRecord({ provider: 'anthropic', model: 'claude-sonnet-4' }), examplePrice(900_000_000)],
        [exampleRecord({ startMs: marchMs + msPerDay }), examplePrice(80_000_000)],
      ],
      charges: [charge({ billedNanoUsd: 500_000_000 })],
    });
    const { totals, rows } = reconcile({ ledger, catalogue }, { by: ['provider'] });
    expect(totals).toEqual({
      billedUsd: 0.5,
      computedUsd: 0.4,
      residualUsd: 0.1,
      residualNanoUsd: '100000000',
      notBilledUsd: 0.98,
      unpricedTokens: 0,
    });
    expect(rows.map(({ keys, residualUsd, notBilledUsd }) => [keys.provider, residualUsd, notBilledUsd])).toEqual([
      ['openai', 0.1, 0.08],
      ['anthropic', null, 0.9],
    ]);
  });

  it('take what rows state as their own cost where there is no bill', () => {
    const ledger = openTestLedger();
    const id = importBoth(ledger, {
      usage: [
        [exampleRecord(), examplePrice(400_000_000), { billedNanoUsd: 410_000_000 }],
        [exampleRecord(), examplePrice(300_000_000), { billedNanoUsd: 0 }],
        [exampleRecord(), examplePrice(50_000_000)],
      ],
    });
    expect(importResidual({ ledger, catalogue }, id)).toEqual({
      billedUsd: 0.41,
      computedUsd: 0.7,
      residualUsd: -0.29,
      residualNanoUsd: '-290000000',
      notBilledUsd: 0.05,
      unpricedTokens: 0,
    });
  });

  it('let a bill count where rows state their cost as well, and say so', () => {
    const ledger = openTestLedger();
    importBoth(ledger, {
      usage: [[exampleRecord(), examplePrice(400_000_000), { billedNanoUsd: 430_000_000 }]],
      charges: [charge({ billedNanoUsd: 420_000_000 })],
    });
    const { totals, notes } = reconcile({ ledger, catalogue }, { by: ['day'] });
    expect(totals.residualNanoUsd).toBe('20000000');
    expect(notes).toEqual(['Where there is a bill, it counts, and not what usage rows state as their cost.']);
  });

  it('know nothing, not zero, where no cost is stated', () => {
    const ledger = openTestLedger();
    const id = importBoth(ledger, { usage: [[exampleRecord(), examplePrice(400_000_000)]] });
    expect(importResidual({ ledger, catalogue }, id)).toEqual({
      billedUsd: null,
      computedUsd: null,
      residualUsd: null,
      residualNanoUsd: null,
      notBilledUsd: 0.4,
      unpricedTokens: 0,
    });
  });

  it('show lines without a model, credits and unknown names in rows of their own', () => {
    const ledger = openTestLedger();
    importBoth(ledger, {
      usage: [[exampleRecord({ model: 'house-model', tokens: { input: 70 } }), unpriced]],
      charges: [
        charge({ model: 'house-model', billedNanoUsd: 30_000_000 }),
        charge({ model: '', line: 'Web search tool calls', billedNanoUsd: 20_000_000 }),
        charge({ model: '', line: 'Free tier', category: 'credit', billedNanoUsd: -5_000_000 }),
      ],
    });
    const { rows, totals } = reconcile({ ledger, catalogue }, { by: ['model'] });
    expect(
      rows.map(({ keys, attribution, category, lines, billedUsd, computedUsd, unpricedTokens }) => ({
        model: keys.model,
        attribution,
        category,
        lines,
        billedUsd,
        computedUsd,
        unpricedTokens,
      })),
    ).toEqual([
      {
        model: 'openai/house-model',
        attribution: 'name',
        category: 'usage',
        lines: [],
        billedUsd: 0.03,
        computedUsd: 0,
        unpricedTokens: 70,
      },
      {
        model: '',
        attribution: 'none',
        category: 'usage',
        lines: ['Web search tool calls'],
        billedUsd: 0.02,
        computedUsd: null,
        unpricedTokens: 0,
      },
      {
        model: '',
        attribution: 'none',
        category: 'credit',
        lines: ['Free tier'],
        billedUsd: -0.005,
        computedUsd: null,
        unpricedTokens: 0,
      },
    ]);
    expect(totals).toMatchObject({ billedUsd: 0.045, residualNanoUsd: '45000000', unpricedTokens: 70 });
  });

  it('take all usage of a provider as covered where its bill names no model', () => {
    const ledger = openTestLedger();
    importBoth(ledger, {
      usage: [
        [exampleRecord(), examplePrice(400_000_000)],
        [exampleRecord({ model: 'gpt-4o-mini' }), examplePrice(100_000_000)],
      ],
      charges: [charge({ model: '', line: 'API usage', billedNanoUsd: 510_000_000 })],
    });
    const { totals, rows } = reconcile({ ledger, catalogue }, { by: ['day', 'provider'] });
    expect(totals).toMatchObject({ billedUsd: 0.51, computedUsd: 0.5, residualUsd: 0.01, notBilledUsd: 0 });
    expect(rows).toMatchObject([{ keys: { day: '2024-03-01', provider: 'openai' }, residualUsd: 0.01 }]);
  });

  it('spread a bill of several days evenly, to the last nano-dollar', () => {
    const ledger = openTestLedger();
    const bill = charge({ endMs: marchMs + 3 * msPerDay, billedNanoUsd: 1_000_000_001 });
    importBoth(ledger, { charges: [bill] });
    const { rows, notes } = reconcile({ ledger, catalogue }, { by: ['day'] });
    expect(rows.map(({ keys, residualNanoUsd }) => [keys.day, residualNanoUsd])).toEqual([
      ['2024-03-01', '333333333'],
      ['2024-03-02', '333333334'],
      ['2024-03-03', '333333334'],
    ]);
    expect(notes).toEqual(['Bills that cover several days are spread evenly over them.']);
    const cut = reconcile(
      { ledger, catalogue },
      { by: ['day'], fromMs: marchMs + msPerDay + msPerHour, toMs: marchMs + 2 * msPerDay },
    );
    expect(cut.totals.residualNanoUsd).toBe('333333334');
  });

  it('may be asked of some imports alone', () => {
    const ledger = openTestLedger();
    const first = importBoth(ledger, { charges: [charge({ billedNanoUsd: 5 })] });
    const second = importBoth(ledger, { charges: [charge({ billedNanoUsd: 7 })] });
    const residualOf = (imports?: number[]): string | null =>
      reconcile({ ledger, catalogue }, { by: ['month'], imports }).totals.residualNanoUsd;
    expect([residualOf(), residualOf([first]), residualOf([second]), residualOf([99])]).toEqual(['12', '5', '7', null]);
  });

  it('come to the same totals however they are grouped, and to the sum of their rows', () => {
    const model = fc.constantFrom('', 'gpt-4o', 'gpt-4o-2024-08-06', 'house-model');
    const start = fc.integer({ min: 0, max: 5 }).map((day) => marchMs + day * msPerDay);
    const charges = fc.array(
      fc
        .record({
          startMs: start,
          days: fc.integer({ min: 1, max: 3 }),
          provider: fc.constantFrom('openai', 'anthropic', ''),
          model,
          line: fc.constantFrom('a', 'b'),
          category: fc.constantFrom(...chargeCategories),
          billedNanoUsd: fc.integer({ min: -5, max: 1000 }),
        })
        .map(({ days, ...one }) => ({ ...one, endMs: one.startMs + days * msPerDay })),
      { maxLength: 8 },
    );
    const usage = fc.array(
      fc.tuple(
        fc
          .record({ startMs: start, provider: fc.constantFrom('openai', 'anthropic', ''), model })
          .map((more) => exampleRecord(more)),
        fc.nat(1000).map((cost) => examplePrice(cost)),
        fc.record({ billedNanoUsd: fc.option(fc.integer({ min: -5, max: 1000 }), { nil: undefined }) }),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(usage, charges, (records, lines) => {
        const ledger = openTestLedger();
        importBoth(ledger, { usage: records, charges: lines });
        const whole = reconcile({ ledger, catalogue }, { by: ['month'] });
        // Every bill has its part in the totals; usage is covered or not billed, and nothing in between.
        const computed = records.reduce((sum, [, { costNanoUsd }]) => sum + costNanoUsd, 0);
        const { computedUsd, notBilledUsd } = whole.totals;
        expect(Math.round(((computedUsd ?? 0) + notBilledUsd) * 1e9)).toBe(computed);
        for (const by of [['day', 'model'], ['model'], ['provider'], ['day', 'month', 'provider', 'model']] as const) {
          const { rows, totals } = reconcile({ ledger, catalogue }, { by: [...by] });
          expect(totals).toEqual(whole.totals);
          const sum = rows.reduce((total, { residualNanoUsd }) => total + BigInt(residualNanoUsd ?? 0), 0n);
          expect(String(sum)).toBe(totals.residualNanoUsd ?? '0');
        }
      }),
      { numRuns: 25 },
    );
  });
});
