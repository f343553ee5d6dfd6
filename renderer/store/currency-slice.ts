import type { DisplayCurrency } from '#shared/domain/display-currency.ts';
import type { Result } from '#shared/result.ts';
import { writeAmountsIn } from '../ui/display-currency.ts';
import type { CurrencySlice, SliceContext } from './state.ts';

export function createCurrencySlice({ set, services }: SliceContext): CurrencySlice {
  function receive(answer: Result<DisplayCurrency>, title: string): void {
    if (!answer.ok) {
      services.notify({ tone: 'failed', title, message: answer.error.message });
      return;
    }
    // First what the screens read while they draw, then the news that makes them draw.
    writeAmountsIn(answer.value);
    set({ displayCurrency: answer.value });
  }

  return {
    displayCurrency: null,

    async loadDisplayCurrency() {
      receive(await services.bridge.call('settings.displayCurrency', {}), 'Amounts are shown in US dollars');
    },

    async chooseDisplayCurrency(currency) {
      receive(
        await services.bridge.call('settings.chooseDisplayCurrency', { currency }),
        'The currency could not be changed',
      );
    },
  };
}
