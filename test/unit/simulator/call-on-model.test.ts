import { describe, expect, it } from 'vitest';
import { recompute, sampleSimulation } from '#simulator';
import { cardOf, firstMonth, largeCard, leverOf, run, scenarioOf, smallCard } from './builders.ts';

const relativeTo = 'Maker before 4';
const older = cardOf(
  'maker/older',
  { input: 3, output: 15 },
  { tokenizer: { factor: 1, relativeTo, source: 'the reference' } },
);
const newer = cardOf(
  'maker/newer',
  { input: 2, output: 10 },
  { tokenizer: { factor: 1.3, relativeTo, source: 'maker, 2026-11-01' } },
);
const cards = [older, newer, largeCard, smallCard];
const onOlder = { models: [{ model: 'maker/older', share: 1 }] };
const moveAll = leverOf('routing-mix', { targets: [{ model: 'maker/newer', share: 1 }] });

// 30,000 requests of 2,000 prompt and 200 output tokens: 60 M × $3 + 6 M × $15 = $270 on the older model; on the newer one
// 60 M × 1.3 × $2 + 6 M × 1.3 × $10 = $234, not the $180 that unconverted counts would give.
describe('tokens on another model', () => {
  it('are those of its own tokenizer when calls are routed to it', () => {
    const { baseline, optimized } = firstMonth(run(scenarioOf({ call: onOlder, levers: [moveAll] }), cards));
    expect(baseline.usd).toBeCloseTo(270, 9);
    expect(optimized.usd).toBeCloseTo(234, 9);
  });

  it('are those of its own tokenizer in a cascade and back again', () => {
    const first = leverOf('cascade', { model: 'maker/newer', acceptRate: 0.6 });
    const there = firstMonth(run(scenarioOf({ call: onOlder, levers: [first] }), cards));
    expect(there.optimized.usd).toBeCloseTo(234 + 0.4 * 270, 9);
    const back = leverOf('routing-mix', { targets: [{ model: 'maker/older', share: 1 }] });
    const call = { models: [{ model: 'maker/newer', share: 1 }] };
    const returned = firstMonth(run(scenarioOf({ call, levers: [back] }), cards));
    expect(returned.optimized.usd).toBeCloseTo(270 / 1.3, 9);
  });

  it('stay as counted on the models of the call itself, and after two moves are converted once', () => {
    const both = {
      models: [
        { model: 'maker/older', share: 0.6 },
        { model: 'maker/newer', share: 0.4 },
      ],
    };
    const { baseline } = firstMonth(run(scenarioOf({ call: both }), cards));
    expect(baseline.usd).toBeCloseTo(0.6 * 270 + 0.4 * 180, 9);
    const away = { ...moveAll, parameters: { targets: [{ model: 'other/small', share: 1 }] } };
    const twice = scenarioOf({ call: onOlder, levers: [away, { ...moveAll, id: 'second' }] });
    expect(firstMonth(run(twice, cards)).optimized.usd).toBeCloseTo(234, 9);
  });

  it('say how they were converted, in the step that moved them and in the derivation', () => {
    const { waterfall, optimized } = firstMonth(run(scenarioOf({ call: onOlder, levers: [moveAll] }), cards));
    expect(waterfall[0]?.notes).toEqual([
      'maker/newer takes 1.3 times the tokens of maker/older for the same text: its counts are converted (maker, 2026-11-01).',
    ]);
    const text = JSON.stringify(optimized.expression);
    expect(text).toContain('"label":"Tokens on maker/newer per token on maker/older","unit":"factor","value":1.3');
    expect(recompute(optimized.expression)).toBe(optimized.usd);
  });

  it('reach the price step that converted counts reach', () => {
    const stepped = {
      ...newer,
      rates: { input: { usdPerMTok: 2, tiers: [{ aboveInputTokens: 2500, usdPerMTok: 4 }] } },
    };
    const call = { ...onOlder, answer: {} };
    const { optimized } = firstMonth(run(scenarioOf({ call, levers: [moveAll] }), [older, stepped]));
    // 2,000 × 1.3 = 2,600 tokens: past the step at 2,500.
    expect(optimized.usd).toBeCloseTo(78 * 4, 9);
  });

  it('are converted in the samples too: without uncertainty they meet the closed form', () => {
    const result = run(scenarioOf({ call: onOlder, levers: [moveAll] }), cards);
    const { monthly } = sampleSimulation(result, { samples: 100, seed: 1 });
    expect(monthly.optimizedUsd.p50).toBeCloseTo(234, 9);
    const prompt = { user: { kind: 'lognormal', p5: 1000, p95: 4000 } } as const;
    const uncertain = run(scenarioOf({ call: { ...onOlder, prompt, answer: {} }, levers: [moveAll] }), cards);
    const ranges = sampleSimulation(uncertain, { samples: 1000, seed: 3 }).monthly;
    // Every sample of the prompt costs 1.3 × 2 ÷ 3 of what it cost.
    expect(ranges.optimizedUsd.p95 / ranges.baselineUsd.p95).toBeCloseTo((1.3 * 2) / 3, 9);
  });

  it('are kept, with a sentence, where no factor is published', () => {
    const away = leverOf('routing-mix', { targets: [{ model: 'other/small', share: 1 }] });
    const { waterfall, optimized } = firstMonth(run(scenarioOf({ call: onOlder, levers: [away] }), cards));
    expect(optimized.usd).toBeCloseTo(27, 9);
    expect(waterfall[0]?.notes).toEqual([
      'Token counts are kept as counted on maker/older; other/small may count the same text differently.',
    ]);
  });
});
