// Built once: making a formatter costs more than a hundred uses of it.
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const twoDecimals = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** Writes a count for people: `22,361,870`; below 100 with up to two decimals. */
export function count(value: number): string {
  return (Math.abs(value) < 100 ? twoDecimals : whole).format(value);
}

/** Writes a count with its noun: `1 record`, `19,366 records`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${value === 1 ? noun : `${noun}s`}`;
}
