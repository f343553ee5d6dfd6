/** Signs that Google Cloud puts behind the names of money columns, and their currencies. */
const currencies: ReadonlyMap<string, string> = new Map([
  ['$', 'USD'],
  ['US$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
  ['₹', 'INR'],
  ['zł', 'PLN'],
  ['CA$', 'CAD'],
  ['A$', 'AUD'],
  ['NZ$', 'NZD'],
  ['R$', 'BRL'],
  ['NT$', 'TWD'],
  ['HK$', 'HKD'],
  ['MX$', 'MXN'],
  ['S$', 'SGD'],
  ['₩', 'KRW'],
  ['₪', 'ILS'],
  ['CHF', 'CHF'],
  ['USD', 'USD'],
  ['EUR', 'EUR'],
  ['GBP', 'GBP'],
]);

/** A money column's name in every currency: `Cost ($)`, `Cost (€)`…, and without one. */
export function inEveryCurrency(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [...[...currencies.keys()].map((sign) => `${name} (${sign})`), name]);
}

/** The currency in a column's name: `Subtotal (€)` is euros; undefined when it names none. */
export function currencyOfColumn(name: string): string | undefined {
  const sign = /\(([^()]+)\)\s*$/.exec(name)?.[1]?.trim();
  return sign === undefined ? undefined : currencies.get(sign);
}
