/** What may separate the fields of a file. */
export const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/** Lines looked at. */
const sampleLines = 20;

/**
 * Finds the delimiter from the beginning of a text: the candidate that occurs equally often in most of the first
 * lines, the header first of all; the comma where nothing speaks for another. Quoted fields do not count.
 */
export function sniffDelimiter(text: string): Delimiter {
  const lines = countPerLine(text);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => line[delimiter]);
    const inHeader = counts[0] ?? 0;
    if (inHeader === 0) continue;
    const agreeing = counts.filter((count) => count === inHeader).length / counts.length;
    // Agreement decides; among equals the delimiter that cuts the header into more columns.
    const score = agreeing + inHeader / 1e6;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** Occurrences of each delimiter outside quotes, for each of the first non-empty lines. */
function countPerLine(text: string): readonly Record<Delimiter, number>[] {
  const lines: Record<Delimiter, number>[] = [];
  let current: Record<Delimiter, number> = { ',': 0, ';': 0, '\t': 0 };
  let isQuoted = false;
  let characters = 0;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && (character === '\n' || character === '\r')) {
      if (characters > 0) lines.push(current);
      if (lines.length === sampleLines) return lines;
      current = { ',': 0, ';': 0, '\t': 0 };
      characters = 0;
      continue;
    }
    characters++;
    if (!isQuoted && (character === ',' || character === ';' || character === '\t')) current[character]++;
  }
  // A cut-off last line would count too few; it is used only when there is no other.
  if (lines.length === 0 && characters > 0) lines.push(current);
  return lines;
}
