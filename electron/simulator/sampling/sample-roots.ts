import type { Correlation } from '#shared/domain/scenario.ts';
import type { SampleSequence } from '#shared/domain/simulation-ranges.ts';
import { correlate, restrictCopula } from './copula.ts';
import { copyRoot, createColumns, evaluateBlock } from './evaluate.ts';
import type { Program } from './program.ts';
import { columnQuantiles } from './quantity-samples.ts';
import { fillHalton, haltonCoordinate } from './scrambled-halton.ts';
import { fillUniforms } from './uniforms.ts';

/** Samples evaluated at a time: the columns of a block stay in the processor's cache. */
export const blockRows = 1024;

/** How inputs are drawn. */
export interface Drawing {
  readonly samples: number;
  /** Any integer; the same seed gives the same figures bit for bit. */
  readonly seed: number;
  /** How inputs move together; inputs that are not named are independent. */
  readonly correlations?: readonly Correlation[] | undefined;
  /** Absent = `random`. */
  readonly sequence?: SampleSequence | undefined;
}

/**
 * Evaluates a program's roots over samples of its inputs: one column of samples for each root.
 * Every block's numbers depend on the seed, the input and the block alone, so any division of the blocks among workers
 * gives the same columns.
 * @param blocks which blocks to work out; absent = all. Rows of other blocks stay 0.
 */
export function sampleRoots(
  program: Program,
  { samples, seed, correlations = [], sequence = 'random' }: Drawing,
  blocks: { readonly from: number; readonly to: number } = { from: 0, to: Math.ceil(samples / blockRows) },
): readonly Float64Array[] {
  const roots = program.roots.map(() => new Float64Array(samples));
  const columns = createColumns(program, blockRows);
  const inputs = program.inputs.flatMap(({ path, distribution }, index) => {
    const column = columns[index];
    if (path === undefined || distribution === undefined || column === undefined) return [];
    const coordinate = sequence === 'quasi-random' ? haltonCoordinate(index, seed, path) : undefined;
    return [{ path, column, coordinate, quantiles: columnQuantiles(distribution) }];
  });
  const copula = restrictCopula(correlations, new Set(inputs.map(({ path }) => path)));
  if (copula === undefined) throw new Error('A checked scenario has correlations that can be.');
  const together = copula.paths.flatMap((path) => inputs.find((input) => input.path === path)?.column ?? []);
  for (let block = blocks.from; block < blocks.to; block += 1) {
    const from = block * blockRows;
    const rows = Math.min(blockRows, samples - from);
    for (const { path, column, coordinate } of inputs) {
      if (coordinate === undefined) fillUniforms(column, seed, path, block);
      else fillHalton(column, coordinate, from);
    }
    if (together.length > 0) correlate(copula, together, rows);
    for (const { column, quantiles } of inputs) quantiles(column, rows);
    evaluateBlock(program, columns, rows);
    for (const [index, target] of roots.entries()) {
      const root = program.roots[index];
      if (root !== undefined) copyRoot(root, columns, rows, target, from);
    }
  }
  return roots;
}
