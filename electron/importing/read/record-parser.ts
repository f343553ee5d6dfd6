import { CsvError, parse } from 'csv-parse';
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
 * Cuts UTF-8 text into records. This interface is all that the room knows of the CSV library, so that a faster inner
 * loop can take its place.
 */
export interface RecordParser {
  /** Takes the next piece of text; gives the records that it completes. */
  push(text: Buffer): Promise<Result<readonly CsvRecord[]>>;
  /** Ends the text; gives the last record where the file has no newline after it. */
  end(): Promise<Result<readonly CsvRecord[]>>;
}

/**
 * A parser over csv-parse. LF, CRLF and CR end a record, mixed ones too; empty lines are skipped; a quote inside an
 * unquoted field is text. Fails `quote-not-closed` and `record-too-long` with the line on which the record begins.
 */
export function createRecordParser(
  delimiter: Delimiter,
  name: string,
  limits: Pick<ReadLimits, 'recordCharacters'>,
): RecordParser {
  let complete: CsvRecord[] = [];
  /** Line on which the last record ended. */
  let lastLine = 0;
  /** csv-parse counts a CRLF inside a quoted field as two lines; this is what it has counted too many so far. */
  let overcounted = 0;

  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: limits.recordCharacters,
    on_record(cells: string[], context) {
      const inside = countLineBreaks(cells);
      overcounted += inside.doubled;
      lastLine = context.lines - overcounted;
      complete.push({ line: lastLine - (inside.counted - inside.doubled), cells });
      return null;
    },
  });
  // Errors arrive in the callbacks below; without a listener Node would throw them a second time.
  parser.on('error', () => undefined);
  // Nothing is ever pushed to the readable side; flowing lets it end.
  parser.resume();

  function step(run: (done: (error?: Error | null) => void) => void): Promise<Result<readonly CsvRecord[]>> {
    return new Promise((resolve, reject) => {
      run((error) => {
        if (error !== undefined && error !== null) {
          if (error instanceof CsvError) resolve(parseFailure(error, name, lastLine + 1, limits));
          else reject(error);
          return;
        }
        const records = complete;
        complete = [];
        resolve(success(records));
      });
    });
  }

  return {
    push: (text) => step((done) => void parser.write(text, done)),
    end: () => step((done) => void parser.end(done)),
  };
}

/** Line breaks inside the fields of a record, as csv-parse counts them, and how many of those it counts twice. */
function countLineBreaks(cells: readonly string[]): { readonly counted: number; readonly doubled: number } {
  let counted = 0;
  let doubled = 0;
  for (const cell of cells) {
    if (!cell.includes('\n') && !cell.includes('\r')) continue;
    counted += cell.match(/[\r\n]/g)?.length ?? 0;
    doubled += cell.match(/\r\n/g)?.length ?? 0;
  }
  return { counted, doubled };
}

function parseFailure(
  error: CsvError,
  name: string,
  line: number,
  limits: Pick<ReadLimits, 'recordCharacters'>,
): Failed {
  const at = { file: name, line };
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return failure('quote-not-closed', `${name} ends inside a quoted field that begins on or after line ${line}.`, {
        at,
        nextStep: 'Close or remove the quote, or export the file again.',
      });
    case 'CSV_MAX_RECORD_SIZE':
      return failure(
        'record-too-long',
        `The record that begins on line ${line} of ${name} is longer than ${limits.recordCharacters.toLocaleString('en-US')} characters.`,
        { at, nextStep: 'A quote without its pair is the usual reason: close or remove it.' },
      );
    default:
      return failure('csv-malformed', `${name} is not well-formed CSV from line ${line} on (${error.code}).`, { at });
  }
}
