import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fixture } from '../in-memory.ts';
import { billedUsd, importFixture, importText, presetOf } from './imported.ts';

describe('the FOCUS preset', () => {
  it('reads what was billed, and tokens where meter and unit tell them', async () => {
    const { report, records, charges, tokens } = await importFixture('focus-1.2.csv');
    expect(report.preset).toBe('focus');
    // 300,000 tokens; 4 × 1M Tokens; 12 × 1K tokens of the pricing quantity, since the consumed one is NULL
    expect(tokens).toEqual({ input: 12_000, cacheRead: 4_000_000, output: 300_000 });
    expect(report).toMatchObject({ rowsRead: 10, imported: 9, empty: 1, rejected: 0, charges: 9, requests: 0 });
    // 0.96 + 0.8 + 0.0096 + 5 + 12 + 3; never the effective cost of 99 each
    expect(billedUsd(charges, 'usage')).toBe(21.7696);
    expect(billedUsd(charges, 'commitment')).toBe(500);
    expect(billedUsd(charges, 'tax')).toBe(0.1);
    expect(billedUsd(charges, 'credit')).toBe(-2);
    expect(records[0]).toMatchObject({
      provider: 'aws',
      model: 'amazon.nova-pro-v1:0',
      project: 'shop-prod',
      startMs: Date.UTC(2026, 2, 2),
      endMs: Date.UTC(2026, 2, 3),
    });
    expect(records[1]?.project).toBe('shop');
  });

  it("does not take a vendor's credits called Token for tokens of a model", async () => {
    const { records, charges } = await importFixture('focus-1.2.csv');
    expect(records.some(({ provider }) => provider === 'acmeai')).toBe(false);
    expect(charges.filter(({ provider }) => provider === 'acmeai').map(({ billedNanoUsd }) => billedNanoUsd)).toEqual([
      12_000_000_000, 3_000_000_000,
    ]);
  });

  it('reads 1.3: who sells, and kinds from the details of the price', async () => {
    const { report, records, charges, tokens } = await importFixture('focus-1.3.csv');
    expect(report.preset).toBe('focus');
    expect(tokens).toEqual({ input: 8_400_000, cacheRead: 50_000_000, cacheWrite5m: 15_000_000, output: 2_100_000 });
    expect(records[0]).toMatchObject({ provider: 'solora ai', model: 'solora-saturn-4.8' });
    // 42 + 10 + 37.5 + 52.5
    expect(billedUsd(charges)).toBe(142);
    expect(JSON.stringify([records, charges])).not.toMatch(/jo@|key_1|1111/);
    expect(report.notes.join()).toContain('PrincipalId (personal data)');
  });

  it('reads 1.0 as the specification’s sample writes it: a stray Id, bare NULL, times without a zone', async () => {
    const { report, records, charges, tokens } = await importFixture('focus-1.0.csv');
    expect(report).toMatchObject({ preset: 'focus', rowsRead: 6, imported: 5, empty: 1, rejected: 0 });
    // 500 × 1K and 1,000,000 of Google's count; 50 × 1K
    expect(tokens).toEqual({ input: 500_000 + 50_000 + 1_000_000 });
    expect(records.map(({ provider, model }) => `${provider}/${model}`)).toEqual([
      'aws/Nova-Pro',
      'azure/gpt-4o-0513',
      'google/Gemini 2.5 Flash',
    ]);
    expect(records[0]).toMatchObject({
      startMs: Date.UTC(2024, 8, 18, 22),
      endMs: Date.UTC(2024, 8, 18, 23),
      project: 'shop-prod',
    });
    // 0.4 + 0.25 + 0.3; the purchase and the credit are lines of their own, storage is none of ours.
    expect(billedUsd(charges, 'usage')).toBe(0.95);
    expect(billedUsd(charges, 'commitment')).toBe(120);
    expect(billedUsd(charges, 'credit')).toBe(-5);
    expect(JSON.stringify([records, charges])).not.toContain('Ada');
  });

  it('reads 1.1, whose meters name the kind and whose descriptions name the model', async () => {
    const { report, records, charges, tokens } = await importFixture('focus-1.1.csv');
    expect(report).toMatchObject({ preset: 'focus', rowsRead: 6, imported: 6, rejected: 0 });
    expect(tokens).toEqual({ input: 1_000_000, cacheRead: 2_000_000, cacheWrite5m: 100_000, output: 40_000 });
    expect(records.map(({ model }) => model)).toEqual(Array.from({ length: 4 }, () => 'Claude Sonnet 4.5'));
    // 3 + 0.6 + 0.375 + 0.6 of Anthropic, and 2.2 of a capacity that counts hours
    expect(billedUsd(charges, 'usage')).toBe(6.775);
    expect(billedUsd(charges, 'tax')).toBe(0.12);
  });

  it('reads the dates of the specification’s own samples, and times without a zone', async () => {
    const text = (await readFile(fixture('focus-1.3.csv'), 'utf8'))
      .replaceAll('2026-03-02T00:00:00Z', '3/2/26')
      .replaceAll('2026-03-03T00:00:00Z', '2026-03-03 00:00:00');
    const { records } = await importText(`\ufeff${text}`);
    expect(records[0]).toMatchObject({ startMs: Date.UTC(2026, 2, 2), endMs: Date.UTC(2026, 2, 3) });
  });

  it("reads the clouds' own texts: AWS' usage types, Azure's meters, Google's SKUs", async () => {
    const header =
      'BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,ProviderName,ServiceCategory,ServiceName,ChargeDescription,SkuMeter,ConsumedQuantity,ConsumedUnit,PricingQuantity,PricingUnit,x_UsageType';
    const row = (...cells: readonly string[]): string =>
      `1,USD,Usage,2026-03-02T00:00:00Z,2026-03-03T00:00:00Z,${cells.join(',')}\n`;
    const text =
      `${header}\n` +
      row(
        'Amazon Web Services',
        'AI',
        'Amazon Bedrock',
        'text',
        '',
        '5',
        '1K tokens',
        '5',
        '1K tokens',
        'USE1-Claude4.6Sonnet-output-tokens-batch',
      ) +
      row(
        'Amazon Web Services',
        'AI',
        'Amazon Bedrock',
        'text',
        '',
        '5',
        'Units',
        '5',
        'Units',
        'USE1-MP:USE1_InputTokenCount-Units',
      ) +
      row(
        'Microsoft',
        'AI and Machine Learning',
        'Azure OpenAI',
        'x',
        'gpt 4.1 cached Inp DZone Tokens',
        '',
        '',
        '2.5',
        '1K',
        '',
      ) +
      row(
        'Google Cloud',
        'AI and Machine Learning',
        'Vertex AI',
        'Gemini 2.5 Flash GA Thinking Text Output - Predictions',
        '',
        '700',
        'requests',
        '700',
        'count',
        '',
      );
    const { records, charges } = await importText(text);
    expect(
      records.map(({ provider, model, tokens, serviceTier, residency }) => [
        provider,
        model,
        tokens,
        serviceTier,
        residency,
      ]),
    ).toEqual([
      ['aws', 'Claude 4.6 Sonnet', { output: 5000 }, 'batch', undefined],
      ['azure', 'gpt 4.1', { cacheRead: 2500 }, 'standard', 'regional'],
      ['google', 'Gemini 2.5 Flash', { reasoning: 700 }, 'standard', undefined],
    ]);
    // The Marketplace's unit is a credit of unknown size: cost alone.
    expect(charges).toHaveLength(4);
  });

  it('keeps who used it only when asked', async () => {
    const { records } = await importFixture('focus-1.3.csv', { keepPersonalData: true });
    expect(records[0]?.user).toBe('jo@example.com');
  });

  it('counts a correction as cost, not as negative tokens', async () => {
    const text = (await readFile(fixture('focus-1.3.csv'), 'utf8'))
      .replace('8400000.0', '-8400000')
      .replace('42,', '-42,');
    const { tokens, charges } = await importText(text);
    expect(tokens.input).toBeUndefined();
    expect(billedUsd(charges)).toBe(58);
  });

  it('is not mistaken for other tables of billed costs', async () => {
    expect(await presetOf('BilledCost,Vendor\n5,Acme\n')).toBeUndefined();
  });
});
