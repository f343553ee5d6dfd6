import { describe, expect, it } from 'vitest';
import { cardsOfModels } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import { templates } from '#templates';
import { checkScenario, modelsOf, simulate } from '#simulator';
import type { SimulationResult } from '#shared/domain/simulation.ts';

/**
 * The templates, each with its baseline month summed by hand from the token counts in its file and the list prices of the
 * bundled book (genai-prices 0.1.8), USD per million tokens.
 */

const catalogue = createBundledCatalogue();
const all = templates('2026-12');

function evaluate(id: string): SimulationResult {
  const scenario = all.find((template) => template.id === id)?.scenario;
  if (scenario === undefined) throw new Error(`There is no template ${id}.`);
  expect(checkScenario(scenario).ok).toBe(true);
  const result = simulate(scenario, cardsOfModels(catalogue, modelsOf(scenario)).cards);
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.unpriced).toEqual([]);
  return result.value;
}

describe('templates', () => {
  it('chat support: 300,000 × (1,580 × $2.50 + 180 × $10) ÷ 10⁶ = $1,725.00', () => {
    expect(evaluate('chat-support').summary.baselineMonthlyUsd).toBeCloseTo(1725, 8);
  });

  it('RAG: 120,000 × (4,460 × $0.40 + 250 × $1.60 + 60 × $0.02) ÷ 10⁶ + $50 = $312.22', () => {
    expect(evaluate('rag').summary.baselineMonthlyUsd).toBeCloseTo(262.224 + 50, 8);
  });

  it('coding agent: 8,400 tasks × 12 turns × (21,575 × $3 + 350 × $15) ÷ 10⁶ = $7,053.48', () => {
    // A turn sends 11,400 tokens and, on average, 5.5 earlier turns of 350 + 1,500 tokens: 21,575.
    expect(evaluate('coding-agent').summary.baselineMonthlyUsd).toBeCloseTo(7053.48, 8);
  });

  it('document pipeline: 150,000 × ($0.0011154 + 0.2 × $0.01509 + $0.012) = $2,420.01', () => {
    // Extraction: 5,836 × $0.15 + 400 × $0.60 = 1,115.4; check: 5,636 × $2.50 + 100 × $10 = 15,090 per million.
    expect(evaluate('document-pipeline').summary.baselineMonthlyUsd).toBeCloseTo(2420.01, 8);
  });

  it('voice agent: 270,000 × ($0.05816 + $0.00255) = $16,391.70', () => {
    // 1,500 × $4 + 1,200 × $32 + 200 × $64 + 60 × $16 = 58,160 per million exchanges.
    expect(evaluate('voice-agent').summary.baselineMonthlyUsd).toBeCloseTo(16_391.7, 8);
  });

  it('batch enrichment: 6,000,000 × (870 × $0.15 + 40 × $0.60) ÷ 10⁶ = $927.00', () => {
    expect(evaluate('batch-enrichment').summary.baselineMonthlyUsd).toBeCloseTo(927, 8);
  });

  it.each(all)('$id saves with its enabled levers, and every note is on a number that it has', ({ id, scenario }) => {
    const { summary } = evaluate(id);
    expect(summary.savingMonthlyUsd).toBeGreaterThan(0);
    for (const path of Object.keys(scenario.inputNotes)) {
      const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
      const value = keys.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], scenario);
      expect({ path, value }).not.toEqual({ path, value: undefined });
    }
    expect(Object.values(scenario.inputNotes).every(({ source }) => source !== undefined)).toBe(true);
  });

  it('begin in the month that is asked for', () => {
    expect(templates('2027-05').every(({ scenario }) => scenario.calendar.startMonth === '2027-05')).toBe(true);
  });
});
