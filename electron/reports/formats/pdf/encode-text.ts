import { fontWidths, type FontWeight } from './font-widths.ts';

/** Codes of characters that Windows' Latin alphabet has beyond Latin-1. */
const beyondLatin1: ReadonlyMap<string, number> = new Map([
  ['€', 0x80],
  ['…', 0x85],
  ['‰', 0x89],
  ['Š', 0x8a],
  ['Œ', 0x8c],
  ['Ž', 0x8e],
  ['‘', 0x91],
  ['’', 0x92],
  ['“', 0x93],
  ['”', 0x94],
  ['•', 0x95],
  ['–', 0x96],
  ['—', 0x97],
  ['™', 0x99],
  ['š', 0x9a],
  ['›', 0x9b],
  ['œ', 0x9c],
  ['ž', 0x9e],
  ['Ÿ', 0x9f],
]);

/** What stands for characters that the alphabet lacks, where a near one does. */
const near: ReadonlyMap<string, string> = new Map([
  ['−', '-'],
  ['→', '->'],
  ['≤', '<='],
  ['≥', '>='],
  ['\u2009', ' '],
  ['\u202f', ' '],
]);

const unknown = 0x3f;

/** Codes of a text in the fonts' alphabet (WinAnsiEncoding); a character that it lacks is `?`. */
export function encodeText(text: string): readonly number[] {
  return Array.from(text).flatMap((letter) => Array.from(near.get(letter) ?? letter, codeOf));
}

/** True when the fonts can write every character. */
export function isWritable(text: string): boolean {
  return Array.from(text).every((letter) => near.has(letter) || letter === '?' || codeOf(letter) !== unknown);
}

function codeOf(letter: string): number {
  const code = letter.codePointAt(0) ?? unknown;
  if (code < 0x20) return 0x20;
  if (code <= 0x7e || (code >= 0xa0 && code <= 0xff)) return code;
  return beyondLatin1.get(letter) ?? unknown;
}

/** Width of digits: what unusual characters are taken to be as wide as. */
const usualWidth = 556;

/** Width of a text, points. An accented letter is as wide as the plain one. */
export function textWidth(text: string, size: number, weight: FontWeight): number {
  let thousandths = 0;
  for (const letter of text.normalize('NFD')) {
    if (/\p{Mark}/u.test(letter)) continue;
    for (const part of near.get(letter) ?? letter) {
      thousandths += fontWidths[weight][(part.codePointAt(0) ?? 0) - 0x20] ?? usualWidth;
    }
  }
  return (thousandths * size) / 1000;
}

/** Breaks a text into lines no wider than `width`, at spaces where there are any. */
export function wrapText(text: string, width: number, size: number, weight: FontWeight): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, size, weight) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakWord(word, width, size, weight);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return [...lines, line];
}

/** Breaks a word that is wider than a line. */
function breakWord(word: string, width: number, size: number, weight: FontWeight): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && textWidth(piece + letter, size, weight) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}
