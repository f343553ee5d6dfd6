/** Least time between two reports of progress: ten a second. */
export const progressIntervalMs = 100;

/**
 * Lets a call pass when the last one that passed is at least `intervalMs` ago; drops the others. The first passes.
 * @param now a clock, ms.
 */
export function throttle<T>(
  report: (value: T) => void,
  now: () => number,
  intervalMs = progressIntervalMs,
): (value: T) => void {
  let lastMs = Number.NEGATIVE_INFINITY;
  return (value) => {
    const nowMs = now();
    if (nowMs - lastMs < intervalMs) return;
    lastMs = nowMs;
    report(value);
  };
}
