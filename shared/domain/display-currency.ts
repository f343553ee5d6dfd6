import { z } from 'zod';
import { currencySchema, exchangeRateSchema } from './exchange-rate.ts';

/** In which currency the screens show amounts. Money is stored and computed in US dollars whatever it says. */
export const displayCurrencySchema = z.object({
  /** What the user chose; `USD` at the start. */
  currency: currencySchema,
  /** The rate that holds today; null for US dollars, and where no rate of the currency is known: dollars are shown then. */
  rate: exchangeRateSchema.nullable(),
  /** The day that the rate was looked up for, UTC ms. */
  atMs: z.number(),
  /** Other currencies that have a rate, in alphabetical order. */
  knownCurrencies: z.array(currencySchema),
});
export type DisplayCurrency = z.infer<typeof displayCurrencySchema>;
