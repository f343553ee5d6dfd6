import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import { cardsOfModels } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import { modelsOf, parseScenario, simulate } from '#simulator';

/**
 * Worked examples as published, each with the publication's own figure. Where its arithmetic is wrong, ours stands
 * beside it with the reason. The same figures are in examples/README.md and in each file's `note`.
 */

const folder = join(import.meta.dirname, '../../examples');
const catalogue = createBundledCatalogue();

function open(file: string): Scenario {
  const parsed = parseScenario(readFileSync(join(folder, file), 'utf8'), file);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

function evaluate(file: string): SimulationResult {
  const scenario = open(file);
  const result = simulate(scenario, cardsOfModels(catalogue, modelsOf(scenario)).cards);
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.unpriced).toEqual([]);
  return result.value;
}

describe('published worked examples', () => {
  it('GPT-3.5 Turbo input: 10,000 × 500 × 30 = 150 M tokens × $0.50 = $75.00 a month, as published', () => {
    expect(evaluate('gpt-3.5-turbo-input.burnrate.json').summary.baselineMonthlyUsd).toBeCloseTo(75, 8);
  });

  it('a 1,200-token tool cut: 1,200 × 10,000 × 30 = 360 M tokens × $3 = $1,080.00 a month, as published', () => {
    expect(evaluate('tool-definitions-cut.burnrate.json').summary.savingMonthlyUsd).toBeCloseTo(1080, 8);
  });

  it('a system prompt from 487 to 89 tokens: 398 × 10,000 × 30 = 119.4 M tokens × $3 = $358.20, as published', () => {
    expect(evaluate('system-prompt-487-to-89.burnrate.json').summary.savingMonthlyUsd).toBeCloseTo(358.2, 8);
  });

  it('110 tokens at 1,000 calls a day: 110,000 tokens × $3 = $0.33 a day, as published', () => {
    const { summary, months } = evaluate('prompt-110-tokens.burnrate.json');
    expect(summary.savingMonthlyUsd / (months[0]?.days ?? 0)).toBeCloseTo(0.33, 10);
  });

  it('a research agent: 12,900 × $3 + 2,400 × $15 = $0.0747 a request and $22,410 a month; published ~$0.15 and $45,000', () => {
    const { summary } = evaluate('research-agent.burnrate.json');
    expect(summary.baselineUsdPerRequest).toBeCloseTo(0.0747, 10);
    expect(summary.baselineMonthlyUsd).toBeCloseTo(22_410, 6);
    // The published month is the rounded request: 0.15 × 10,000 × 30. Its request is twice its own token counts' price.
    expect(0.15 * 10_000 * 30).toBeCloseTo(45_000, 6);
    expect(0.15 / 0.0747).toBeCloseTo(2.008, 3);
  });

  it('eight equal calls: 8 × (800 × $3 + 150 × $15) = $0.0372 and $11,160 a month; published $0.0312 and $9,360', () => {
    const { summary } = evaluate('eight-equal-calls.burnrate.json');
    expect(summary.baselineUsdPerRequest).toBeCloseTo(0.0372, 10);
    expect(summary.baselineMonthlyUsd).toBeCloseTo(11_160, 6);
    // The published request is what 100 output tokens a call would cost.
    expect((8 * (800 * 3 + 100 * 15)) / 1e6).toBeCloseTo(0.0312, 10);
  });

  it.each([
    [1, 150_000, 0],
    [2, 114_000, 24],
    [3, 36_000, 76],
    [4, 24_000, 84],
    [5, 18_000, 88],
  ])(
    'conversation ladder, rung %i: $%i a month, %i %% below the first, as published',
    (rung, monthlyUsd, savedPercent) => {
      const first = evaluate('conversation-ladder/rung-1.burnrate.json').summary.baselineMonthlyUsd;
      const { baselineMonthlyUsd } = evaluate(`conversation-ladder/rung-${rung}.burnrate.json`).summary;
      expect(baselineMonthlyUsd).toBeCloseTo(monthlyUsd, 6);
      expect(100 * (1 - baselineMonthlyUsd / first)).toBeCloseTo(savedPercent, 8);
    },
  );
});

describe('the sample scenario', () => {
  const file = 'support-assistant.burnrate.json';

  it('covers twelve months from December 2026 with three workloads', () => {
    expect(evaluate(file).months.map(({ month }) => month)).toEqual([
      '2026-12',
      ...Array.from({ length: 11 }, (_, index) => `2027-${String(index + 1).padStart(2, '0')}`),
    ]);
    expect(open(file).workloads).toHaveLength(3);
  });

  it('shows four levers that each save something, half of the cost together', () => {
    const result = evaluate(file);
    for (const { waterfall } of result.months) {
      expect(waterfall.map(({ deltaUsd }) => deltaUsd < 0)).toEqual([true, true, true, true]);
    }
    expect(result.summary.savingShare).toBeGreaterThan(0.4);
    expect(result.summary.savingShare).toBeLessThan(0.7);
  });
});

describe('the examples folder', () => {
  const files = [folder, join(folder, 'conversation-ladder'), join(folder, 'self-hosting')].flatMap((place) =>
    readdirSync(place)
      .filter((name) => name.endsWith('.burnrate.json'))
      .map((name) => join(place, name).slice(folder.length + 1)),
  );

  // Those of self-hosting/ are tested in self-hosting-examples.test.ts.
  it('holds only scenarios that are tested and listed in its README', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(files).toHaveLength(17);
    for (const file of files) expect(readme).toContain(`(${file.replaceAll('\\', '/')})`);
  });

  it.each(files.filter((file) => !file.startsWith('support')))(
    '%s carries the published figure in its note',
    (file) => {
      const { note, source } = open(file);
      expect(note).toMatch(/^Published: .* Ours: /);
      expect(source).toMatch(/^Published worked example/);
    },
  );
});
