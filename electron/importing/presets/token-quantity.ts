import { readAmount } from '../read/amounts.ts';
import { isProblem, quoteCell, type CellProblem } from '../read/cells.ts';
import { multiply, parseDecimal, scaleToInteger, type Decimal } from '../read/decimals.ts';

/** A quantity that a bill states, exactly. */
export type Quantity = Decimal;

/** Reads a quantity of a bill: `0.564240`, `1.2E-05`, `260,580`. Undefined for an empty cell. */
export function readBillQuantity(text: string): Quantity | undefined | CellProblem {
  const trimmed = text.trim();
  // A comma before three digits groups thousands: a bill's fractions are written with a point or with more digits.
  const plain = /^-?\d{1,3}(,\d{3})+$/.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed;
  const amount = readAmount(plain);
  if (amount === undefined) return undefined;
  const quantity = isProblem(amount) ? undefined : parseDecimal(amount.decimal);
  return quantity ?? { problem: `${quoteCell(trimmed)} is not a number` };
}

/** A number of tokens that a bill counts in blocks. */
export interface BilledTokens {
  readonly tokens: number;
  /** Said of the row when the quantity is not a whole number of tokens. */
  readonly remarks: readonly string[];
}

/** Part of a token that a bill's own rounding may leave: no remark is worth it. */
const tolerance = 1e-3;

/**
 * Tokens of a quantity in blocks, computed exactly and rounded to a whole token.
 * @param block tokens in one unit: 1,000 for `1K`.
 * @returns undefined when the quantity is negative (a correction) or more than can be counted exactly.
 */
export function tokensOf(quantity: Quantity, block: number): BilledTokens | undefined {
  const exact = multiply(quantity, { digits: BigInt(block), exponent: 0 });
  const tokens = Number(scaleToInteger(exact, 0));
  if (tokens < 0 || !Number.isSafeInteger(tokens)) return undefined;
  const rest = Math.abs(Number(scaleToInteger(exact, 9) - BigInt(tokens) * 1_000_000_000n)) / 1e9;
  return {
    tokens,
    remarks: rest > tolerance ? ['the quantity is not a whole number of tokens and was rounded to one'] : [],
  };
}

/** A quantity as a number, for hours and other things that need not be whole. */
export function numberOf({ digits, exponent }: Quantity): number {
  return Number(`${digits}e${exponent}`);
}

const multiples: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['k', 1000],
  ['thousand', 1000],
  ['m', 1_000_000],
  ['mm', 1_000_000],
  ['million', 1_000_000],
  ['b', 1_000_000_000],
  ['billion', 1_000_000_000],
]);

/**
 * How many tokens one unit is: `1K` is 1,000, `1M Tokens` and `1000000 Tokens` a million, `Tokens` one.
 * @returns undefined for a unit that is none of tokens: hours, images, `Units`.
 */
export function blockOf(unit: string): number | undefined {
  const match = /^(\d[\d,]*)?\s*(k|thousand|mm?|million|b|billion)?\s*(?:(?:llm|ai|input|output)?\s*tokens?)?$/i.exec(
    unit.trim(),
  );
  if (match === null || unit.trim() === '') return undefined;
  const [, count, multiple = ''] = match;
  const block = Number((count ?? '1').replaceAll(',', '')) * (multiples.get(multiple.toLowerCase()) ?? Number.NaN);
  return Number.isSafeInteger(block) && block > 0 ? block : undefined;
}
