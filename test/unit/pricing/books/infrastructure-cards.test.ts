import { describe, expect, it } from 'vitest';
import type { billableUnitLabels } from '#shared/domain/billable-units.ts';
import { priceCardSchema, type PriceCard } from '#shared/domain/price.ts';
import { infrastructureCards } from '../../../../electron/pricing/books/infrastructure-cards.ts';

const cards = infrastructureCards();

function byModel(): ReadonlyMap<string, readonly PriceCard[]> {
  const models = new Map<string, PriceCard[]>();
  for (const card of cards) models.set(card.modelId, [...(models.get(card.modelId) ?? []), card]);
  return models;
}

function rate(modelId: string, unit: keyof typeof billableUnitLabels, at = Date.UTC(2026, 10, 23)): number | undefined {
  const card = byModel()
    .get(modelId)
    ?.find(
      ({ effectiveFromMs, effectiveToMs }) => (effectiveFromMs ?? -Infinity) <= at && at < (effectiveToMs ?? Infinity),
    );
  return card?.unitRates[unit]?.usdPerUnit;
}

describe('the book of tools and infrastructure', () => {
  it('fits the contract, with a version of its own for every card', () => {
    for (const card of cards) expect(priceCardSchema.safeParse(card).error).toBeUndefined();
    expect(new Set(cards.map(({ priceVersion }) => priceVersion)).size).toBe(cards.length);
  });

  it('cites a page for every item, and the day it was read for every price', () => {
    const read = /^https:\/\/.*(?:\(read \d{4}-\d\d(?:-\d\d)?\)|per session of up to 20 minutes)$/;
    expect(cards.filter(({ source }) => source.url?.startsWith('https://') !== true)).toEqual([]);
    const published = cards.flatMap(({ unitRates }) => Object.values(unitRates).map(({ source }) => source ?? ''));
    expect(published.filter((source) => !read.test(source))).toEqual([]);
  });

  it('leaves no gap and no overlap between the cards of an item', () => {
    for (const own of byModel().values()) {
      expect(own[0]?.effectiveFromMs).toBeNull();
      expect(own.at(-1)?.effectiveToMs).toBeNull();
      for (const [index, card] of own.slice(1).entries()) expect(own[index]?.effectiveToMs).toBe(card.effectiveFromMs);
    }
  });

  it('has a price of every unit that agents use besides models', () => {
    const units = new Set(cards.flatMap(({ unitRates }) => Object.keys(unitRates)));
    expect([...units]).toEqual(
      expect.arrayContaining([
        'webSearch',
        'codeExecution',
        'fileSearch',
        'rerankSearch',
        'documentPage',
        'sessionHour',
        'sandboxMinute',
        'vectorQuery',
        'searchCall',
        'storedGbMonth',
        'movedGb',
        'databaseOperation',
      ]),
    );
  });

  it.each([
    ['tool/anthropic-web-search', 'webSearch', 0.01],
    ['tool/openai-web-search', 'webSearch', 0.01],
    ['tool/openai-file-search', 'fileSearch', 0.0025],
    ['tool/google-search-grounding', 'webSearch', 0.014],
    ['tool/anthropic-managed-agents', 'sessionHour', 0.08],
    // 2 vCPU × $0.000014 + 0.5 GiB × $0.0000045 = $0.00003025 a second, × 60.
    ['tool/e2b-sandbox', 'sandboxMinute', 0.001815],
    ['infrastructure/pinecone-serverless', 'vectorQuery', 0.000016],
    ['infrastructure/aws-internet-egress', 'movedGb', 0.09],
    ['infrastructure/cloudflare-r2', 'storedGbMonth', 0.015],
    // $0.10 a day × 730 hours a month ÷ 24.
    ['tool/openai-file-search', 'storedGbMonth', 3.0416666667],
  ] as const)('%s costs %s %d', (modelId, unit, usd) => {
    expect(rate(modelId, unit)).toBeCloseTo(usd, 10);
  });

  it('bills OpenAI containers by the session before 2026-06-02 and by the minute from then on', () => {
    const change = Date.UTC(2026, 5, 2);
    expect(rate('tool/openai-code-interpreter', 'codeExecution', change - 1)).toBe(0.03);
    expect(rate('tool/openai-code-interpreter', 'sandboxMinute', change - 1)).toBeUndefined();
    expect(rate('tool/openai-code-interpreter', 'sandboxMinute', change)).toBeCloseTo(0.0015, 12);
    expect(rate('tool/openai-code-interpreter', 'codeExecution', change)).toBeUndefined();
  });

  it('knows no price of Exa before the day that its page names, rather than $0', () => {
    expect(rate('tool/exa-search', 'searchCall', Date.UTC(2026, 2, 2))).toBeUndefined();
    expect(rate('tool/exa-search', 'searchCall', Date.UTC(2026, 2, 3))).toBe(0.007);
  });
});
