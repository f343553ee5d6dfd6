import { isProblem, isEmptyCell, readCount } from './cells.ts';
import { statedDelimiter } from './delimiter.ts';
import { dateOrderOf, readInstant } from './instants.ts';
import type { CsvRecord } from './record-parser.ts';

/** Records that may stand before a header; the longest known preamble has eight. */
export const longestPreamble = 40;

/**
 * Finds the header among a file's first records: the first, unless lines stand before it (a title, `key,value` pairs, a
 * spreadsheet's `sep=;`). Then it is the first record that is wider than all before it, reads as names, and is as wide
 * as most of the records that follow.
 * @returns its index; the records before it are a preamble.
 */
export function findHeader(records: readonly CsvRecord[]): number {
  const first = statedDelimiter(records[0]?.cells.join(',') ?? '') === undefined ? 0 : 1;
  let widest = usedWidth(records[first]?.cells ?? []);
  for (let index = first + 1; index < Math.min(records.length, longestPreamble + 1); index++) {
    const cells = records[index]?.cells ?? [];
    const width = usedWidth(cells);
    if (width <= widest) continue;
    if (readsAsNames(cells) && isWidthOfMost(records.slice(index + 1), cells.length)) return index;
    widest = width;
  }
  return first;
}

/** Cells up to the last that says something. */
function usedWidth(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => !isEmptyCell(cell)) + 1;
}

/** True for at least two different names, none of them a number or a time. */
function readsAsNames(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.trim().toLowerCase()).filter((name) => name !== '');
  return names.length >= 2 && new Set(names).size === names.length && !names.some(isValue);
}

function isValue(text: string): boolean {
  if (/^[-+$€£]?[\d.,]+%?$/.test(text)) return true;
  const instant = readInstant(text, 'auto');
  return (
    !isProblem(readCount(text)) || !(instant === undefined || isProblem(instant)) || dateOrderOf(text) !== undefined
  );
}

/** True when at least half of the records have a width, or there are none. */
function isWidthOfMost(records: readonly CsvRecord[], width: number): boolean {
  return 2 * records.filter(({ cells }) => cells.length === width).length >= records.length;
}
