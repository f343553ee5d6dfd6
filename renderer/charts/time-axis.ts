import { monthStartMs, parseInstant } from '#shared/time.ts';
import { monthLabel } from '../store/period-view.ts';
import { formatDay } from '../ui/format.ts';
import { placeAxis } from './chart-options.ts';
import type { ChartPalette } from './palette.ts';

/** A day or a month for people. */
export function timeLabel(time: string): string {
  if (time.length === 7) return monthLabel(time);
  const instant = parseInstant(time);
  return instant === undefined ? time : formatDay(instant);
}

const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const shortMonth = new Intl.DateTimeFormat('en-US', { month: 'short', year: '2-digit', timeZone: 'UTC' });

/** The same in short, for an axis. */
function axisTime(time: string): string {
  return time.length === 7 ? shortMonth.format(monthStartMs(time)) : shortDay.format(parseInstant(time) ?? 0);
}

/** The horizontal axis of a chart whose labels are days or months: in short, as many as find room. */
export function timeAxis(palette: ChartPalette) {
  return placeAxis(palette, {
    ticks: {
      autoSkipPadding: 24,
      callback(value) {
        return axisTime(this.getLabelForValue(Number(value)));
      },
    },
  });
}
