/** Writes a share for people, in per cent with one decimal: `12.3 %`, `−4.0 %`. */
export function percent(share: number): string {
  return `${share < 0 ? '−' : ''}${Math.abs(100 * share).toFixed(1)} %`;
}
