import { quote } from './record-ends.ts';

const point = 0x2e;
const minus = 0x2d;
const zero = 0x30;

/** Digits before the point; so few that every nano-dollar can be told exactly whether it is too many. */
const wholeDigits = 7;
/** Digits after the point: nano-dollars. */
const nanoDigits = 9;

/**
 * Reads an amount of US dollars that is written plainly: `0.0312`, `-12`, `.5`, or nothing, in quotes or not. Says the
 * same as `readAmount` and `toNanoUsd` or nothing.
 */
export class AmountReader {
  readonly #isPointDecimal: boolean;
  /** Integer nano-dollars of the amount read last; NaN = the cell was empty. */
  nanoUsd = Number.NaN;

  /** @param isPointDecimal false where a point groups thousands. */
  constructor(isPointDecimal: boolean) {
    this.#isPointDecimal = isPointDecimal;
  }

  /** @returns where the cell ends; −1 when it is not plain. What follows it is the caller's to judge. */
  read(bytes: Uint8Array, start: number): number {
    const isQuoted = bytes[start] === quote;
    let end = isQuoted ? start + 1 : start;
    const isNegative = bytes[end] === minus;
    if (isNegative) end++;
    const first = end;
    let value = 0;
    let digit = (bytes[end] ?? 0) - zero;
    for (; digit >= 0 && digit <= 9; digit = (bytes[++end] ?? 0) - zero) value = value * 10 + digit;
    const whole = end - first;
    let decimals = 0;
    if (bytes[end] === point) {
      if (!this.#isPointDecimal) return -1;
      digit = (bytes[++end] ?? 0) - zero;
      for (; digit >= 0 && digit <= 9; digit = (bytes[++end] ?? 0) - zero) {
        value = value * 10 + digit;
        decimals++;
      }
      if (whole + decimals === 0) return -1;
    }
    if (whole > wholeDigits || decimals > nanoDigits || (isNegative && whole + decimals === 0)) return -1;
    const nanoUsd = value * 10 ** (nanoDigits - decimals);
    if (nanoUsd > Number.MAX_SAFE_INTEGER) return -1;
    if (whole + decimals === 0) this.nanoUsd = Number.NaN;
    // Turns −0 into 0.
    else this.nanoUsd = isNegative ? 0 - nanoUsd : nanoUsd;
    if (!isQuoted) return end;
    return bytes[end] === quote ? end + 1 : -1;
  }
}
