import { describe, expect, it } from 'vitest';
import { failure, success } from '#shared/result.ts';
import type { Catalogue } from '#pricing';
import { readBedrockUsageType } from '../../../../electron/importing/presets/bedrock-usage-type.ts';
import { tokensPerUnit } from '../../../../electron/importing/presets/token-scale.ts';
import { createMemoryLedger, roundCard, roundCatalogue } from '../in-memory.ts';
import { billedUsd, importFixture, presetOf, usedUnits } from './imported.ts';

const sonnetCard = {
  ...roundCard,
  modelId: 'aws/claude-sonnet-4-5',
  priceVersion: 'test:1:aws/claude-sonnet-4-5',
  rates: {
    input: { usdPerMTok: 3, tiers: [] },
    output: { usdPerMTok: 15, tiers: [] },
    cacheWrite1h: { usdPerMTok: 6, tiers: [] },
  },
};
/** A catalogue that knows Claude Sonnet 4.5 as the Marketplace calls it. */
const sonnetCatalogue: Catalogue = {
  ...roundCatalogue,
  resolve: ({ model }) =>
    model === 'Claude Sonnet 4.5'
      ? success({ card: sonnetCard, reason: 'by name' })
      : failure('unknown-model', `There is no model ${model}.`),
};

describe('the AWS preset', () => {
  it("reads Bedrock's own token types and, where a price shows their unit, the Marketplace's", async () => {
    const { report, records, charges, tokens } = await importFixture('aws-cur2-bedrock.csv', {}, createMemoryLedger(), {
      catalogue: sonnetCatalogue,
    });
    expect(report.preset).toBe('aws-bedrock-costs');
    expect(tokens).toEqual({
      // 1,200.5 K and 10 K flex of Nova; 0.48 "Units" for $1.584 are $3.30 each, so they are millions.
      input: 1_200_500 + 10_000 + 480_000,
      cacheRead: 4_000_000,
      cacheWrite5m: 50_000,
      // 0.1 "Units" for $0.60
      cacheWrite1h: 100_000,
      // 300 K and 20 K batch of Nova; 98.765 units for $1.481475 are $0.015 each, so they are thousands.
      output: 300_000 + 20_000 + 98_765,
    });
    expect(usedUnits(records)).toEqual({ provisionedUnitHour: 2 });
    expect(report).toMatchObject({ rowsRead: 16, imported: 15, empty: 1, rejected: 0, charges: 15 });
    // 0.9604 + 0.96 + 0.8 + 0.04 + 0.0015 + 0.032 + 1.584 + 1.481475 + 0.6 + 9 + 80 + 0.00105
    expect(billedUsd(charges, 'usage')).toBe(95.460425);
    expect(billedUsd(charges, 'tax')).toBe(0.2);
    expect(billedUsd(charges, 'credit')).toBe(-0.6);
    expect(report.notes.join()).toContain('1 row: the size of the unit cannot be told from its price');
  });

  it('counts no tokens of a Marketplace unit whose size no price tells, but its cost', async () => {
    const { tokens, charges, report } = await importFixture('aws-cur2-bedrock.csv');
    // Only the line that states "1K tokens" at a possible price of $15 a million is believed.
    expect(tokens).toMatchObject({ input: 1_210_500, output: 418_765 });
    expect(tokens.cacheWrite1h).toBeUndefined();
    expect(billedUsd(charges, 'usage')).toBe(95.460425);
    expect(report.notes.join()).toContain('3 rows: the size of the unit cannot be told from its price');
  });

  it('names models as product, resource or usage type do, and keeps no account', async () => {
    const { records, charges } = await importFixture('aws-cur2-bedrock.csv', {}, createMemoryLedger(), {
      catalogue: sonnetCatalogue,
    });
    const read = records.map(({ model, serviceTier, residency }) => [model, serviceTier, residency]);
    expect(read).toEqual([
      ['Nova Pro', 'standard', undefined],
      ['Nova Pro', 'standard', undefined],
      ['Nova Pro', 'standard', undefined],
      ['Nova Pro', 'standard', undefined],
      ['Nova 2.0 Lite', 'flex', undefined],
      ['Nova Pro', 'batch', undefined],
      ['Claude Sonnet 4.5', 'standard', 'regional'],
      ['Claude Sonnet 4.5', 'standard', 'global'],
      ['Claude Sonnet 4.5', 'standard', 'global'],
      ['Claude 3 Sonnet', 'standard', undefined],
    ]);
    expect(records[0]).toMatchObject({
      provider: 'aws',
      project: 'shop',
      startMs: Date.UTC(2026, 2, 2, 10),
      requests: 0,
    });
    expect(JSON.stringify([records, charges])).not.toMatch(/1111|Jo/);
  });

  it('says in the name which profile served a model, where the plain name fits two prices', async () => {
    const catalogue: Catalogue = {
      ...roundCatalogue,
      resolve: ({ model }) =>
        /^(regional|global)\.anthropic\.claude-sonnet-4\.5$/.test(model)
          ? success({ card: sonnetCard, reason: 'by id' })
          : failure('unknown-model', `There is no model ${model}.`),
    };
    const { records } = await importFixture('aws-cur2-bedrock.csv', {}, createMemoryLedger(), { catalogue });
    const names = new Set(records.map(({ model }) => model));
    expect([...names]).toEqual([
      'Nova Pro',
      'Nova 2.0 Lite',
      'regional.anthropic.claude-sonnet-4.5',
      'global.anthropic.claude-sonnet-4.5',
      'Claude 3 Sonnet',
    ]);
  });

  it('reads the report before CUR 2.0', async () => {
    const { report, records, tokens } = await importFixture('aws-cur-legacy-bedrock.csv');
    expect(report.preset).toBe('aws-bedrock-costs');
    // 64.25 K and 1.2E1 K
    expect(tokens).toEqual({ input: 64_250, output: 12_000 });
    expect(records.map(({ model }) => model)).toEqual(['anthropic.claude-3-haiku-20240307-v1:0', 'Claude 3 Haiku']);
  });

  it('keeps who used it only when asked', async () => {
    const { records } = await importFixture('aws-cur2-bedrock.csv', { keepPersonalData: true });
    expect(records[0]?.user).toBe('arn:aws:iam::111122223333:role/Jo');
  });

  it('is not mistaken for other tables of usage types', async () => {
    expect(await presetOf('usage_type,cost\nUSE1-NovaPro-input-tokens,5\n')).toBeUndefined();
  });
});

describe('a usage type of Bedrock', () => {
  it.each([
    ['USE1-Claude4.6Sonnet-cache-read-input-token-count', 'Claude 4.6 Sonnet', 'cacheRead', 'standard', undefined],
    ['USE1-openai.gpt-oss-120b-mantle-input-tokens-standard', 'openai.gpt-oss-120b', 'input', 'standard', undefined],
    [
      'USE1-Claude4Sonnet-cache-read-input-token-count-cross-region-global',
      'Claude 4 Sonnet',
      'cacheRead',
      'standard',
      'global',
    ],
    ['USE1-NovaSonic-speech-input-tokens', 'Nova Sonic', 'inputAudio', 'standard', undefined],
    ['USE1-TitanEmbeddingV2-Text-input-tokens', 'Titan Embedding V2', 'input', 'standard', undefined],
    ['USE1-MP:USE1_CacheWrite1hInputTokenCount_Global-Units', '', 'cacheWrite1h', 'standard', 'global'],
    ['USE1-MP:USE1_OutputTokenCount_Batch-Units', '', 'output', 'batch', 'regional'],
    ['USW2-MP:USW2_input_tokens_global_standard-Units', '', 'input', 'standard', 'global'],
    ['USW2-MP:USW2_cache_write_tokens_30m_long_ctx_standard-Units', '', 'cacheWrite30m', 'standard', 'regional'],
  ])('%s', (usageType, model, kind, serviceTier, residency) => {
    expect(readBedrockUsageType(usageType)).toMatchObject({ model, kind, serviceTier });
    expect(readBedrockUsageType(usageType)?.residency).toBe(residency);
  });

  it.each([
    'USE1-MP:USE1_Reserved_1Month_InputTPM_Geo-Units',
    'USE1-NovaCanvas-T2I-1024-Standard',
    'USE1-NovaLite-video-input-tokens',
    'USE1-ProvisionedThroughput-Claude3Sonnet-NoCommit-ModelUnits',
    'BoxUsage:m5.large',
  ])('%s bills no tokens of a kind that is known', (usageType) => {
    expect(readBedrockUsageType(usageType)).toBeUndefined();
  });
});

describe('the size of a unit', () => {
  const evidence = { kind: 'input', card: undefined, statedBlock: undefined, isDoubtful: true } as const;

  it('is told by a known price, whatever the line states', () => {
    expect(tokensPerUnit({ ...evidence, card: sonnetCard, usdPerUnit: 3.3 })).toBe(1_000_000);
    expect(tokensPerUnit({ ...evidence, card: sonnetCard, usdPerUnit: 0.0033, statedBlock: 1_000_000 })).toBe(1000);
    expect(tokensPerUnit({ ...evidence, card: sonnetCard, usdPerUnit: 0.000003 })).toBe(1);
    // Half price for batch is within the margin; a price that fits no unit is not.
    expect(tokensPerUnit({ ...evidence, card: sonnetCard, usdPerUnit: 1.5 })).toBe(1_000_000);
    expect(tokensPerUnit({ ...evidence, card: sonnetCard, usdPerUnit: 0.1, statedBlock: 1000 })).toBeUndefined();
  });

  it('is what the line states where no price is known, if the line cost a possible price', () => {
    expect(tokensPerUnit({ ...evidence, isDoubtful: false, usdPerUnit: 0.003, statedBlock: 1000 })).toBe(1000);
    expect(tokensPerUnit({ ...evidence, isDoubtful: false, usdPerUnit: undefined, statedBlock: 1000 })).toBe(1000);
    expect(tokensPerUnit({ ...evidence, isDoubtful: false, usdPerUnit: 9, statedBlock: 1000 })).toBeUndefined();
    expect(tokensPerUnit({ ...evidence, usdPerUnit: 1.1, statedBlock: 1000 })).toBeUndefined();
    expect(tokensPerUnit({ ...evidence, usdPerUnit: undefined, statedBlock: 1000 })).toBeUndefined();
    expect(tokensPerUnit({ ...evidence, usdPerUnit: 3 })).toBeUndefined();
  });
});
