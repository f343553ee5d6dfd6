import type { Moments } from './truncated-normal.ts';

/** A beta distribution between two bounds, by its likeliest value. */
export interface PertShape {
  readonly low: number;
  readonly mode: number;
  readonly high: number;
}

/** Cells of the table that quantiles are read from: errors below 10⁻⁷ of the width. */
const cells = 512;

/**
 * The beta distribution of PERT: α = 1 + 4 (mode − low) ÷ (high − low), β = 1 + 4 (high − mode) ÷ (high − low), so that
 * its mean is (low + 4 mode + high) ÷ 6 and its variance (mean − low)(high − mean) ÷ 7.
 * Source: D. G. Malcolm and others, Application of a technique for research and development program evaluation,
 * Operations Research 7 (1959); D. Vose, Risk Analysis (2008), PERT distribution.
 */
export function betaPert({ low, mode, high }: PertShape): Moments {
  const width = high - low;
  const mean = (low + 4 * mode + high) / 6;
  if (width === 0) return { mean, variance: 0, quantile: () => low };
  const standard = betaQuantile(1 + (4 * (mode - low)) / width, 1 + (4 * (high - mode)) / width);
  return {
    mean,
    variance: ((mean - low) * (high - mean)) / 7,
    quantile: (probability) => low + width * standard(probability),
  };
}

/**
 * Inverse distribution function of the beta distribution on 0…1. Its density, written over an angle with x = sin² of it, is
 * smooth to the ends; the area is summed by Simpson's rule, and inside a cell the density is taken as a straight line.
 * @param alpha in [1, 5]. @param beta in [1, 5].
 */
function betaQuantile(alpha: number, beta: number): (probability: number) => number {
  const step = Math.PI / 2 / cells;
  function density(angle: number): number {
    return Math.sin(angle) ** (2 * alpha - 1) * Math.cos(Math.min(angle, Math.PI / 2)) ** (2 * beta - 1);
  }
  let table: { readonly areas: Float64Array; readonly densities: Float64Array } | undefined;
  function build(): NonNullable<typeof table> {
    const areas = new Float64Array(cells + 1);
    const densities = Float64Array.from({ length: cells + 1 }, (_zero, index) => density(index * step));
    for (let cell = 0; cell < cells; cell += 1) {
      const middle = density((cell + 0.5) * step);
      const area = (step / 6) * ((densities[cell] ?? 0) + 4 * middle + (densities[cell + 1] ?? 0));
      areas[cell + 1] = (areas[cell] ?? 0) + area;
    }
    return { areas, densities };
  }
  return (probability) => {
    if (probability >= 1) return 1;
    const { areas, densities } = (table ??= build());
    const area = Math.max(probability, 0) * (areas[cells] ?? 0);
    const cell = cellOf(areas, area);
    const offset =
      step * partOfCell(densities[cell] ?? 0, densities[cell + 1] ?? 0, (area - (areas[cell] ?? 0)) / step);
    return Math.sin(cell * step + offset) ** 2;
  };
}

/** The last cell that starts at or below an area. */
function cellOf(areas: Float64Array, area: number): number {
  let low = 0;
  let high = cells - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((areas[middle] ?? 0) <= area) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How far into a cell of width 1 the area under the line from `left` to `right` reaches `area`; 0…1. */
function partOfCell(left: number, right: number, area: number): number {
  const root = Math.sqrt(Math.max(0, left * left + 2 * (right - left) * area));
  const sum = left + root;
  return sum === 0 ? 0 : Math.min(1, (2 * area) / sum);
}
