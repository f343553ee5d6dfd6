import { bindNumber, refreshScenario, resolveBinding } from '#forecasting';
import type { Ledger } from '#ledger';
import { success } from '#shared/result.ts';
import { checkScenario } from '#simulator';
import { fromLedger } from '../from-ledger.ts';
import type { Handlers } from '../handler.ts';

export interface BindingServices {
  /** The open ledger; a function, because the host may open another one. */
  readonly ledger: () => Ledger;
  /** UTC ms. */
  readonly now: () => number;
}

/** Implements `ledger.measure`, `scenario.bind` and `scenario.refresh`. */
export function bindingHandlers({
  ledger,
  now,
}: BindingServices): Handlers<'ledger.measure' | 'scenario.bind' | 'scenario.refresh'> {
  return {
    'ledger.measure': (question) => fromLedger(() => resolveBinding(ledger(), question, now())),
    'scenario.bind': ({ scenario, path, question }) =>
      fromLedger(() => {
        const measured = resolveBinding(ledger(), question, now());
        if (!measured.ok) return measured;
        const bound = bindNumber(scenario, path, measured.value);
        if (!bound.ok) return bound;
        const checked = checkScenario(bound.value);
        return checked.ok ? success({ scenario: checked.value, quantity: measured.value }) : checked;
      }),
    'scenario.refresh': ({ scenario }) =>
      fromLedger(() => {
        const refreshed = refreshScenario(ledger(), scenario, now());
        if (!refreshed.ok) return refreshed;
        // Levers check their own parameters: a measured hit rate may not be above 1.
        const checked = checkScenario(refreshed.value.scenario);
        return checked.ok ? refreshed : checked;
      }),
  };
}
