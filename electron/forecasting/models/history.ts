import { decompose, type Decomposition } from '../decomposition/decompose.ts';
import { withoutSpikes } from '../decomposition/spikes.ts';

/** The past of a series as models see it: what several of them need is worked out once. */
export class History {
  /** Values as observed, oldest first. */
  readonly values: Float64Array;
  /** Steps in a season, ascending; those that the series holds twice. The first is the one that naive forecasts repeat. */
  readonly seasons: readonly number[];
  #steady: Float64Array | undefined;
  #decomposition: Decomposition | undefined;

  constructor(values: Float64Array, seasons: readonly number[]) {
    this.values = values;
    this.seasons = seasons.filter((length) => length > 1 && values.length >= 2 * length);
  }

  /** Steps of the shortest season; 1 = none. */
  get season(): number {
    return this.seasons[0] ?? 1;
  }

  /** Values with single outliers drawn in. */
  get steady(): Float64Array {
    this.#steady ??= withoutSpikes(this.values, this.seasons);
    return this.#steady;
  }

  /** `steady` taken apart. */
  get decomposition(): Decomposition {
    this.#decomposition ??= decompose(this.steady, this.seasons);
    return this.#decomposition;
  }
}
