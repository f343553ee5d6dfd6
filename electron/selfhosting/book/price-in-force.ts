/** The entry of an id that is in force on a day: the latest that had begun, or else the first. @param day `YYYY-MM-DD`. */
export function priceInForce<Entry extends { readonly id: string; readonly from: string }>(
  entries: readonly Entry[],
  id: string,
  day: string,
): Entry | undefined {
  const own = entries.filter((entry) => entry.id === id).toSorted((left, right) => left.from.localeCompare(right.from));
  return own.findLast(({ from }) => from <= day) ?? own[0];
}
