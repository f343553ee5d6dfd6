import { describe, expect, it } from 'vitest';
import type { ExchangeRate } from '#shared/domain/exchange-rate.ts';
import { failure } from '#shared/result.ts';
import { createInlineRunner } from '#workers';
import {
  createMemoryLedger,
  failureCode,
  fixture,
  roundCatalogue,
  withFile,
  type MemoryLedger,
} from '../importing/in-memory.ts';

const task = {
  kind: 'import',
  input: { path: fixture('trace.csv'), name: 'trace.csv', options: { model: 'openai/gpt-4o' } },
} as const;

/** What imports of this file ask nothing of. */
const unused = {
  charges: () => [],
  listImports: () => [],
  usage(): never {
    throw new Error('nothing is stored to be summed up');
  },
  reprice: () => Promise.resolve(failure('unused', 'Not needed here.')),
  verify: () => failure('unused', 'Not needed here.'),
  scan: () => undefined,
  dictionary: () => ({ name: () => '' }),
  priceCard: () => undefined,
};

function createRunner(memory: MemoryLedger, exchangeRates: readonly ExchangeRate[] = []) {
  const ledger = { ...memory, ...unused };
  const catalogue = { ...roundCatalogue, exchangeRates };
  return createInlineRunner({ ledger, catalogue, now: () => 0, monotonicMs: () => 0 });
}

describe('createInlineRunner', () => {
  it('runs tasks one after the other: the second sees what the first stored', async () => {
    const ledger = createMemoryLedger();
    const runner = createRunner(ledger);
    const [first, second] = await Promise.all([runner.run(task), runner.run(task)]);
    expect(first).toMatchObject({ ok: true, value: { imported: 4 } });
    expect(second).toMatchObject({ ok: true, value: { imported: 0, duplicate: 4 } });
  });

  it('converts bills at the rates that the catalogue has for their days, and lists what has none', async () => {
    const costs = [
      'start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id,organization_id,organization_name',
      '1767225600,1767312000,2026-01-01T00:00:00+00:00,2026-01-02T00:00:00+00:00,1.5,eur,"gpt-4o, input",,org,Org',
      '1767312000,1767398400,2026-01-02T00:00:00+00:00,2026-01-03T00:00:00+00:00,-0.5,eur,Refund,,org,Org',
    ].join('\n');
    const rates = [
      { currency: 'EUR', usdPerUnit: 2, fromMs: 0, source: 'test' },
      { currency: 'EUR', usdPerUnit: 3, fromMs: Date.UTC(2026, 0, 2), source: 'test' },
    ];
    function importCosts(from: readonly ExchangeRate[]) {
      return withFile(costs, (path) => {
        const input = { path, name: 'costs.csv', options: {} };
        return createRunner(createMemoryLedger(), from).run({ kind: 'import', input });
      });
    }
    expect(await importCosts([])).toMatchObject({
      error: { code: 'no-usable-rows', nextStep: expect.stringContaining('--rate EUR=') },
    });
    // 1.5 EUR at $2 less 0.5 EUR at $3
    expect(await importCosts(rates)).toMatchObject({ ok: true, value: { imported: 2, billedNanoUsd: '1500000000' } });
    expect(await importCosts(rates.slice(1))).toMatchObject({
      ok: true,
      value: {
        imported: 1,
        rejects: [{ line: 2, reason: 'no exchange rate of EUR is known for 2026-01-01' }],
        billedNanoUsd: '-1500000000',
      },
    });
  });

  it('does not begin a task that was cancelled while it waited', async () => {
    const ledger = createMemoryLedger();
    const controller = new AbortController();
    controller.abort();
    expect(failureCode(await createRunner(ledger).run(task, { signal: controller.signal }))).toBe('cancelled');
    expect(ledger.calls).toEqual([]);
  });

  it('makes a bug in a task a loud failure, not a rejection', async () => {
    const ledger = createMemoryLedger();
    const broken: MemoryLedger = {
      ...ledger,
      findImport() {
        throw new TypeError('undefined is not a ledger');
      },
    };
    const runner = createRunner(broken);
    expect(await runner.run(task)).toMatchObject({
      error: { code: 'task-crashed', message: expect.stringContaining('undefined is not a ledger') },
    });
    expect(failureCode(await runner.run(task))).toBe('task-crashed');
  });

  it('cancels on close and waits for the end', async () => {
    const ledger = createMemoryLedger();
    const runner = createRunner(ledger);
    const running = runner.run(task);
    await runner.close();
    expect(failureCode(await running)).toBe('cancelled');
    expect(ledger.imports).toEqual([]);
  });
});
