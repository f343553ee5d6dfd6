import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cardsOfModels } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { modelsOf, parseScenario, simulate } from '#simulator';
import { percentile, type Benchmark } from './benchmark.ts';

const rounds = 300;
/** One frame at 60 Hz, ms: what the closed form must leave room in. */
const frameMs = 1000 / 60;

function sample(): { readonly scenario: Scenario; readonly cards: readonly PriceCard[] } {
  const file = resolve(import.meta.dirname, '../../examples/support-assistant.burnrate.json');
  const parsed = parseScenario(readFileSync(file, 'utf8'), file);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return { scenario: parsed.value, cards: cardsOfModels(createBundledCatalogue(), modelsOf(parsed.value)).cards };
}

/** The sample scenario over its whole horizon, every formula included, warm. */
export const closedForm: Benchmark = {
  name: 'closed-form',
  run() {
    const { scenario, cards } = sample();
    const times: number[] = [];
    for (let round = 0; round < 2 * rounds; round += 1) {
      const startedMs = performance.now();
      const result = simulate(scenario, cards);
      if (!result.ok) throw new Error(result.error.message);
      // The first half warms the engine up.
      if (round >= rounds) times.push(performance.now() - startedMs);
    }
    const value = percentile(times, 0.95);
    return Promise.resolve([
      {
        name: `closed form of ${scenario.workloads.length} workloads × ${scenario.calendar.months} months, p95`,
        value,
        unit: 'ms',
        ratio: value / frameMs,
        peer: 'a frame at 60 Hz',
        goal: 'a small part of a frame',
      },
    ]);
  },
};
