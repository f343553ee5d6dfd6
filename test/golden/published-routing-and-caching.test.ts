import { describe, expect, it } from 'vitest';
import type { PriceCard } from '#shared/domain/price.ts';
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

describe('FrugalGPT (arXiv 2305.05176, Table 3: HEADLINES $33.1 on GPT-4 alone, $0.6 by the cascade of three models)', () => {
  it('saves 98.19 % of the published costs, as a cascade GPT-J, J1-L, GPT-4 with checks by DistilBERT', () => {
    // Costs per run of the test set: GPT-4 $33.1; the cascade's $0.6 by the sum of its stages, with GPT-4 asked in 1 % of the
    // calls ($0.331), J1-L in a quarter ($0.6 each 1 = $0.15) and GPT-J in all ($0.119): the paper gives the sum, not the split.
    const perCall = (usd: number): PriceCard['unitRates'] => ({
      request: { usdPerUnit: usd / 1000 },
    });
    const cards = [
      cardOf('openai/gpt-4', {}, { unitRates: perCall(33.1) }),
      cardOf('ai21/j1-large', {}, { unitRates: perCall(0.6) }),
      cardOf('eleuther/gpt-j', {}, { unitRates: perCall(0.119) }),
    ];
    const call = { models: [{ model: 'openai/gpt-4', share: 1 }], prompt: {}, answer: {} };
    const cascade = leverOf('cascade', {
      model: 'eleuther/gpt-j',
      acceptRate: 0.75,
      nextStages: [{ model: 'ai21/j1-large', acceptRate: 0.96 }],
    });
    const alone = usdPerRequest(call, cards) * 1000;
    const staged = usdPerRequest(call, cards, [cascade]) * 1000;
    expect(alone).toBeCloseTo(33.1, 9);
    expect(staged).toBeCloseTo(0.6, 9);
    expect(100 * (1 - staged / alone)).toBeCloseTo(98.19, 2);
  });

  it('OVERRULING of the rerun of 2024 does not pay: the cascade costs ten times gpt-4o-mini for 0.2 points', () => {
    // 2024 rerun CSVs: $4.53e-4 a query for the cascade, $4.37e-5 for gpt-4o-mini alone (models.md 4.2).
    const cards = [
      cardOf('openai/gpt-4o-mini', {}, { unitRates: { request: { usdPerUnit: 4.37e-5 } } }),
      cardOf('maker/first', {}, { unitRates: { request: { usdPerUnit: 4.53e-4 - 4.37e-5 * 0.1 } } }),
    ];
    const call = { models: [{ model: 'openai/gpt-4o-mini', share: 1 }], prompt: {}, answer: {} };
    const cascade = leverOf('cascade', { model: 'maker/first', acceptRate: 0.9 });
    const ratio = usdPerRequest(call, cards, [cascade]) / usdPerRequest(call, cards);
    expect(ratio).toBeCloseTo(10.37, 2);
  });
});

describe('a small model with escalation: self cost per request = GPU $/h ÷ requests/h + escalations × API (Manning, Rearchitecting LLMs, 12.9)', () => {
  it('costs $0.001015 a request: 0.00031 of its own, and one in ten at 0.00705', () => {
    // API call: Gemini 3 Flash with rerank, $0.00705 (models.md 1.2). Issue 5 names the sum; $0.00031 is what it leaves for
    // the small model at one escalation in ten.
    const cards = [
      cardOf('google/flash', {}, { unitRates: { request: { usdPerUnit: 0.007_05 } } }),
      cardOf('own/small', {}, { unitRates: { request: { usdPerUnit: 0.000_31 } } }),
    ];
    const call = { models: [{ model: 'google/flash', share: 1 }], prompt: {}, answer: {} };
    const escalating = leverOf('cascade', { model: 'own/small', acceptRate: 0.9 });
    expect(usdPerRequest(call, cards, [escalating])).toBeCloseTo(0.001_015, 9);
  });
});

describe('break-even hit rates of prompt caching: (w − 1) ÷ (w − r) (models.md 2.2)', () => {
  it.each([
    ['5m', 1.25, 0.1, 0.2174],
    ['1h', 2, 0.1, 0.5263],
    ['5m', 1.25, 0.05, 0.2083],
    ['5m', 1.25, 0.025, 0.2041],
    ['1h', 2, 0.025, 0.5063],
  ] as const)('for %s, writes at %d and reads at %d times the input price: %d', (ttl, write, read, published) => {
    const breakEven = (write - 1) / (write - read);
    expect(breakEven).toBeCloseTo(published, 4);
    const card = cardOf('maker/cached', {
      input: 1,
      output: 0,
      cacheRead: read,
      cacheWrite5m: write,
      cacheWrite1h: write,
    });
    const call = { models: [{ model: 'maker/cached', share: 1 }], prompt: { system: 10_000 }, answer: {} };
    const at = (hitRate: number): number =>
      usdPerRequest(call, [card], [leverOf('prompt-caching', { components: ['system'], hitRate, ttl })]);
    const plain = usdPerRequest(call, [card]);
    expect(at(breakEven)).toBeCloseTo(plain, 12);
    expect(at(breakEven + 0.01)).toBeLessThan(plain);
    expect(at(breakEven - 0.01)).toBeGreaterThan(plain);
  });
});

describe('Che’s approximation (models.md 2.2: an LRU simulation agrees within 0.0002)', () => {
  it.each([
    [1000, 0.8, 100, 0.3778],
    [1000, 1, 100, 0.5765],
  ])('a response cache of %d questions, Zipf %d, %d slots hits %d of the calls', (objects, skew, capacity, hits) => {
    const card = cardOf('maker/plain', { input: 1, output: 1 });
    const call = { models: [{ model: 'maker/plain', share: 1 }], prompt: { user: 1000 }, answer: {} };
    const cache = leverOf('response-cache', { hitRateFrom: 'popularity', hitRate: 0, objects, skew, capacity });
    expect(1 - usdPerRequest(call, [card], [cache]) / usdPerRequest(call, [card])).toBeCloseTo(hits, 4);
  });
});
