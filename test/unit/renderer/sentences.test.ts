import { describe, expect, it } from 'vitest';
import { monthsSentence } from '../../../renderer/charts/month-lines-model.ts';
import { waterfallBars, waterfallSentence } from '../../../renderer/charts/waterfall-model.ts';
import { formulaOf } from '../../../renderer/features/explanation/formula.ts';
import { meanOfHorizon, periodView } from '../../../renderer/store/period-view.ts';
import { leverOf, run, scenarioOf } from '../simulator/builders.ts';

// Baseline $270; half of the system prompt is $45 less, then 40 % of the calls at half price.
const result = run(
  scenarioOf({
    levers: [
      leverOf('prompt-trimming', { cuts: { system: { share: 0.5 } } }),
      leverOf('batch', { eligibleShare: 0.4, retryShare: 0 }),
    ],
  }),
);
const view = periodView(result, meanOfHorizon);

describe('the waterfall', () => {
  it('is one bar for each lever between baseline and optimized, each starting where the last ended', () => {
    const bars = waterfallBars(view);
    expect(bars.map(({ label }) => label)).toEqual(['Baseline', 'Prompt trimming', 'Batch API', 'Optimized']);
    expect(bars.map(({ tone }) => tone)).toEqual(['baseline', 'saving', 'saving', 'optimized']);
    expect(bars[1]?.startUsd).toBeCloseTo(270, 9);
    expect(bars[1]?.endUsd).toBeCloseTo(225, 9);
    expect(bars[2]?.startUsd).toBe(bars[1]?.endUsd);
    expect(bars[2]?.endUsd).toBeCloseTo(180, 9);
  });

  it('says in a sentence what it shows', () => {
    expect(waterfallSentence(view)).toMatch(/^2 levers take the month from \$270\.00 to \$180\.00 \(33\.3 % less\)/);
    expect(waterfallSentence(periodView(run(scenarioOf()), meanOfHorizon))).toBe(
      'No lever is on, so both sides cost $270.00. Switch one on under Levers to see what it saves.',
    );
  });
});

describe('the months', () => {
  it('say in a sentence what they show', () => {
    expect(monthsSentence(result.months)).toBe('1 month, December 2026: the optimized plan costs $90.00 less in all.');
  });
});

describe('a formula', () => {
  it('writes out its first operands and counts the rest', () => {
    const one = { operation: 'input', label: 'one', unit: 'USD', value: 1 } as const;
    const sum = {
      operation: 'sum',
      label: 's',
      unit: 'USD',
      value: 6,
      operands: [one, one, one, one, one, one],
    } as const;
    expect(formulaOf(sum)).toBe('$1.00 + $1.00 + $1.00 + $1.00 + 2 more');
    expect(formulaOf({ ...sum, operation: 'difference', operands: [one, one] })).toBe('$1.00 − $1.00');
  });
});
