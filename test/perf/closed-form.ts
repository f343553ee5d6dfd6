import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cardsOfModels } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { modelsOf, parseScenario, simulate } from '#simulator';
import { percentile, type Benchmark, type BenchmarkFigure } from './benchmark.ts';

const rounds = 600;
/**
 * How long rounds go by before they are timed: until the code is compiled and the heap's young generation has been written to all
 * over. Where memory is virtualised the first touch of a page costs up to 20 µs, and a round writes to a hundred pages and more.
 */
const warmUpMs = 3000;
/** One frame at 60 Hz, ms: what the closed form must leave room in. */
const frameMs = 1000 / 60;

function sample(): { readonly scenario: Scenario; readonly cards: readonly PriceCard[] } {
  const file = resolve(import.meta.dirname, '../../examples/support-assistant.burnrate.json');
  const parsed = parseScenario(readFileSync(file, 'utf8'), file);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return { scenario: parsed.value, cards: cardsOfModels(createBundledCatalogue(), modelsOf(parsed.value)).cards };
}

/** The sample with its workloads repeated to ten, all its levers on, over three years. */
function tenWorkloads({ scenario, cards }: ReturnType<typeof sample>): ReturnType<typeof sample> {
  const workloads = Array.from({ length: 10 }, (_none, index) => scenario.workloads[index % scenario.workloads.length])
    .flatMap((workload) => workload ?? [])
    .map((workload, index) => ({ ...workload, id: `workload-${index}` }));
  const levers = scenario.levers.map((lever) => ({ ...lever, scope: {} }));
  return { scenario: { ...scenario, workloads, levers, calendar: { ...scenario.calendar, months: 36 } }, cards };
}

/** The next frame of a slider: one lever has parameters of its own, all else is what it was before. */
function withMovedLever(scenario: Scenario, round: number): Scenario {
  const moved = round % scenario.levers.length;
  const levers = scenario.levers.map((lever, index) =>
    index === moved ? { ...lever, parameters: structuredClone(lever.parameters) } : lever,
  );
  return { ...scenario, levers };
}

/** Scenarios over their whole horizons, warm, one lever after another moved: all that a frame of a slider asks for. */
export const closedForm: Benchmark = {
  name: 'closed-form',
  run() {
    return Promise.resolve([sample(), tenWorkloads(sample())].flatMap(measure));
  },
};

function measure({ scenario, cards }: ReturnType<typeof sample>): readonly BenchmarkFigure[] {
  const times: number[] = [];
  const begunMs = performance.now();
  let present = scenario;
  for (let round = 0; times.length < rounds; round += 1) {
    present = withMovedLever(present, round);
    const startedMs = performance.now();
    const result = simulate(present, cards);
    if (!result.ok) throw new Error(result.error.message);
    const endedMs = performance.now();
    if (startedMs - begunMs >= warmUpMs) times.push(endedMs - startedMs);
  }
  return [0.5, 0.95].map((share) => {
    const value = percentile(times, share);
    return {
      name: `closed form of ${scenario.workloads.length} workloads × ${scenario.calendar.months} months, ${scenario.levers.length} levers, p${share * 100}`,
      value,
      unit: 'ms',
      ratio: value / frameMs,
      peer: 'a frame at 60 Hz',
      goal: 'under 1 ms',
    };
  });
}
