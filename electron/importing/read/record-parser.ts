import { StringDecoder } from 'node:string_decoder';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import type { ReadLimits } from '../limits.ts';
import type { Delimiter } from './delimiter.ts';

/** One record of a delimited file. */
export interface CsvRecord {
  /** 1-based line on which the record begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Cuts UTF-8 text into records by RFC 4180 and what spreadsheets make of it: LF, CRLF and CR end a record, mixed ones
 * too; empty lines are skipped; a quote inside an unquoted field is text, and so are the quotes of a field that goes on
 * after its closing quote. csv-parse, set up to read the same, is the oracle of the tests; `npm run bench import` says
 * why the product does not use it.
 */
export interface RecordParser {
  /**
   * Takes the next piece of text, cut anywhere; gives the records that it completes.
   * Fails `record-too-long` with the line on which the record begins.
   */
  push(text: Buffer): Result<readonly CsvRecord[]>;
  /** Ends the text; gives the last record where no line end follows it. Fails `quote-not-closed`, `record-too-long`. */
  end(): Result<readonly CsvRecord[]>;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;

/** A field and where it ends: at a delimiter, a line end or the end of the text. */
interface Field {
  readonly cell: string;
  readonly end: number;
  /** Line breaks inside it. */
  readonly breaks: number;
}

/**
 * A parser at the beginning of a text.
 * @param name the file's name, for failures.
 * @param firstLine 1-based line on which the text begins.
 */
export function createRecordParser(
  delimiter: Delimiter,
  name: string,
  { recordCharacters }: Pick<ReadLimits, 'recordCharacters'>,
  firstLine = 1,
): RecordParser {
  const delimiterCode = delimiter.charCodeAt(0);
  /** Text of the record that is not complete yet, and the line on which it begins. */
  let rest = '';
  let line = firstLine;
  const decoder = new StringDecoder('utf8');

  function read(text: string, isLast: boolean): Result<readonly CsvRecord[]> {
    const records: CsvRecord[] = [];
    let start = 0;
    while (start < text.length) {
      const skipped = lineEndLength(text, start, isLast);
      if (skipped === undefined) break;
      if (skipped > 0) {
        start += skipped;
        line++;
        continue;
      }
      const cells: string[] = [];
      const record = readRecord(text, start, isLast, cells);
      if (record === undefined) break;
      if (record.end - start > recordCharacters) return recordTooLong(name, line, recordCharacters);
      records.push({ line, cells });
      line += 1 + record.breaks;
      start = record.end;
    }
    rest = text.slice(start);
    if (rest.length > recordCharacters) return recordTooLong(name, line, recordCharacters);
    return isLast && rest !== '' ? quoteNotClosed(name, line) : success(records);
  }

  /** Reads a record's cells. @returns where it ends and how many line breaks it holds; undefined when the text ends first. */
  function readRecord(
    text: string,
    start: number,
    isLast: boolean,
    cells: string[],
  ): { readonly end: number; readonly breaks: number } | undefined {
    let breaks = 0;
    let position = start;
    for (;;) {
      if (text.charCodeAt(position) === quote) {
        const field = readQuoted(text, position, isLast);
        if (field === undefined) return undefined;
        cells.push(field.cell);
        breaks += field.breaks;
        position = field.end;
      } else {
        const end = textEnd(text, position);
        cells.push(text.slice(position, end));
        position = end;
      }
      if (position >= text.length) return isLast ? { end: position, breaks } : undefined;
      if (text.charCodeAt(position) === delimiterCode) position++;
      else {
        const length = lineEndLength(text, position, isLast);
        return length === undefined ? undefined : { end: position + length, breaks };
      }
    }
  }

  /** Where unquoted text ends: at the next delimiter or line end. */
  function textEnd(text: string, start: number): number {
    let end = start;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === delimiterCode || code === lineFeed || code === carriageReturn) break;
    }
    return end;
  }

  /** Reads the field whose opening quote stands at a position; undefined when the text ends before it is closed. */
  function readQuoted(text: string, start: number, isLast: boolean): Field | undefined {
    let isDoubled = false;
    for (let close = text.indexOf('"', start + 1); close !== -1; close = text.indexOf('"', close + 1)) {
      const next = text.charCodeAt(close + 1);
      if (next === quote) {
        isDoubled = true;
        close++;
        continue;
      }
      if (close + 1 === text.length && !isLast) return undefined;
      const inside = text.slice(start + 1, close);
      const cell = isDoubled ? inside.replaceAll('""', '"') : inside;
      const breaks = countLineBreaks(inside);
      if (close + 1 === text.length || next === delimiterCode || next === lineFeed || next === carriageReturn) {
        return { cell, end: close + 1, breaks };
      }
      const end = textEnd(text, close + 1);
      return { cell: `"${cell}"${text.slice(close + 1, end)}`, end, breaks };
    }
    return undefined;
  }

  return {
    push: (text) => read(rest + decoder.write(text), false),
    end: () => read(rest + decoder.end(), true),
  };
}

/** The failure of a record beyond the limit. @param line 1-based line on which it begins. */
export function recordTooLong(name: string, line: number, recordCharacters: number): Failed {
  return failure(
    'record-too-long',
    `The record that begins on line ${line} of ${name} is longer than ${recordCharacters.toLocaleString('en-US')} characters.`,
    { at: { file: name, line }, nextStep: 'A quote without its pair is the usual reason: close or remove it.' },
  );
}

/** The failure of a file that ends inside quotes. @param line 1-based line on which the record begins. */
export function quoteNotClosed(name: string, line: number): Failed {
  return failure('quote-not-closed', `${name} ends inside a quoted field that begins on or after line ${line}.`, {
    at: { file: name, line },
    nextStep: 'Close or remove the quote, or export the file again.',
  });
}

/** Characters of the line end at a position, 0 where there is none; undefined where the text ends inside a CRLF. */
function lineEndLength(text: string, position: number, isLast: boolean): number | undefined {
  const code = text.charCodeAt(position);
  if (code === lineFeed) return 1;
  if (code !== carriageReturn) return 0;
  if (position + 1 === text.length && !isLast) return undefined;
  return text.charCodeAt(position + 1) === lineFeed ? 2 : 1;
}

/** Line breaks inside a field; CRLF is one. */
function countLineBreaks(text: string): number {
  if (!text.includes('\n') && !text.includes('\r')) return 0;
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
