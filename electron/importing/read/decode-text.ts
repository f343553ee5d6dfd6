import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { gatherFirst } from './gather-first.ts';

/** Takes bytes in chunks of any size and gives them as whole UTF-8 characters; undefined = not valid. */
interface Decoder {
  decode(chunk: Buffer): Buffer | undefined;
  /** What was held back; undefined = the text ends inside a character. */
  end(): Buffer | undefined;
}

/** An encoding that nothing in a file marks; absent = UTF-8, or UTF-16 where the first bytes show it. */
export type AssumedEncoding = 'windows-1252';

/** Bytes that tell the encoding: the longest byte order mark has three, an archive's signature four. */
const signatureBytes = 4;

/**
 * Turns a file's bytes into UTF-8 text without byte order mark: UTF-8 and UTF-16 LE and BE, with and without one, or
 * the encoding that is assumed. Fails `not-text` for binary files and `not-utf8` for other encodings: guessing one on the
 * way would corrupt names silently.
 * @yields whole characters; a failure is the last element.
 */
export async function* decodeText(
  chunks: AsyncIterable<Result<Buffer>>,
  name: string,
  encoding?: AssumedEncoding,
): AsyncGenerator<Result<Buffer>> {
  let decoder: Decoder | undefined;
  for await (const chunk of gatherFirst(chunks, signatureBytes)) {
    if (!chunk.ok) {
      yield chunk;
      return;
    }
    let bytes = chunk.value;
    if (decoder === undefined) {
      const chosen =
        encoding === undefined ? chooseDecoder(bytes, name) : success({ decoder: otherDecoder(encoding), bytes });
      if (!chosen.ok) {
        yield chosen;
        return;
      }
      ({ decoder, bytes } = chosen.value);
    }
    const text = decoder.decode(bytes);
    if (text === undefined) {
      yield notUtf8(name);
      return;
    }
    if (text.length > 0) yield success(text);
  }
  const rest = decoder?.end();
  if (rest === undefined && decoder !== undefined) yield notUtf8(name);
  else if (rest !== undefined && rest.length > 0) yield success(rest);
}

function chooseDecoder(head: Buffer, name: string): Result<{ decoder: Decoder; bytes: Buffer }> {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    return success({ decoder: utf8Decoder(), bytes: head.subarray(3) });
  }
  if (head[0] === 0xff && head[1] === 0xfe) {
    return success({ decoder: otherDecoder('utf-16le'), bytes: head.subarray(2) });
  }
  if (head[0] === 0xfe && head[1] === 0xff) {
    return success({ decoder: otherDecoder('utf-16be'), bytes: head.subarray(2) });
  }
  // Text of two bytes a character without a mark: its first characters are a header's, hence Latin.
  if (head[0] !== 0 && head[1] === 0 && head[2] !== 0 && head[3] === 0) {
    return success({ decoder: otherDecoder('utf-16le'), bytes: head });
  }
  if (head[0] === 0 && head[1] !== 0 && head[2] === 0 && head[3] !== 0) {
    return success({ decoder: otherDecoder('utf-16be'), bytes: head });
  }
  const kind = signatures.get(head.toString('latin1', 0, 4)) ?? (head.includes(0) ? binaryFile : undefined);
  return kind === undefined
    ? success({ decoder: utf8Decoder(), bytes: head })
    : failure('not-text', `${name} is ${kind.what}, not text.`, { at: { file: name }, nextStep: kind.nextStep });
}

const binaryFile = { what: 'a binary file', nextStep: 'Export the usage as CSV (UTF-8).' };

/** Files that are taken for exports now and then, by their first bytes. */
const signatures: ReadonlyMap<string, typeof binaryFile> = new Map([
  [
    'PK\u0003\u0004',
    { what: 'a ZIP archive or spreadsheet', nextStep: 'Unpack it, or save the spreadsheet as CSV (UTF-8).' },
  ],
  ['%PDF', { what: 'a PDF document', nextStep: 'Export the usage as CSV (UTF-8).' }],
  ['PAR1', { what: 'a Parquet file', nextStep: "Convert it to CSV: duckdb -c \"COPY 'FILE' TO 'FILE.csv'\"." }],
  ['SQLi', { what: 'a SQLite database', nextStep: 'Export its table of usage as CSV (UTF-8).' }],
]);

function notUtf8(name: string): Failed {
  return failure('not-utf8', `${name} holds bytes that are neither UTF-8 nor marked UTF-16.`, {
    at: { file: name },
    nextStep: 'Save the file as CSV UTF-8 and import it again.',
  });
}

function utf8Decoder(): Decoder {
  let held = Buffer.alloc(0);
  return {
    decode(chunk) {
      const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const whole = bytes.length - incompleteTail(bytes);
      held = Buffer.from(bytes.subarray(whole));
      const text = bytes.subarray(0, whole);
      return isUtf8(text) ? text : undefined;
    },
    end: () => (held.length === 0 ? Buffer.alloc(0) : undefined),
  };
}

/** Bytes at the end that begin a UTF-8 character without finishing it: 0 to 3. */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= 3; back++) {
    const byte = bytes[bytes.length - back];
    if (byte === undefined || byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

function otherDecoder(encoding: 'utf-16le' | 'utf-16be' | AssumedEncoding): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true });
  function attempt(chunk: Buffer | undefined): Buffer | undefined {
    try {
      return Buffer.from(chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }), 'utf8');
    } catch {
      return undefined;
    }
  }
  return { decode: attempt, end: () => attempt(undefined) };
}
