/** Costs are summed in two parts, each small enough to stay exact: units of about a thousandth of a dollar, and the rest. */
const costUnit = 2 ** 20;

type Numbers = Float64Array | Uint8Array;

/** Sum of the first rows; whole numbers stay exact up to 2^53. @param isChosen by row; undefined = all. */
export function sumOf(values: Numbers, rows: number, isChosen: Uint8Array | undefined): number {
  let sum = 0;
  if (isChosen === undefined) for (let row = 0; row < rows; row++) sum += values[row] ?? 0;
  else for (let row = 0; row < rows; row++) if (isChosen[row] === 1) sum += values[row] ?? 0;
  return sum;
}

/** Sum of whole numbers up to 2^53 each, exact for as many as a batch has. */
export function exactSum(values: Float64Array, rows: number, isChosen: Uint8Array | undefined): bigint {
  let units = 0;
  let rest = 0;
  for (let row = 0; row < rows; row++) {
    if (isChosen?.[row] === 0) continue;
    const value = values[row] ?? 0;
    const whole = Math.floor(value / costUnit);
    units += whole;
    rest += value - whole * costUnit;
  }
  return BigInt(units) * BigInt(costUnit) + BigInt(rest);
}

/** How many of the first rows state a cost, and its exact sum. */
export function billedOf(
  billedNanoUsd: Float64Array,
  rows: number,
  isChosen: Uint8Array | undefined,
): { readonly charges: number; readonly nanoUsd: bigint } {
  const stated = new Uint8Array(rows);
  let charges = 0;
  for (let row = 0; row < rows; row++) {
    if (Number.isNaN(billedNanoUsd[row]) || isChosen?.[row] === 0) continue;
    stated[row] = 1;
    charges++;
  }
  return { charges, nanoUsd: exactSum(billedNanoUsd, rows, stated) };
}

/** Smallest of the first rows; Infinity for none. */
export function smallest(values: Float64Array, rows: number, isChosen: Uint8Array | undefined): number {
  let least = Infinity;
  for (let row = 0; row < rows; row++) {
    const value = values[row] ?? 0;
    if (value < least && isChosen?.[row] !== 0) least = value;
  }
  return least;
}

/** Largest of the first rows; −Infinity for none. */
export function largest(values: Float64Array, rows: number, isChosen: Uint8Array | undefined): number {
  let most = -Infinity;
  for (let row = 0; row < rows; row++) {
    const value = values[row] ?? 0;
    if (value > most && isChosen?.[row] !== 0) most = value;
  }
  return most;
}
