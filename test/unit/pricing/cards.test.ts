import { describe, expect, it } from 'vitest';
import { cardAt, cardsOfModels } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import { exampleCard } from './example-card.ts';

const june = Date.UTC(2026, 5, 1);
const early = exampleCard({ priceVersion: 'early', effectiveToMs: june });
const late = exampleCard({ priceVersion: 'late', effectiveFromMs: june });

describe('cardAt', () => {
  it('changes cards at the first instant of the new one', () => {
    expect(cardAt([early, late], june - 1)?.priceVersion).toBe('early');
    expect(cardAt([early, late], june)?.priceVersion).toBe('late');
  });

  it('finds nothing before the first card', () => {
    expect(cardAt([late], june - 1)).toBeUndefined();
  });

  it('takes the card whose hours hold the instant, before 1970 too', () => {
    const hour = 3_600_000;
    const night = exampleCard({ priceVersion: 'night', dailyWindows: [{ fromMs: 0, toMs: 8 * hour }] });
    const day = exampleCard({ priceVersion: 'day', dailyWindows: [{ fromMs: 8 * hour, toMs: 24 * hour }] });
    expect(cardAt([day, night], june)?.priceVersion).toBe('night');
    expect(cardAt([day, night], june + 8 * hour)?.priceVersion).toBe('day');
    expect(cardAt([night, day], -1)?.priceVersion).toBe('day');
  });

  it('takes the card whose weekdays hold the instant, before 1970 too', () => {
    const allDay = { fromMs: 0, toMs: 86_400_000 };
    const workday = exampleCard({ priceVersion: 'workday', dailyWindows: [{ weekdays: [1, 2, 3, 4, 5], ...allDay }] });
    const weekend = exampleCard({ priceVersion: 'weekend', dailyWindows: [{ weekdays: [0, 6], ...allDay }] });
    const cards = [workday, weekend];
    // 2026-11-23 is a Monday; 1969-12-28 was a Sunday.
    expect(cardAt(cards, Date.UTC(2026, 10, 23))?.priceVersion).toBe('workday');
    expect(cardAt(cards, Date.UTC(2026, 10, 23) - 1)?.priceVersion).toBe('weekend');
    expect(cardAt(cards, Date.UTC(1969, 11, 28, 12))?.priceVersion).toBe('weekend');
    expect(cardAt(cards, Date.UTC(1969, 11, 29))?.priceVersion).toBe('workday');
  });

  it('falls back to the card of the date when no given card has those hours', () => {
    const night = exampleCard({ priceVersion: 'night', dailyWindows: [{ fromMs: 0, toMs: 1000 }] });
    expect(cardAt([night], june + 5000)?.priceVersion).toBe('night');
  });
});

describe('cardsOfModels', () => {
  const catalogue = createBundledCatalogue();

  it('gives every dated card of each model once', () => {
    const { cards, unknown } = cardsOfModels(catalogue, ['openai/o3', 'openai/o3']);
    expect(cards.map(({ modelId, effectiveFromMs }) => [modelId, effectiveFromMs])).toEqual([
      ['openai/o3', null],
      ['openai/o3', Date.UTC(2025, 5, 10)],
    ]);
    expect(unknown).toEqual([]);
  });

  it("files an alias under the name that was asked for and keeps the book's version", () => {
    const { cards } = cardsOfModels(catalogue, ['anthropic/claude-sonnet-4']);
    expect(cards.map(({ modelId, model }) => [modelId, model])).toEqual([
      ['anthropic/claude-sonnet-4', 'claude-sonnet-4-0'],
    ]);
    expect(cards[0]?.priceVersion).toContain('/anthropic/claude-sonnet-4-0#');
  });

  it('lists an unknown model with the nearest ids', () => {
    const { cards, unknown } = cardsOfModels(catalogue, ['openai/gpt-4o-mni']);
    expect(cards).toEqual([]);
    expect(unknown).toHaveLength(1);
    expect(unknown[0]?.candidates[0]).toBe('openai/gpt-4o-mini');
  });
});
