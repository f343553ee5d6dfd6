import { describe, expect, it } from 'vitest';
import { importFixture, importText } from './imported.ts';

describe("the Anthropic console's cost export", () => {
  it('reads the layout of 2024, in which columns come and go', async () => {
    const { report, charges, records } = await importFixture('anthropic-costs-2024.csv');
    expect(records).toEqual([]);
    expect(report).toMatchObject({ preset: 'anthropic-costs', imported: 3, charges: 3, rejected: 0 });
    // 1.24 + 0.31 + 2.00
    expect(report.billedNanoUsd).toBe('3550000000');
    expect(charges.map(({ model, line }) => [model, line])).toEqual([
      ['Claude 3.5 Sonnet 2024-10-22', 'input_no_cache'],
      ['Claude 3.5 Sonnet 2024-10-22', 'input_cache_write'],
      ['Claude 3.5 Sonnet 2024-10-22', 'output, batch'],
    ]);
    const empty = await importFixture('anthropic-costs-2024-empty.csv');
    expect(empty.report).toMatchObject({ preset: 'anthropic-costs', rowsRead: 0, importId: null });
  });

  it('reads the 14, 12 and 11 columns of 2026, with list prices where they are', async () => {
    const { report, charges } = await importFixture('anthropic-costs-2026.csv');
    // 0.05 + 0.00 + 1.50 + 0.02
    expect(report.billedNanoUsd).toBe('1570000000');
    expect(charges[0]).toEqual({
      startMs: Date.UTC(2026, 2, 30),
      endMs: Date.UTC(2026, 2, 31),
      provider: 'anthropic',
      model: 'Claude Haiku 4.5',
      line: 'input_no_cache',
      project: 'Default',
      category: 'usage',
      billedNanoUsd: 50_000_000,
      listNanoUsd: 60_000_000,
    });
    expect(charges.slice(2).map((charge) => charge.line)).toEqual([
      'input_cache_write_1h, batch, > 200k, us',
      'web_search',
    ]);
    expect(JSON.stringify(charges)).not.toMatch(/pat's key|apikey_/);
    const twelve = await importFixture('anthropic-costs-2026-12.csv');
    expect(twelve.charges).toEqual([expect.objectContaining({ billedNanoUsd: 420_000_000, listNanoUsd: 500_000_000 })]);
    const eleven = await importFixture('anthropic-costs-2026-11.csv');
    expect(eleven.charges).toEqual([expect.objectContaining({ billedNanoUsd: 750_000_000, line: 'output' })]);
    expect(eleven.charges[0]).not.toHaveProperty('listNanoUsd');
  });

  it('reads credits as credits and refuses text for money', async () => {
    const { report, charges } = await importText(
      'usage_date_utc,model,token_type,cost_usd\n2026-01-01,Claude Opus 4.6,output,-3.10\n2026-01-01,Claude Opus 4.6,output,much\n',
    );
    expect(charges).toEqual([expect.objectContaining({ category: 'credit', billedNanoUsd: -3_100_000_000 })]);
    expect(report.rejects).toEqual([{ line: 3, column: 'cost_usd', reason: '"much" is not an amount of money' }]);
  });
});
