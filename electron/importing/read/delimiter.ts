/** What may separate the fields of a file. */
export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** Lines looked at. */
const sampleLines = 20;

/**
 * Finds the delimiter from the beginning of a text: what a spreadsheet's line `sep=;` says, else the candidate that
 * occurs equally often in most of the first lines (lines before the header may be others); the comma where nothing
 * speaks for another. Quoted fields do not count.
 */
export function sniffDelimiter(text: string): Delimiter {
  const stated = statedDelimiter(text.slice(0, 16).split(/[\r\n]/, 1)[0] ?? '');
  if (stated !== undefined) return stated;
  const lines = countPerLine(text);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const linesByCount = new Map<number, number>();
    for (const line of lines) linesByCount.set(line[delimiter], (linesByCount.get(line[delimiter]) ?? 0) + 1);
    for (const [count, agreeing] of linesByCount) {
      // Agreement decides; among equals the delimiter that cuts the lines into more columns.
      const score = count === 0 ? 0 : agreeing / lines.length + count / 1e6;
      if (score > bestScore) {
        best = delimiter;
        bestScore = score;
      }
    }
  }
  return best;
}

/** The delimiter that a line `sep=;` states, as spreadsheets write it before the header. */
export function statedDelimiter(line: string): Delimiter | undefined {
  const match = /^"?sep=([,;\t|])"?,*$/i.exec(line);
  return delimiters.find((delimiter) => delimiter === match?.[1]);
}

/** Occurrences of each delimiter outside quotes, for each of the first non-empty lines. */
function countPerLine(text: string): readonly Record<Delimiter, number>[] {
  const lines: Record<Delimiter, number>[] = [];
  let current = noneYet();
  let isQuoted = false;
  let characters = 0;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && (character === '\n' || character === '\r')) {
      if (characters > 0) lines.push(current);
      if (lines.length === sampleLines) return lines;
      current = noneYet();
      characters = 0;
      continue;
    }
    characters++;
    const delimiter = isQuoted ? undefined : delimiters.find((candidate) => candidate === character);
    if (delimiter !== undefined) current[delimiter]++;
  }
  // A cut-off last line would count too few; it is used only when there is no other.
  if (lines.length === 0 && characters > 0) lines.push(current);
  return lines;
}

function noneYet(): Record<Delimiter, number> {
  return { ',': 0, ';': 0, '\t': 0, '|': 0 };
}
