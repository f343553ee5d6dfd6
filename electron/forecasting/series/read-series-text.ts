import { failure, success, type Result } from '#shared/result.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { fillGaps, stepLabel, stepMs, usualSeasons, type Grain, type RegularSeries } from './time-grid.ts';

const dateNames = ['date', 'ds', 'day', 'hour', 'time', 'timestamp', 'datetime'];
const valueNames = ['value', 'y', 'cost', 'costusd', 'usd', 'spend', 'amount'];
/** Above this a file is no series of hours or days but something else. */
const mostSteps = 200_000;

interface Observation {
  readonly line: number;
  readonly atMs: number;
  readonly value: number;
}

/**
 * Reads a series from CSV text: a header, then a date and a value in each row. Columns are found by name (`date`, `ds`,
 * `timestamp`; `value`, `y`, `cost`), else the first is the date and the second the value. Dates are `YYYY-MM-DD` or
 * instants (`YYYY-MM-DD HH:MM`, UTC unless a zone is given). Rows may come in any order; missing steps are filled and noted.
 * Fails with file and line: `bad-series`.
 */
export function readSeriesText(text: string, file: string): Result<RegularSeries> {
  const [header, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const cells = splitCells(header ?? '');
  const names = cells.map((name) => name.toLowerCase().replaceAll(/[^a-z]/g, ''));
  const dateColumn = Math.max(
    0,
    names.findIndex((name) => dateNames.includes(name)),
  );
  const named = names.findIndex((name) => valueNames.includes(name));
  const valueColumn = named >= 0 ? named : dateColumn === 0 ? 1 : 0;
  if (cells.length < 2) return refuse(file, 1, 'A series file has two columns with a header: date,value.');
  const observations: Observation[] = [];
  for (const [index, content] of lines.entries()) {
    if (content.trim() === '') continue;
    const row = splitCells(content);
    const line = index + 2;
    const atMs = parseTime(row[dateColumn] ?? '');
    if (atMs === undefined)
      return refuse(
        file,
        line,
        `${JSON.stringify(row[dateColumn] ?? '')} is not a date such as 2026-11-22 or 2026-11-22 09:00.`,
      );
    const valueText = row[valueColumn] ?? '';
    const value = valueText === '' ? Number.NaN : Number(valueText);
    if (valueText !== '' && !Number.isFinite(value))
      return refuse(file, line, `${JSON.stringify(valueText)} is not a number.`);
    observations.push({ line, atMs, value });
  }
  return regular(observations, file);
}

function regular(observations: Observation[], file: string): Result<RegularSeries> {
  observations.sort((a, b) => a.atMs - b.atMs);
  const first = observations[0];
  const last = observations.at(-1);
  if (first === undefined || last === undefined || observations.length < 2) {
    return refuse(file, undefined, 'A series needs at least two rows.');
  }
  const grain: Grain = observations.some(({ atMs }) => atMs % msPerDay !== 0) ? 'hour' : 'day';
  const length = Math.round((last.atMs - first.atMs) / stepMs(grain)) + 1;
  if (length > mostSteps)
    return refuse(
      file,
      undefined,
      `The file spans ${length.toLocaleString('en-US')} ${grain}s, more than a forecast can use.`,
    );
  const values = new Float64Array(length).fill(Number.NaN);
  const taken = new Set<number>();
  for (const { line, atMs, value } of observations) {
    if (grain === 'hour' && atMs % msPerHour !== 0)
      return refuse(file, line, 'Times must be whole hours, or whole days.');
    const index = (atMs - first.atMs) / stepMs(grain);
    if (taken.has(index)) return refuse(file, line, `${stepLabel(atMs, grain)} comes twice.`);
    taken.add(index);
    values[index] = value;
  }
  const missing = values.filter(Number.isNaN).length;
  if (missing > length / 2)
    return refuse(file, undefined, `Of ${length} ${grain}s ${missing} have no value, too many to fill.`);
  const notes =
    missing === 0
      ? []
      : [
          `${missing} of ${length} ${grain}s have no value and are filled from the same time of other ${grain === 'hour' ? 'days' : 'weeks'}.`,
        ];
  return success({ grain, fromMs: first.atMs, values: fillGaps(values, usualSeasons(grain)[0] ?? 1), notes });
}

function splitCells(line: string): readonly string[] {
  return line.split(/[,;\t]/).map((cell) => cell.trim().replaceAll(/^"|"$/g, ''));
}

/** A date or an instant as UTC ms; without a zone it is UTC. */
function parseTime(text: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  if (match === null) return undefined;
  const atMs = Date.parse(`${match[1]}T${match[2] ?? '00:00'}${match[3] ?? 'Z'}`);
  return Number.isNaN(atMs) ? undefined : atMs;
}

function refuse(file: string, line: number | undefined, message: string): Result<never> {
  return failure('bad-series', message, { at: { file, ...(line === undefined ? {} : { line }) } });
}
