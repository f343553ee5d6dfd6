import { describe, expect, it } from 'vitest';
import { cardOf, firstMonth, leverOf, run, scenarioOf, type CallInput } from '../unit/simulator/builders.ts';

/** One request a day over 30 days: amounts a request are the month's ÷ 30. */
function usdPerRequest(
  call: Partial<CallInput>,
  cards: Parameters<typeof run>[1],
  levers: ReturnType<typeof leverOf>[] = [],
): number {
  const scenario = scenarioOf({ call, levers });
  return firstMonth(run(scenario, cards)).optimized.usdPerRequest ?? Number.NaN;
}

describe('RouteLLM (arXiv 2406.18665v4, Table 6; costs of section 4: GPT-4 $24.70 and Mixtral $0.24 per million tokens)', () => {
  const strong = cardOf('openai/gpt-4-1106', { input: 24.7, output: 24.7 });
  const weak = cardOf('mistral/mixtral', { input: 0.24, output: 0.24 });
  // 95 tokens in and 264 out on average (section 4); one price for both gives the paper's price per million of either.
  const call = { models: [{ model: 'openai/gpt-4-1106', share: 1 }], prompt: { user: 95 }, answer: { output: 264 } };

  it.each([
    // benchmark, share of calls to the strong model, USD per million tokens routed, times cheaper than all strong
    ['MT-Bench CPT50', 0.134, 3.518, 7.02],
    ['MT-Bench CPT80', 0.3131, 7.898, 3.13],
    ['MMLU CPT50', 0.354, 8.899, 2.78],
    ['MMLU CPT80', 0.7031, 17.438, 1.42],
    ['GSM8K CPT50', 0.3364, 8.468, 2.92],
    ['GSM8K CPT80', 0.6326, 15.713, 1.57],
  ])(
    '%s: %d of the calls to the strong model cost $%d per million, %d times less',
    (_name, strongShare, usdPerMTok, times) => {
      const routing = leverOf('routing-mix', { targets: [{ model: 'mistral/mixtral', share: 1 - strongShare }] });
      const allStrong = (usdPerRequest(call, [strong, weak]) / 359) * 1e6;
      const routed = (usdPerRequest(call, [strong, weak], [routing]) / 359) * 1e6;
      expect(allStrong).toBeCloseTo(24.7, 9);
      expect(routed).toBeCloseTo(usdPerMTok, 3);
      expect(allStrong / routed).toBeCloseTo(times, 2);
    },
  );
});

describe('prompt caching', () => {
  it('DeepSeek’s day (esengine/DeepSeek-Reasonix): 99.82 % hits, $12.34 instead of $60.63', () => {
    const [hit, miss, out] = [435_033_856, 767_616, 179_763];
    const flash = cardOf('deepseek/flash', { input: 0.139, cacheRead: 0.028, output: 0.278 });
    const day = (readShare: number): number =>
      usdPerRequest(
        {
          models: [{ model: 'deepseek/flash', share: 1 }],
          prompt: { unsplit: hit + miss },
          answer: { output: out },
          cache: { readShare },
        },
        [flash],
      );
    expect(day(hit / (hit + miss))).toBeCloseTo(12.34, 2);
    expect(day(0)).toBeCloseTo(60.63, 2);
  });

  it('an agent’s 30 turns of 25,000 tokens, 20,000 of them cacheable: $1.875, or $0.5825 with one write and 29 reads', () => {
    // ai-cost-estimator.com, GPT-5.6 Terra: $2.50 per million in, reads at 0.1, writes at 1.25 (models.md 2.2).
    const terra = cardOf('openai/terra', { input: 2.5, cacheRead: 0.25, cacheWrite5m: 3.125, output: 0 });
    const call = {
      callsPerRequest: 30,
      models: [{ model: 'openai/terra', share: 1 }],
      prompt: { system: 20_000, user: 5000 },
      answer: {},
    };
    const caching = leverOf('prompt-caching', { components: ['system'], hitRate: 29 / 30, ttl: '30m' });
    expect(usdPerRequest(call, [terra])).toBeCloseTo(1.875, 9);
    expect(usdPerRequest(call, [terra], [caching])).toBeCloseTo(0.5825, 9);
  });
});
