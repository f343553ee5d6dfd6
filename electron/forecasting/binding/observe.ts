import type { LedgerQuestion } from '#shared/domain/ledger-binding.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import type { Random } from '../random.ts';
import { recordMeasure, type LeftOut } from './record-measures.ts';
import { rowFilter } from './row-filter.ts';
import type { BindingSource, ObservedImport } from './source.ts';
import { WeightedSample } from './weighted-sample.ts';
import { dayStart, recentDays, recentWindow, type Window } from './window.ts';

/** What was seen of a measure. */
export interface Observations {
  readonly sample: WeightedSample;
  /** The period that was read; undefined = there is no usage to read. */
  readonly window: Window | undefined;
  /** Records in the period that the filter lets through. */
  readonly records: number;
  /** Records that say nothing of the measure, by reason. */
  readonly leftOut: ReadonlyMap<LeftOut, number>;
}

/** Reads a measure's observations off a ledger. @param nowMs later usage does not count. */
export function observe(
  source: BindingSource,
  question: LedgerQuestion,
  { nowMs, random }: { readonly nowMs: number; readonly random: Random },
): Observations {
  const observer = observerOf(source, question, nowMs, random);
  const leftOut = new Map<LeftOut, number>();
  let records = 0;
  if (observer.window !== undefined) {
    const imports = new Set(observer.imports.map(({ id }) => id));
    const isWanted = rowFilter(question.filter ?? {}, source.dictionary());
    source.scan(observer.window, (columns, importId) => {
      if (!imports.has(importId)) return;
      for (let row = 0; row < columns.rows; row += 1) {
        if (!isWanted(columns, row)) continue;
        records += 1;
        const reason = observer.see(columns, row);
        if (reason !== undefined) leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
      }
    });
  }
  return { sample: observer.finish(), window: observer.window, records, leftOut };
}

/** Sees the rows of a period one by one and makes observations of them. */
interface Observer {
  readonly imports: readonly ObservedImport[];
  readonly window: Window | undefined;
  /** @returns why the row says nothing of the measure, if so. */
  readonly see: (columns: UsageColumns, row: number) => LeftOut | undefined;
  readonly finish: () => WeightedSample;
}

function observerOf(
  source: BindingSource,
  { measure, filter, windowDays }: LedgerQuestion,
  nowMs: number,
  random: Random,
): Observer {
  const imports = source.listImports().filter(({ id }) => filter?.import?.includes(id) ?? true);
  switch (measure) {
    case 'requestsPerDay':
      return observeDays(imports, windowDays, nowMs, random);
    case 'requestsPerConversation':
      return observeConversations(imports, recentWindow(imports, nowMs, windowDays), random);
    default: {
      const read = recordMeasure(measure);
      const sample = new WeightedSample(random);
      return {
        imports,
        window: recentWindow(imports, nowMs, windowDays),
        see(columns, row) {
          const reading = read(columns, row);
          if ('leftOut' in reading) return reading.leftOut;
          sample.add(reading.dividend, reading.divisor);
          return undefined;
        },
        finish: () => sample,
      };
    }
  }
}

/** Days are told apart only where records are shorter than a day; an hour more is a change of the clock. */
const longestDayMs = msPerDay + msPerHour;

/** Requests of complete days; a day without any counts as 0. Files that stand for a part of a month have no real days. */
function observeDays(all: readonly ObservedImport[], days: number, nowMs: number, random: Random): Observer {
  const imports = all.filter(({ monthScale }) => monthScale === null);
  const starts = recentDays(imports, nowMs, days);
  const [first, last] = [starts[0], starts.at(-1)];
  const requestsByDay = new Map(starts.map((start) => [start, 0]));
  return {
    imports,
    window: first === undefined || last === undefined ? undefined : { fromMs: first, toMs: last + msPerDay },
    see(columns, row) {
      const startMs = columns.startMs[row] ?? 0;
      const requests = columns.requests[row] ?? 0;
      if (requests === 0) return 'no-requests';
      if ((columns.endMs[row] ?? startMs) - startMs > longestDayMs) return 'several-days';
      const day = dayStart(startMs);
      requestsByDay.set(day, (requestsByDay.get(day) ?? 0) + requests);
      return undefined;
    },
    finish: () => sampleOf(requestsByDay.values(), random),
  };
}

/** Requests of each conversation within the period. */
function observeConversations(
  imports: readonly ObservedImport[],
  window: Window | undefined,
  random: Random,
): Observer {
  const requestsById = new Map<number, number>();
  return {
    imports,
    window,
    see(columns, row) {
      const id = columns.dimensions.conversation?.[row] ?? 0;
      const requests = columns.requests[row] ?? 0;
      if (id === 0) return 'no-conversation';
      if (requests === 0) return 'no-requests';
      requestsById.set(id, (requestsById.get(id) ?? 0) + requests);
      return undefined;
    },
    finish: () => sampleOf(requestsById.values(), random),
  };
}

function sampleOf(counts: Iterable<number>, random: Random): WeightedSample {
  const sample = new WeightedSample(random);
  for (const count of counts) sample.add(count, 1);
  return sample;
}
