import { describe, expect, it } from 'vitest';
import {
  nextDatedStart,
  overlay,
  pieceAt,
  timelineOf,
  type Timeline,
} from '../../../../electron/pricing/books/timeline.ts';
import { exampleCard } from '../example-card.ts';

const old = exampleCard({ priceVersion: 'old', effectiveToMs: 100 });
const fresh = exampleCard({ priceVersion: 'fresh', effectiveFromMs: 100 });
const other = exampleCard({ priceVersion: 'other' });

function outline(timeline: Timeline): unknown[] {
  return timeline.map(({ fromMs, toMs, cards }) => [fromMs, toMs, cards.map(({ priceVersion }) => priceVersion)]);
}

describe('timelineOf', () => {
  it('puts cards that share their dates into one piece', () => {
    const night = exampleCard({ priceVersion: 'night', effectiveFromMs: 100 });
    expect(outline(timelineOf([old, fresh, night]))).toEqual([
      [null, 100, ['old']],
      [100, null, ['fresh', 'night']],
    ]);
  });
});

describe('overlay', () => {
  const timeline = timelineOf([old, fresh]);

  it('changes what lies in its time and cuts what reaches beyond it', () => {
    const laid = overlay(timeline, { fromMs: 50, toMs: 150, isDated: false, change: () => [other] });
    expect(outline(laid)).toEqual([
      [null, 50, ['old']],
      [50, 100, ['other']],
      [100, 150, ['other']],
      [150, null, ['fresh']],
    ]);
  });

  it('sees what it is laid over, piece by piece, and nothing in a gap', () => {
    const seen: (string | undefined)[][] = [];
    overlay([{ fromMs: 0, toMs: 10, cards: [old], isDated: false }], {
      fromMs: -5,
      toMs: null,
      isDated: false,
      change(cards) {
        seen.push(cards.map(({ priceVersion }) => priceVersion));
        return cards;
      },
    });
    expect(seen).toEqual([[], ['old'], []]);
  });

  it('does nothing when it has no time', () => {
    expect(overlay(timeline, { fromMs: 50, toMs: 50, isDated: false, change: () => [other] })).toBe(timeline);
  });

  it('remembers which starts are dates of a book', () => {
    const laid = overlay(timeline, { fromMs: 50, toMs: null, isDated: false, change: (cards) => cards });
    expect(nextDatedStart(laid, 0)).toBe(100);
    expect(nextDatedStart(laid, 100)).toBeUndefined();
  });
});

describe('pieceAt', () => {
  it('counts the start in and the end out', () => {
    const timeline = timelineOf([old, fresh]);
    expect(pieceAt(timeline, 99)?.cards).toEqual([old]);
    expect(pieceAt(timeline, 100)?.cards).toEqual([fresh]);
    expect(pieceAt([], 100)).toBeUndefined();
  });
});
