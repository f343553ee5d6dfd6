import { describe, expect, it } from 'vitest';
import { createBundledCatalogue } from '#pricing/books';
import { recordPrice } from '#pricing';
import { recompute } from '#simulator';
import { explainRecord } from '#tracking';
import { valueOf } from '../ledger/sample-usage.ts';

const { card } = valueOf(
  createBundledCatalogue().resolve({ provider: 'openai', model: 'gpt-4o' }, Date.UTC(2026, 5, 1)),
);

describe('explainRecord', () => {
  it('opens a cost into amounts and rates that make it again', () => {
    const consumption = {
      tokens: { input: 1200, cacheRead: 800, output: 300 },
      requests: 1,
      serviceTier: 'batch',
    } as const;
    const recordedUsd = recordPrice(card, consumption).costNanoUsd / 1e9;
    const expression = explainRecord(card, consumption, recordedUsd);
    expect(expression.value).toBeCloseTo(recordedUsd, 8);
    expect(recompute(expression)).toBeCloseTo(expression.value, 12);
    expect(expression).toMatchObject({ operation: 'sum', unit: 'USD' });
    expect(expression.notes).toBeUndefined();
    expect(JSON.stringify(expression)).toContain('genai-prices');
  });

  it('says so where the ledger holds another cost', () => {
    const expression = explainRecord(card, { tokens: { input: 1000 }, requests: 1, serviceTier: 'standard' }, 1);
    expect(expression.notes?.join(' ')).toContain('$1.00');
  });
});
