/** Most origins at which a series is forecast: each costs a fit of every model. */
const mostOrigins = 260;
/** For series with a long season, where a fit takes longer. */
const mostLongOrigins = 130;

/**
 * Instants of a series from which it is forecast to see how well that goes: evenly spaced, the last one leaving one value.
 * The first has three of the shortest season and two of the longest before it, or half of a short series.
 */
export function originsOf(length: number, seasons: readonly number[]): readonly number[] {
  const season = seasons[0] ?? 1;
  const longest = seasons.at(-1) ?? 1;
  const wanted = Math.max(3 * season, 2 * longest, 14);
  const first = Math.min(wanted, Math.max(10, Math.floor(length / 2)));
  const most = longest > 24 ? mostLongOrigins : mostOrigins;
  const step = Math.max(1, Math.ceil((length - first) / most));
  const origins: number[] = [];
  for (let origin = length - 1; origin >= first; origin -= step) origins.push(origin);
  return origins.reverse();
}
