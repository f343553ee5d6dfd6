import { bindNumber, refreshScenario, resolveBinding } from '#forecasting';
import type { Ledger } from '#ledger';
import { success } from '#shared/result.ts';
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
        return bound.ok ? success({ scenario: bound.value, quantity: measured.value }) : bound;
      }),
    'scenario.refresh': ({ scenario }) => fromLedger(() => refreshScenario(ledger(), scenario, now())),
  };
}
