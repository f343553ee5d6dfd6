import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fixture } from '../in-memory.ts';
import { importFixture, importText, presetOf } from './imported.ts';

describe("OpenAI's cost export", () => {
  it('keeps the bill of 2025 by day, line and project, and skips empty days', async () => {
    const { report, charges, records } = await importFixture('openai-costs-2025.csv');
    expect(records).toEqual([]);
    expect(report).toMatchObject({ preset: 'openai-costs', rowsRead: 4, imported: 3, empty: 1, charges: 3 });
    // 0.24641 + 0.1 − 0.05
    expect(report.billedNanoUsd).toBe('296410000');
    expect(charges).toEqual([
      {
        startMs: Date.UTC(2025, 9, 6),
        endMs: Date.UTC(2025, 9, 7),
        provider: 'openai',
        model: 'gpt-4o-2024-08-06',
        line: 'gpt-4o-2024-08-06, input',
        project: 'proj_alpha',
        category: 'usage',
        billedNanoUsd: 246_410_000,
      },
      expect.objectContaining({ model: '', line: 'web search tool calls', billedNanoUsd: 100_000_000 }),
      expect.objectContaining({ model: 'text-embedding-3-small', category: 'credit', billedNanoUsd: -50_000_000 }),
    ]);
  });

  it('reads 28 decimals and exponents of 2026 exactly, and drops e-mail addresses and keys', async () => {
    const { report, charges } = await importFixture('openai-costs-2026.csv');
    // 0.00383598 and 0.00000041 US dollars
    expect(charges.map((charge) => charge.billedNanoUsd)).toEqual([3_835_980, 410]);
    expect(report.billedNanoUsd).toBe('3836390');
    expect(JSON.stringify(charges)).not.toMatch(/pat@example|key_1/);
    expect(report.notes.join(' ')).toContain('user_email (personal data)');
    expect(report.presetReason).toBe("all 17 columns are those of OpenAI's cost export");
  });

  it('refuses money without currency or with text for an amount', async () => {
    const text = await readFile(fixture('openai-costs-2025.csv'), 'utf8');
    const { report } = await importText(text.replace('0.1,usd', '0.1,').replace('-0.05,usd', 'free,usd'));
    expect(report.rejects).toEqual([
      { line: 3, column: 'amount_currency', reason: 'the currency is missing' },
      { line: 5, column: 'amount_value', reason: '"free" is not an amount of money' },
    ]);
    expect(report.billedNanoUsd).toBe('246410000');
  });

  it('is not mistaken for usage, nor a table of payments for it', async () => {
    expect(await presetOf('transaction_id,amount_value,amount_currency,created_at\nT1,238.00,CLP,2024-03-19\n')).toBe(
      undefined,
    );
  });
});
