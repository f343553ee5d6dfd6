import { msPerDay, msPerHour } from '#shared/time.ts';
import type { ObservedImport } from './source.ts';

/** A period of recorded usage, UTC ms: start inclusive, end exclusive. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** An import that holds usage. */
interface Used {
  readonly firstMs: number;
  readonly lastMs: number;
}

/** The last so many days up to the end of the recorded usage, or up to now; undefined = there is no usage before now. */
export function recentWindow(imports: readonly ObservedImport[], nowMs: number, days: number): Window | undefined {
  const lastMs = endOf(usedImports(imports, nowMs), nowMs);
  return lastMs === undefined ? undefined : { fromMs: lastMs - days * msPerDay, toMs: lastMs + 1 };
}

/**
 * The last so many complete days in UTC. The last day is complete where usage reaches its last hour, the first where usage
 * begins in its first hour. Only days within the time of some import: on others nobody looked.
 * @returns starts of the days, UTC ms, ascending.
 */
export function recentDays(imports: readonly ObservedImport[], nowMs: number, days: number): readonly number[] {
  const used = usedImports(imports, nowMs);
  const lastMs = endOf(used, nowMs);
  if (lastMs === undefined) return [];
  const firstMs = Math.min(...used.map((one) => one.firstMs));
  const toMs = dayStart(lastMs + msPerHour);
  const fromMs = Math.max(toMs - days * msPerDay, dayStart(firstMs - msPerHour) + msPerDay);
  const starts: number[] = [];
  for (let startMs = fromMs; startMs < toMs; startMs += msPerDay) {
    if (used.some((one) => one.firstMs < startMs + msPerDay && one.lastMs >= startMs)) starts.push(startMs);
  }
  return starts;
}

/** The start of the UTC day that an instant is in. */
export function dayStart(instantMs: number): number {
  return Math.floor(instantMs / msPerDay) * msPerDay;
}

function usedImports(imports: readonly ObservedImport[], nowMs: number): readonly Used[] {
  return imports.flatMap(({ firstMs, lastMs }) =>
    firstMs === null || lastMs === null || firstMs > nowMs ? [] : [{ firstMs, lastMs }],
  );
}

function endOf(used: readonly Used[], nowMs: number): number | undefined {
  return used.length === 0 ? undefined : Math.min(nowMs, Math.max(...used.map(({ lastMs }) => lastMs)));
}
