import { readPriceDocument } from '#pricing/books';
import type { DisplayCurrency } from '#shared/domain/display-currency.ts';
import { convertAt, type ExchangeRate } from '#shared/domain/exchange-rate.ts';
import type { PriceDocumentRow } from '#shared/domain/price-book.ts';
import { success, type Result } from '#shared/result.ts';
import type { Handlers } from '../handler.ts';
import type { SettingsFile } from '../settings-file.ts';

/** What the handlers of the display currency need. */
export interface DisplayCurrencyServices {
  readonly settings: SettingsFile;
  /** The ledger's price documents; none where there is no ledger, or where it cannot be opened. */
  readonly rows: () => readonly PriceDocumentRow[];
  /** The clock, UTC ms: amounts are shown at today's rate. */
  readonly now: () => number;
}

/** Implements the choice of the currency that screens show amounts in. */
export function displayCurrencyHandlers({
  settings,
  rows,
  now,
}: DisplayCurrencyServices): Pick<Handlers, 'settings.displayCurrency' | 'settings.chooseDisplayCurrency'> {
  function displayed(currency: string): Result<DisplayCurrency> {
    const rates = exchangeRates(rows());
    const atMs = now();
    const converted = convertAt(1, currency, atMs, rates);
    return success({
      currency,
      rate: (converted.ok ? converted.value.rate : undefined) ?? null,
      atMs,
      knownCurrencies: [...new Set(rates.map((rate) => rate.currency))].sort(),
    });
  }
  return {
    async 'settings.displayCurrency'() {
      const read = await settings.read();
      return read.ok ? displayed(read.value.displayCurrency) : read;
    },
    async 'settings.chooseDisplayCurrency'({ currency }) {
      const changed = await settings.change({ displayCurrency: currency });
      return changed.ok ? displayed(changed.value.displayCurrency) : changed;
    },
  };
}

/** The exchange rates that count, in the order in which they were entered. */
function exchangeRates(rows: readonly PriceDocumentRow[]): readonly ExchangeRate[] {
  return rows.flatMap((row) => {
    if (row.kind !== 'exchange-rate' || row.withdrawnAtMs !== null) return [];
    const read = readPriceDocument(row);
    return read.ok && read.value.document.content.kind === 'exchange-rate' ? [read.value.document.content.rate] : [];
  });
}
