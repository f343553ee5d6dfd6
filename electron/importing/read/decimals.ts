/** A decimal number, exact: `digits` × 10^`exponent`. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Digits that an amount may have; the longest known export writes 28 decimals. */
const maximumDigits = 100;
/** Powers of ten that an amount may have in its exponent. */
const maximumExponent = 400;

const decimalPattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/** Reads a decimal number with an optional sign, point and exponent, exactly; undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = decimalPattern.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const length = whole.length + fraction.length;
  if (length === 0 || length > maximumDigits || Math.abs(Number(power)) > maximumExponent) return undefined;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, exponent: Number(power) - fraction.length };
}

/** The exact product of two decimals. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, exponent: a.exponent + b.exponent };
}

/** A decimal as a whole number of 10^-`places`, rounded half away from zero. */
export function scaleToInteger({ digits, exponent }: Decimal, places: number): bigint {
  const shift = exponent + places;
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  const unit = 10n ** BigInt(-shift);
  const half = digits < 0n ? -unit / 2n : unit / 2n;
  return (digits + half) / unit;
}
