import type { StackedCard } from './card-identity.ts';

/** A stretch of time with the cards that hold in it: one, or several that share out the hours of the day. */
export interface PricePiece {
  /** First instant, UTC ms; null = since ever. */
  readonly fromMs: number | null;
  /** First instant no longer covered, UTC ms; null = open. */
  readonly toMs: number | null;
  /** The card with the most hours first; never empty. */
  readonly cards: readonly StackedCard[];
  /** True when the start is a date that a book gives for its price, not one that a user chose for a book. */
  readonly isDated: boolean;
}

/** Prices of one model through time: ascending, without overlap; a gap is time without a price. */
export type Timeline = readonly PricePiece[];

/** The timeline of the cards of one book, which ascend by date. */
export function timelineOf(cards: readonly StackedCard[]): Timeline {
  const pieces: PricePiece[] = [];
  for (const card of cards) {
    const last = pieces.at(-1);
    if (last !== undefined && last.fromMs === card.effectiveFromMs)
      pieces[pieces.length - 1] = { ...last, cards: [...last.cards, card] };
    else {
      const { effectiveFromMs: fromMs, effectiveToMs: toMs } = card;
      pieces.push({ fromMs, toMs, cards: [card], isDated: fromMs !== null });
    }
  }
  return pieces;
}

/** The piece that holds at an instant. */
export function pieceAt(timeline: Timeline, atMs: number): PricePiece | undefined {
  return timeline.find(({ fromMs, toMs }) => (fromMs ?? -Infinity) <= atMs && atMs < (toMs ?? Infinity));
}

/** A change of a timeline between two instants. */
export interface Overlay {
  /** UTC ms; null = since ever. */
  readonly fromMs: number | null;
  /** UTC ms, exclusive; null = open. */
  readonly toMs: number | null;
  /** True when the start is a date that a book gives for its price. */
  readonly isDated: boolean;
  /** The cards that hold instead of those given (none in a gap); the given ones to leave them, none to leave a gap. */
  readonly change: (cards: readonly StackedCard[]) => readonly StackedCard[];
}

/** Lays a change over a timeline: inside its time the changed cards hold, outside it nothing moves. */
export function overlay(timeline: Timeline, { fromMs, toMs, isDated, change }: Overlay): Timeline {
  const from = fromMs ?? -Infinity;
  const to = toMs ?? Infinity;
  if (from >= to) return timeline;
  const bounds = new Set([from, to]);
  for (const piece of timeline) bounds.add(piece.fromMs ?? -Infinity).add(piece.toMs ?? Infinity);
  const cuts = [...bounds].sort((left, right) => left - right);
  const pieces: PricePiece[] = [];
  for (const [index, start] of cuts.slice(0, -1).entries()) {
    const end = cuts[index + 1] ?? Infinity;
    const below = timeline.find((piece) => (piece.fromMs ?? -Infinity) <= start && end <= (piece.toMs ?? Infinity));
    const isInside = from <= start && end <= to;
    const cards = isInside ? change(below?.cards ?? []) : (below?.cards ?? []);
    if (cards.length === 0) continue;
    const isDatedStart = start === from ? isDated : below?.isDated === true && (below.fromMs ?? -Infinity) === start;
    pieces.push({ fromMs: finite(start), toMs: finite(end), cards, isDated: isDatedStart });
  }
  return pieces;
}

/** The first date that a book gives for a price after an instant; undefined = none. */
export function nextDatedStart(timeline: Timeline, afterMs: number): number | undefined {
  return timeline.find(({ fromMs, isDated }) => isDated && fromMs !== null && fromMs > afterMs)?.fromMs ?? undefined;
}

function finite(instant: number): number | null {
  return Number.isFinite(instant) ? instant : null;
}
