import { median } from '../statistics.ts';
import { loess } from './loess.ts';
import { decomposeSeason, subtract } from './seasonal-trend.ts';

/** A series taken apart: value = trend + every season + remainder. */
export interface Decomposition {
  readonly trend: Float64Array;
  /** By season, in the order given; a season of which the series holds fewer than two is left out. */
  readonly seasons: readonly { readonly length: number; readonly values: Float64Array }[];
  readonly remainder: Float64Array;
}

export interface DecomposeOptions {
  /** True = outliers do not bend trend and seasons: they are weighed down by how far off they are, in further rounds. */
  readonly isRobust?: boolean;
}

/** Rounds over the seasons of a series that has several. */
const rounds = 2;
/** Rounds of weighing outliers down. */
const robustRounds = 2;

/**
 * MSTL-style decomposition (Bandara, Hyndman and Bergmeir, arXiv 2107.13462): STL for each season in turn on what the
 * other seasons leave, with season windows 11, 15, … A series shorter than two seasons has a trend only.
 * @param seasons Steps in a season, ascending: `[7]`, `[24, 168]`; none = no season.
 */
export function decompose(
  values: Float64Array,
  seasons: readonly number[],
  { isRobust = false }: DecomposeOptions = {},
): Decomposition {
  let decomposition = decomposeWeighted(values, seasons, undefined);
  if (!isRobust) return decomposition;
  for (let round = 0; round < robustRounds; round += 1) {
    decomposition = decomposeWeighted(values, seasons, robustWeights(decomposition.remainder));
  }
  return decomposition;
}

function decomposeWeighted(
  values: Float64Array,
  seasons: readonly number[],
  weights: Float64Array | undefined,
): Decomposition {
  const parts = seasons
    .filter((length) => length > 1 && values.length >= 2 * length)
    .map((length): { readonly length: number; values: Float64Array } => ({
      length,
      values: new Float64Array(values.length),
    }));
  let rest: Float64Array = values;
  let trend: Float64Array | undefined;
  for (let round = 0; round < (parts.length > 1 ? rounds : 1); round += 1) {
    for (const [index, part] of parts.entries()) {
      const withPart = add(rest, part.values);
      const found = decomposeSeason(withPart, { season: part.length, seasonWindow: 11 + 4 * index, weights });
      part.values = found.season;
      trend = found.trend;
      rest = subtract(withPart, part.values);
    }
  }
  trend ??= loess(values, { window: Math.max(7, Math.floor(values.length / 4) * 2 + 1), degree: 1, weights });
  return { trend, seasons: parts, remainder: subtract(rest, trend) };
}

/** Bisquare weights: 1 for a remainder of 0, 0 from six times the median magnitude on. */
function robustWeights(remainder: Float64Array): Float64Array {
  const limit = 6 * median(remainder.map(Math.abs));
  return remainder.map((value) => {
    const ratio = limit === 0 ? Number(value !== 0) : Math.abs(value) / limit;
    return ratio >= 1 ? 0 : (1 - ratio * ratio) ** 2;
  });
}

/** The series without its seasons. */
export function seasonallyAdjusted(values: Float64Array, { seasons }: Decomposition): Float64Array {
  return seasons.reduce((rest, season) => subtract(rest, season.values), values);
}

/** The seasons after the last value: each goes on as its last cycle was. */
export function projectSeasons({ seasons, trend }: Decomposition, horizon: number): Float64Array {
  return Float64Array.from({ length: horizon }, (_none, step) =>
    seasons.reduce((sum, { length, values }) => sum + (values[trend.length - length + (step % length)] ?? 0), 0),
  );
}

function add(values: Float64Array, others: Float64Array): Float64Array {
  return Float64Array.from(values, (value, index) => value + (others[index] ?? 0));
}
