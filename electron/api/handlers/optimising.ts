import { setImmediate as nextTurn } from 'node:timers/promises';
import { cardsOfModels, type Catalogue } from '#pricing';
import { checkScenario, modelsOfSearch, optimise } from '#simulator';
import type { Handlers } from '../handler.ts';

/** How long a search may hold the thread before others get their turn, ms. */
const longestTurnMs = 25;

/** Implements `scenario.optimise`: searches in short turns, so that other calls are answered meanwhile. */
export function optimiseHandlers(catalogue: Catalogue, monotonicMs: () => number): Pick<Handlers, 'scenario.optimise'> {
  return {
    async 'scenario.optimise'({ scenario, options }) {
      const checked = checkScenario(scenario);
      if (!checked.ok) return checked;
      const { cards } = cardsOfModels(catalogue, modelsOfSearch(scenario, options));
      const steps = optimise(scenario, cards, options);
      let turnStartedMs = monotonicMs();
      for (;;) {
        const step = steps.next();
        if (step.done === true) return step.value;
        if (monotonicMs() - turnStartedMs < longestTurnMs) continue;
        // One search runs at a time by its nature: each step needs the one before.
        // oxlint-disable-next-line no-await-in-loop
        await nextTurn();
        turnStartedMs = monotonicMs();
      }
    },
  };
}
