import type { ImportOptions } from '#shared/domain/importing.ts';
import { dayOf } from '#shared/time.ts';

/** A Monday, so that the days of a trace fall on days of the week in order. UTC ms. */
const usualStartMs = Date.UTC(2024, 0, 1);
/** A trace longer than this writes something else than offsets. */
const longestMs = 5 * 366 * 86_400_000;

/** The instant from which a trace counts its offsets, with what must be said about it. */
export interface TraceStart {
  /** The instant of an offset, UTC ms; undefined for an offset that no trace has. */
  at(offsetMs: number): number | undefined;
  readonly remarks: readonly string[];
}

/** Where the offsets of a trace without dates begin: the user's choice, else a Monday. */
export function traceStart({ traceStartMs }: ImportOptions): TraceStart {
  const startMs = traceStartMs ?? usualStartMs;
  return {
    at: (offsetMs) => (offsetMs >= 0 && offsetMs <= longestMs ? startMs + Math.floor(offsetMs) : undefined),
    remarks:
      traceStartMs === undefined
        ? [`the trace counts time from its own start, which was taken as Monday ${dayOf(usualStartMs)} 00:00 UTC`]
        : [],
  };
}
