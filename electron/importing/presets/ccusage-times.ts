import { addMonths, monthOf, monthStartMs, msPerDay } from '#shared/time.ts';
import { isProblem } from '../read/cells.ts';
import { readInstant } from '../read/instants.ts';
import { objectField, textField, type JsonObject } from './json-values.ts';
import type { Rejection } from './preset.ts';

/** What a report's rows stand for, by the name of the list or the report's `type`. */
export const reportNames = ['daily', 'weekly', 'monthly', 'session', 'sessions', 'blocks'] as const;
export type ReportName = (typeof reportNames)[number];

/** The time that a row of a report stands for. */
export interface RowTime {
  /** UTC ms. */
  readonly startMs: number;
  /** UTC ms, exclusive. */
  readonly endMs: number;
  readonly remarks: readonly string[];
}

const daysOf: Readonly<Partial<Record<ReportName, number>>> = { daily: 1, weekly: 7 };
const localDates = 'ccusage writes dates of the machine it ran on; they were taken as UTC';

/**
 * Reads when a row of a ccusage report happened: its day, its week (from its first day), its month, from a session's
 * first to its last activity, or a block's five hours.
 */
export function readCcusageTime(row: JsonObject, report: ReportName): RowTime | Rejection {
  switch (report) {
    case 'daily':
    case 'weekly':
      return readDays(textField(row, 'date', 'week', 'period'), daysOf[report] ?? 1);
    case 'monthly':
      return readMonth(textField(row, 'month', 'period', 'date'));
    case 'session':
    case 'sessions': {
      // Reports of several agents give a session's times apart from its counts.
      const times = { ...objectField(row, 'metadata'), ...row };
      return readSpan(
        textField(times, 'firstActivity', 'startTime', 'lastActivity', 'date'),
        textField(times, 'lastActivity', 'endTime', 'date'),
      );
    }
    case 'blocks':
      return readSpan(
        textField(row, 'startTime', 'blockStart'),
        textField(row, 'actualEndTime', 'endTime', 'blockEnd'),
      );
  }
}

function readDays(text: string, days: number): RowTime | Rejection {
  const start = dayStartMs(text);
  if (typeof start !== 'number') return start;
  return { startMs: start, endMs: start + days * msPerDay, remarks: [localDates] };
}

function readMonth(text: string): RowTime | Rejection {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) {
    return { startMs: monthStartMs(text), endMs: monthStartMs(addMonths(text, 1)), remarks: [localDates] };
  }
  const start = /^[A-Z][a-z]{2,8} \d{4}$/.test(text) ? namedDayMs(`1 ${text}`) : dayStartMs(text);
  if (typeof start !== 'number') return start;
  const month = monthOf(start);
  return { startMs: monthStartMs(month), endMs: monthStartMs(addMonths(month, 1)), remarks: [localDates] };
}

function readSpan(first: string, last: string): RowTime | Rejection {
  const start = readTime(first);
  if ('kind' in start) return start;
  const end = last === '' ? start : readTime(last);
  if ('kind' in end) return end;
  return {
    startMs: Math.min(start.ms, end.ms),
    endMs: end.ms + (end.isWholeDay ? msPerDay : 0),
    remarks: start.isWholeDay || end.isWholeDay ? [localDates] : [],
  };
}

function readTime(text: string): { readonly ms: number; readonly isWholeDay: boolean } | Rejection {
  const instant = readInstant(text, 'iso');
  if (instant !== undefined && !isProblem(instant)) return instant;
  const day = dayStartMs(text);
  return typeof day === 'number' ? { ms: day, isWholeDay: true } : day;
}

/** Start of a day written `2025-05-30`, `20250530` or `May 30, 2025`, as UTC. */
function dayStartMs(text: string): number | Rejection {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim());
  const iso = compact === null ? text : `${compact[1]}-${compact[2]}-${compact[3]}`;
  const instant = readInstant(iso, 'iso');
  if (instant !== undefined && !isProblem(instant)) return instant.ms;
  const named = /^([A-Z][a-z]{2,8})\.? (\d{1,2}),? (\d{4})$/.exec(text.trim());
  return namedDayMs(named === null ? text : `${named[2]} ${named[1]} ${named[3]}`);
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** @param text day, name of the month, year: `30 May 2025`. */
function namedDayMs(text: string): number | Rejection {
  const [day = '', month = '', year = ''] = text.split(' ');
  const index = monthNames.indexOf(month.slice(0, 3).toLowerCase());
  const padded = `${year}-${String(index + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = index === -1 ? undefined : readInstant(padded, 'iso');
  if (instant !== undefined && !isProblem(instant)) return instant.ms;
  const reason = text.trim() === '' ? 'the time is missing' : `${JSON.stringify(text)} is not a day`;
  return { kind: 'reject', column: 'date', reason };
}
