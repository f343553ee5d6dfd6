/** A point with the value of the function there. */
interface Vertex {
  readonly point: readonly number[];
  readonly value: number;
}

/**
 * Finds a local minimum of a function of a few variables without derivatives: the downhill simplex of Nelder and Mead
 * (The Computer Journal 7, 1965), with their coefficients: reflection 1, expansion 2, contraction and shrinkage ½.
 * @param start Where to begin. @param step How far the first simplex reaches along each variable.
 * @param evaluations How often the function may be asked, about.
 */
export function minimise(
  valueAt: (point: readonly number[]) => number,
  start: readonly number[],
  { step, evaluations }: { readonly step: number; readonly evaluations: number },
): readonly number[] {
  let left = evaluations;
  function look(point: readonly number[]): Vertex {
    left -= 1;
    const value = valueAt(point);
    return { point, value: Number.isFinite(value) ? value : Infinity };
  }
  const corners = start.map((_value, moved) => start.map((value, index) => value + (index === moved ? step : 0)));
  let simplex = [start, ...corners].map(look);
  while (left > 0) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0];
    const worst = simplex.at(-1);
    const second = simplex.at(-2);
    if (best === undefined || worst === undefined || second === undefined) return start;
    if (worst.value - best.value <= 1e-9 * Math.abs(best.value)) break;
    const centre = centreOf(simplex.slice(0, -1));
    const reflected = look(towards(centre, worst.point, -1));
    if (reflected.value < best.value) {
      const expanded = look(towards(centre, worst.point, -2));
      simplex = [...simplex.slice(0, -1), expanded.value < reflected.value ? expanded : reflected];
    } else if (reflected.value < second.value) {
      simplex = [...simplex.slice(0, -1), reflected];
    } else {
      const contracted = look(towards(centre, reflected.value < worst.value ? reflected.point : worst.point, 0.5));
      simplex =
        contracted.value < Math.min(worst.value, reflected.value)
          ? [...simplex.slice(0, -1), contracted]
          : [best, ...simplex.slice(1).map(({ point }) => look(towards(best.point, point, 0.5)))];
    }
  }
  return simplex.reduce((a, b) => (b.value < a.value ? b : a)).point;
}

function centreOf(vertices: readonly Vertex[]): readonly number[] {
  const [first] = vertices;
  return (first?.point ?? []).map(
    (_value, index) => vertices.reduce((sum, { point }) => sum + (point[index] ?? 0), 0) / vertices.length,
  );
}

/** The point at a fraction of the way from one point to another; negative = away from it. */
function towards(from: readonly number[], to: readonly number[], fraction: number): readonly number[] {
  return from.map((value, index) => value + fraction * ((to[index] ?? 0) - value));
}
