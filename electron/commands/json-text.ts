/** Significant digits of numbers in JSON: enough for any amount of money, without the noise of binary fractions. */
const significantDigits = 14;

/** Writes a document as indented JSON, with float noise rounded away (0.1 + 0.2 becomes 0.3). */
export function jsonText(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, part: unknown) =>
      typeof part === 'number' && !Number.isInteger(part) ? Number(part.toPrecision(significantDigits)) : part,
    2,
  );
}
