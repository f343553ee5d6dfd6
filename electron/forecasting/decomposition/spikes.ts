import { median } from '../statistics.ts';
import { decompose } from './decompose.ts';

/** How many robust standard deviations off a value is an outlier. */
const limit = 4;
/** Makes the median magnitude of normal values their standard deviation. */
const normalScale = 1.4826;
/** Longest run that counts as a spike; a longer one is a new level. */
const longestSpike = 2;

/**
 * The series with its spikes drawn in to what trend and seasons make of that time: a burst of one or two steps says
 * nothing of the future, and would bend a fit. A longer run is taken for a new level and stays.
 */
export function withoutSpikes(values: Float64Array, seasons: readonly number[]): Float64Array {
  const { remainder } = decompose(values, seasons, { isRobust: true });
  const centre = median(remainder);
  const scale = normalScale * median(remainder.map((value) => Math.abs(value - centre)));
  if (scale === 0) return values;
  const isFar = Array.from(remainder, (value) => Math.abs(value - centre) > limit * scale);
  const steady = Float64Array.from(values);
  let runStart = 0;
  for (let index = 0; index <= values.length; index += 1) {
    if (isFar[index] === true) continue;
    if (index - runStart <= longestSpike) {
      for (let far = runStart; far < index; far += 1) steady[far] = (values[far] ?? 0) - (remainder[far] ?? 0) + centre;
    }
    runStart = index + 1;
  }
  return steady;
}
