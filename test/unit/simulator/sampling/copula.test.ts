import { describe, expect, it } from 'vitest';
import { parseScenario, sampleSimulation } from '#simulator';
import type { Scenario } from '#shared/domain/scenario.ts';
import { correlate, gaussianCopula } from '../../../../electron/simulator/sampling/copula.ts';
import { normalDistribution } from '#shared/statistics/normal-distribution.ts';
import { normalQuantile } from '#shared/statistics/normal-quantile.ts';
import { fillUniforms } from '../../../../electron/simulator/sampling/uniforms.ts';
import { largeCard, run, scenarioOf } from '../builders.ts';

describe('normalDistribution', () => {
  it.each([
    // Abramowitz and Stegun, table 26.1.
    [0, 0.5],
    [1, 0.841_344_746_068_542_9],
    [-1.96, 0.024_997_895_148_220_43],
    [3, 0.998_650_101_968_369_9],
  ])('at %d is %d', (x, expected) => {
    expect(normalDistribution(x)).toBeCloseTo(expected, 13);
  });

  it('undoes the quantile', () => {
    for (const probability of [1e-9, 0.01, 0.3, 0.5, 0.9, 0.999_99]) {
      expect(normalDistribution(normalQuantile(probability)) / probability).toBeCloseTo(1, 8);
    }
  });
});

/** Correlation of the normal scores of two columns. */
function scoreCorrelation(left: Float64Array, right: Float64Array): number {
  const [x, y] = [left.map(normalQuantile), right.map(normalQuantile)];
  let [xy, xx, yy] = [0, 0, 0];
  for (let row = 0; row < x.length; row += 1) {
    xy += (x[row] ?? 0) * (y[row] ?? 0);
    xx += (x[row] ?? 0) ** 2;
    yy += (y[row] ?? 0) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

describe('gaussianCopula', () => {
  const rows = 20_000;

  it('correlates as asked and leaves each column uniform', () => {
    const copula = gaussianCopula([
      { inputs: ['a', 'b'], coefficient: 0.8 },
      { inputs: ['b', 'c'], coefficient: -0.4 },
    ]);
    if (copula === undefined) throw new Error('These can be.');
    const columns = copula.paths.map((path) => {
      const column = new Float64Array(rows);
      fillUniforms(column, 4, path, 0);
      return column;
    });
    correlate(copula, columns, rows);
    const [a, b, c] = columns;
    if (a === undefined || b === undefined || c === undefined) throw new Error('Three columns.');
    // Standard error about 1 ÷ √20,000 = 0.007.
    expect(scoreCorrelation(a, b)).toBeCloseTo(0.8, 1);
    expect(scoreCorrelation(b, c)).toBeCloseTo(-0.4, 1);
    expect(Math.abs(scoreCorrelation(a, c))).toBeLessThan(0.05);
    for (const column of columns) {
      const mean = column.reduce((sum, value) => sum + value, 0) / rows;
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    }
  });

  it('allows inputs that move as one, and refuses what contradicts itself', () => {
    expect(gaussianCopula([{ inputs: ['a', 'b'], coefficient: 1 }])?.weights[1]).toEqual([1, 0]);
    const contradiction = [
      { inputs: ['a', 'b'], coefficient: 0.9 },
      { inputs: ['b', 'c'], coefficient: 0.9 },
      { inputs: ['a', 'c'], coefficient: -0.9 },
    ] as const;
    expect(
      gaussianCopula(contradiction.map(({ inputs, coefficient }) => ({ inputs: [...inputs], coefficient }))),
    ).toBeUndefined();
  });
});

describe('correlated inputs of a scenario', () => {
  const paths: [string, string] = ['workloads[0].traffic.requestsPerDay', 'workloads[0].calls[0].answer.output'];
  const base = scenarioOf({ call: { prompt: {}, answer: { output: { kind: 'uniform', low: 100, high: 300 } } } });
  function withCorrelation(coefficient: number): Scenario {
    return {
      ...base,
      workloads: base.workloads.map((workload) => ({
        ...workload,
        traffic: { requestsPerDay: { kind: 'uniform', low: 500, high: 1500 } },
      })),
      correlations: [{ inputs: paths, coefficient }],
    };
  }

  it('widen the range when they move together and narrow it when they move against each other', () => {
    const spread = [1, 0, -1].map((coefficient) => {
      const scenario = withCorrelation(coefficient);
      const { correlations } = scenario;
      const { baselineUsd } = sampleSimulation(run(scenario, [largeCard]), {
        samples: 5000,
        seed: 1,
        correlations,
      }).monthly;
      return baselineUsd.p95 - baselineUsd.p5;
    });
    expect(spread).toEqual(spread.toSorted((left, right) => right - left));
    // Moving as one: requests and tokens both at their P95 (1,450 and 290): 30 × 1,450 × 290 × $15 per million.
    const together = sampleSimulation(run(withCorrelation(1), [largeCard]), {
      samples: 50_000,
      seed: 1,
      correlations: withCorrelation(1).correlations,
    });
    expect(together.monthly.baselineUsd.p95 / ((30 * 1450 * 290 * 15) / 1e6)).toBeCloseTo(1, 2);
  });

  it('are refused where they name no number or contradict each other', () => {
    const strange = {
      ...withCorrelation(0.5),
      correlations: [{ inputs: ['workloads[0].traffic.users', paths[1]], coefficient: 0.5 }],
    };
    expect(parseScenario(JSON.stringify(strange), 'x')).toMatchObject({
      ok: false,
      error: {
        message: "The scenario has no number at 'workloads[0].traffic.users'.",
        at: { path: 'correlations[0].inputs' },
      },
    });
  });
});
