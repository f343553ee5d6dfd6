/** Writes a share for people: `30 %`, `2.5 %`. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
