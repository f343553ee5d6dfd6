import { parseDecimal, type Decimal } from './decimals.ts';
import { isEmptyCell, quoteCell, type CellProblem } from './cells.ts';
import { groupMarks, withoutGroupMarks } from './group-marks.ts';

/** Money as a cell writes it, and the currency where the cell names one. */
export interface CellAmount {
  /** Digits with an optional minus, point and exponent: `-0.0312`, `4.1e-7`. */
  readonly decimal: string;
  /** ISO 4217, upper case. */
  readonly currency?: string | undefined;
}

/** Digits of an amount that are kept; more of them are a mistake and would only cost time. */
const maximumDigits = 100;

/** Decimals of an amount; the longest known export writes 28. */
const maximumDecimals = 60;
/** Far beyond what a ledger holds. */
const largestAmount = 1e15;

const signs: ReadonlyMap<string, string> = new Map([
  ['$', 'USD'],
  ['US$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
  ['₹', 'INR'],
]);

/**
 * Reads an amount of money, whatever sign of currency stands before or after it: `$0.10`, `3,16 €`, `-1,234.50`,
 * `0.0038359800000000000000000000`, `4.1e-7`.
 * @returns the amount, undefined for an empty cell, or why it is none. `1,234` without a sign of dollars is refused:
 * it may mean 1234 or 1.234.
 */
export function readAmount(text: string): CellAmount | undefined | CellProblem {
  // The usual case first.
  if (/^-?\d{1,12}(?:\.\d{1,40})?$/.test(text)) return { decimal: text };
  if (isEmptyCell(text)) return undefined;
  const trimmed = text.trim();
  // Long texts are no money, and patterns with several runs of blanks would take long over them.
  if (trimmed.length > maximumDigits) return { problem: `${quoteCell(trimmed)} is not an amount of money` };
  const { number, mark } = splitCurrency(withMinus(trimmed));
  const currency = mark === '' ? undefined : (signs.get(mark) ?? isoCurrency(mark));
  if (mark !== '' && currency === undefined) return { problem: `${quoteCell(trimmed)} is not an amount of money` };
  const decimal = readDecimalText(number, currency === 'USD');
  if (decimal === undefined) return { problem: `${quoteCell(trimmed)} is not an amount of money` };
  if (typeof decimal !== 'string') return decimal;
  const value = parseDecimal(decimal);
  if (value === undefined || value.exponent < -maximumDecimals || !(Math.abs(Number(decimal)) < largestAmount)) {
    return { problem: `${quoteCell(trimmed)} is too large or too fine to be money` };
  }
  return currency === undefined ? { decimal } : { decimal, currency };
}

/**
 * Reads a quantity that need not be whole: seconds, hours, weighted requests; from 0 on, below 10^15.
 * @returns the quantity, undefined for an empty cell, or why it is none.
 */
export function readQuantity(text: string): number | undefined | CellProblem {
  if (isEmptyCell(text)) return undefined;
  const trimmed = text.trim();
  const decimal = readDecimalText(trimmed, true);
  if (decimal === undefined) return { problem: `${quoteCell(trimmed)} is not a number` };
  if (typeof decimal !== 'string') return decimal;
  const value = Number(decimal);
  if (value < 0) return { problem: `${quoteCell(trimmed)} is negative` };
  if (!(value < 1e15)) return { problem: `${quoteCell(trimmed)} is too large` };
  return value + 0;
}

const amountWithCurrency = new RegExp(
  String.raw`^(-?)\s*(US\$|[$€£¥₹]|[A-Za-z]{3})?\s*(-?)\s*([\d.,${groupMarks}]+(?:[eE][+-]?\d+)?)\s*(US\$|[$€£¥₹]|[A-Za-z]{3})?$`,
);

function splitCurrency(text: string): { readonly number: string; readonly mark: string } {
  const match = amountWithCurrency.exec(text);
  if (match === null) return { number: text, mark: '' };
  const [, sign = '', before = '', innerSign = '', digits = '', after = ''] = match;
  if ((sign !== '' && innerSign !== '') || (before !== '' && after !== '')) return { number: text, mark: '' };
  return { number: `${sign}${innerSign}${digits.trim()}`, mark: before + after };
}

/** With an ASCII minus for a typographic one, and for the brackets that bookkeepers put around what is negative. */
function withMinus(text: string): string {
  const [, inside] = /^\((.+)\)$/.exec(text) ?? [];
  return inside === undefined ? text.replaceAll('\u2212', '-') : `-${inside}`;
}

function isoCurrency(mark: string): string | undefined {
  return /^[A-Za-z]{3}$/.test(mark) ? mark.toUpperCase() : undefined;
}

/** `1,234.5` and `1,234,567`, and as people in India write it `12,34,567`; not `1,234`, which may be a decimal comma. */
const groupedByCommas = /^\d{1,3}(,\d{3})+\.\d*$|^\d{1,3}(,\d{3}){2,}$|^\d{1,2}(,\d{2})+,\d{3}(\.\d*)?$/;

const commaAfterGroups = new RegExp(String.raw`^\d{1,3}([.${groupMarks}]\d{3})+,\d*$`);
const anyGroupMark = new RegExp(`[.${groupMarks}]`, 'g');

/**
 * Brings a number's text into one form, without going through a float.
 * @param commaGroups True when a lone comma before three digits can only group thousands.
 */
function readDecimalText(text: string, commaGroups: boolean): string | undefined | CellProblem {
  const plain = text.replace(/^\+/, '');
  if (plain.length > maximumDigits) return { problem: `${quoteCell(text)} has more than ${maximumDigits} digits` };
  // The usual case first.
  if (/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(plain)) return plain;
  const [, sign = '', body = ''] = /^(-?)(.*)$/.exec(plain) ?? [];
  if (groupedByCommas.test(body)) return sign + body.replaceAll(',', '');
  if (commaAfterGroups.test(body)) return sign + body.replaceAll(anyGroupMark, '').replace(',', '.');
  const ungrouped = withoutGroupMarks(body);
  if (ungrouped !== undefined) return sign + ungrouped;
  if (/^[1-9]\d{0,2},\d{3}$/.test(body)) {
    if (commaGroups) return sign + body.replace(',', '');
    return { problem: `${quoteCell(text)} may mean ${body.replace(',', '')} or ${body.replace(',', '.')}` };
  }
  return /^\d+,\d+$/.test(body) ? sign + body.replace(',', '.') : undefined;
}

/** Adds two amounts exactly. @throws RangeError for text that `readAmount` would not give. */
export function addDecimals(left: string, right: string): string {
  const a = parse(left);
  const b = parse(right);
  const exponent = Math.min(a.exponent, b.exponent, 0);
  const sum = a.digits * 10n ** BigInt(a.exponent - exponent) + b.digits * 10n ** BigInt(b.exponent - exponent);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(1 - exponent, '0');
  const whole = digits.slice(0, digits.length + exponent);
  return `${sum < 0n ? '-' : ''}${whole}${exponent === 0 ? '' : `.${digits.slice(digits.length + exponent)}`}`;
}

/** The sign of an amount: −1, 0 or 1. @throws RangeError for text that `readAmount` would not give. */
export function signOfDecimal(decimal: string): -1 | 0 | 1 {
  const { digits } = parse(decimal);
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

function parse(text: string): Decimal {
  const decimal = parseDecimal(text);
  if (decimal === undefined) throw new RangeError(`Not a decimal number: ${text}`);
  return decimal;
}
