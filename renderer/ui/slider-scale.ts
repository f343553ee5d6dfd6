/**
 * A scale for sliders over several orders of magnitude: 0 to 100 in steps of one, then two significant digits. Every
 * position is a round number, and one arrow key is one visible step from 3 to 30,000.
 */

/** The values of a scale from 0 up to the first step at or above `max`. */
export function roundSteps(max: number): readonly number[] {
  const steps: number[] = [];
  for (let value = 0; value <= 100; value += 1) steps.push(value);
  for (let magnitude = 100; ; magnitude *= 10) {
    for (let digits = 11; digits <= 100; digits += 1) {
      const last = steps.at(-1) ?? 0;
      if (last >= max) return steps;
      steps.push((magnitude / 10) * digits);
    }
  }
}

/** Position of the step nearest to a value. @param steps ascending. */
export function nearestStep(steps: readonly number[], value: number): number {
  let low = 0;
  let high = steps.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((steps[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  const above = steps[low] ?? 0;
  const below = steps[low - 1];
  return below !== undefined && value - below < above - value ? low - 1 : low;
}
