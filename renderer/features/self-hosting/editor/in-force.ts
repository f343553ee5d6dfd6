/** Of entries that follow each other by date, the one that is in force on a day, or the first. @param day `YYYY-MM-DD`. */
export function latestOf<Entry extends { readonly id: string; readonly from: string }>(
  entries: readonly Entry[],
  day: string,
): readonly Entry[] {
  const byId = new Map<string, Entry>();
  for (const entry of entries.toSorted((left, right) => left.from.localeCompare(right.from))) {
    if (!byId.has(entry.id) || entry.from <= day) byId.set(entry.id, entry);
  }
  return [...byId.values()];
}
