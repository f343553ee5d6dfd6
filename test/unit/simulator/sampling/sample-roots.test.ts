import { describe, expect, it } from 'vitest';
import { leaf, product } from '../../../../electron/simulator/expressions.ts';
import { bandOf } from '../../../../electron/simulator/sampling/bands.ts';
import { compileExpressions } from '../../../../electron/simulator/sampling/program.ts';
import { blockRows, sampleRoots } from '../../../../electron/simulator/sampling/sample-roots.ts';
import { sampleSequences, type SampleSequence } from '#shared/domain/simulation-ranges.ts';

const first = leaf('First', 'factor', 1, { path: 'first', distribution: { kind: 'lognormal', p5: 1, p95: 3 } });
const second = leaf('Second', 'factor', 2, { path: 'second', distribution: { kind: 'uniform', low: 1, high: 3 } });
const program = compileExpressions([product('Product', 'factor', [first, second]), second]);
const correlations = [{ inputs: ['first', 'second'] as [string, string], coefficient: 0.6 }];

/** What a number of workers, each with its part of the blocks in any order, would put together. */
function divided(workers: number, samples: number, sequence: SampleSequence): readonly Float64Array[] {
  const blocks = Math.ceil(samples / blockRows);
  const whole = program.roots.map(() => new Float64Array(samples));
  for (let worker = workers - 1; worker >= 0; worker -= 1) {
    const part = {
      from: Math.floor((blocks * worker) / workers),
      to: Math.floor((blocks * (worker + 1)) / workers),
    };
    const columns = sampleRoots(program, { samples, seed: 7, sequence, correlations }, part);
    for (const [index, column] of columns.entries()) {
      const [start, end] = [part.from * blockRows, Math.min(samples, part.to * blockRows)];
      whole[index]?.set(column.subarray(start, end), start);
    }
  }
  return whole;
}

describe.each(sampleSequences)('samples of a %s sequence', (sequence) => {
  it('are the same bits for any number of workers', () => {
    const samples = 5 * blockRows + 100;
    const alone = sampleRoots(program, { samples, seed: 7, sequence, correlations });
    for (const workers of [1, 2, 3, 6]) expect(divided(workers, samples, sequence)).toEqual(alone);
  });

  it('differ between seeds', () => {
    const [one] = sampleRoots(program, { samples: 8, seed: 1, sequence });
    const [other] = sampleRoots(program, { samples: 8, seed: 2, sequence });
    expect(one).not.toEqual(other);
  });
});

describe('a quasi-random sequence', () => {
  it('comes nearer to the true mean than random samples do, over ten seeds', () => {
    // Mean of the second input: (1 + 3) ÷ 2.
    const errorOf = (sequence: SampleSequence): number =>
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
        .map((seed) => sampleRoots(program, { samples: 1024, seed, sequence })[1] ?? new Float64Array(1))
        .reduce((sum, column) => sum + Math.abs(bandOf(column).mean - 2), 0);
    expect(errorOf('quasi-random')).toBeLessThan(errorOf('random') / 5);
  });
});
