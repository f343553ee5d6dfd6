import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cardsOfModels } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import type { FleetReport } from '#shared/domain/self-hosting.ts';
import { analyseSelfHosting, modelsOf, parseScenario } from '#simulator';

/** The published examples of examples/self-hosting, read as the command line reads them. Hand sums: self-hosting.test.ts. */

const catalogue = createBundledCatalogue();

function fleetsOf(name: string): ReadonlyMap<string, FleetReport> {
  const file = `${name}.burnrate.json`;
  const text = readFileSync(join(import.meta.dirname, '../../examples/self-hosting', file), 'utf8');
  const scenario = parseScenario(text, file);
  if (!scenario.ok) throw new Error(scenario.error.message);
  const { cards } = cardsOfModels(catalogue, modelsOf(scenario.value));
  const report = analyseSelfHosting(scenario.value, cards, { samples: 10, seed: 1 });
  if (!report.ok) throw new Error(report.error.message);
  return new Map(report.value.fleets.map((fleet) => [fleet.id, fleet]));
}

function against(fleet: FleetReport | undefined, name: string) {
  const found = fleet?.comparisons.find((comparison) => comparison.name === name);
  if (found === undefined) throw new Error(`No comparison with ${name}.`);
  return found;
}

describe('arXiv 2509.18101, Table IV', () => {
  const effective = fleetsOf('on-premise-effective-inputs');

  it.each([
    // Fleet, months against GPT-5 and Claude-4 Sonnet, as published.
    ['kimi-k2', 69.3, 44],
    ['qwen3-235b', 34, 21.8],
    ['gpt-oss-120b', 30.9, 19.8],
    ['glm-4-5-air', 34, 21.8],
    ['llama-3-3-70b', 17.8, 11.4],
    ['exaone-4-32b', 2.26, 1.4],
  ])('%s with effective inputs: %d and %d months, ± 0.06', (id, gpt5, sonnet) => {
    const fleet = effective.get(id);
    const months = (name: string): number => against(fleet, name).atCapacity.paybackMonths ?? 0;
    expect(Math.abs(months('GPT-5') - gpt5)).toBeLessThan(0.06);
    expect(Math.abs(months('Claude-4 Sonnet') - sonnet)).toBeLessThan(0.06);
    // The same prices, so the same months: Gemini 2.5 Pro as GPT-5, Grok-4 as Sonnet 4.
    expect(months('Gemini 2.5 Pro')).toBe(months('GPT-5'));
    expect(months('Grok-4')).toBe(months('Claude-4 Sonnet'));
  });

  it('with the stated inputs Kimi-K2 takes 77.2 months against GPT-5', () => {
    const stated = fleetsOf('on-premise-stated-inputs');
    expect(against(stated.get('kimi-k2'), 'GPT-5').atCapacity.paybackMonths).toBeCloseTo(77.2, 1);
  });

  it('at 10 million tokens a month the EXAONE box takes 34.7 months against GPT-5, not 2.26', () => {
    const { atDemand } = against(effective.get('exaone-4-32b'), 'GPT-5');
    expect(atDemand.tokensPerMonth).toBeCloseTo(10e6, 3);
    expect(atDemand.paybackMonths).toBeCloseTo(34.7, 1);
  });
});

describe('rented GPUs', () => {
  it('2×A100 at $2.21: $0.297 per million tokens in and $1.722 out', () => {
    const { monthly } = fleetsOf('rented-a100-price-identity').get('two-a100') ?? {};
    expect(monthly?.usdPerMInputTokAtFullUse).toBeCloseTo(0.297, 3);
    expect(monthly?.usdPerMOutputTokAtFullUse).toBeCloseTo(1.722, 3);
  });

  it('a small model breaks even at 625 requests an hour, at 652.4 with 4.2 % escalated', () => {
    const fleets = fleetsOf('small-model-625-an-hour');
    const perHour = (id: string) => fleets.get(id)?.comparisons[0]?.breakEven?.requestsPerHour;
    expect(perHour('no-escalation')).toBeCloseTo(625, 6);
    expect(perHour('with-escalation')).toBeCloseTo(652.4, 1);
  });

  it('the popular guide: a ratio of 0.67, nothing to pay back, and 6,667 requests a day', () => {
    const comparison = fleetsOf('guide-6667-requests-a-day').get('box')?.comparisons[0];
    expect(comparison?.atDemand.apiUsd).toBeCloseTo(3000, 6);
    expect(comparison?.atDemand.costRatio).toBeCloseTo(2 / 3, 9);
    expect(comparison?.atDemand.capexUsd).toBe(0);
    expect(comparison?.breakEven?.requestsPerDay).toBeCloseTo(6666.67, 2);
  });
});
