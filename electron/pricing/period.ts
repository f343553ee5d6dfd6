/** A time in which something holds. */
export interface Period {
  /** First instant, UTC ms; null = since ever. */
  readonly fromMs: number | null;
  /** First instant no longer in it, UTC ms; null = open. */
  readonly toMs: number | null;
}

/** The time that two periods share; undefined where they do not meet. */
export function overlapOf(left: Period, right: Period): Period | undefined {
  const fromMs = left.fromMs === null ? right.fromMs : Math.max(left.fromMs, right.fromMs ?? left.fromMs);
  const toMs = left.toMs === null ? right.toMs : Math.min(left.toMs, right.toMs ?? left.toMs);
  return fromMs !== null && toMs !== null && fromMs >= toMs ? undefined : { fromMs, toMs };
}
