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

/** Bytes that tell the encoding: the longest byte order mark has three, an archive's signature four. */
const signatureBytes = 4;

/**
 * Turns a file's bytes into UTF-8 text without byte order mark: UTF-8 with and without mark, UTF-16 LE and BE with
 * one. Fails `not-text` for binary files and `not-utf8` for other encodings: guessing one would corrupt names silently.
 * @yields whole characters; a failure is the last element.
 */
export async function* decodeText(chunks: AsyncIterable<Result<Buffer>>, name: string): AsyncGenerator<Result<Buffer>> {
  let decoder: Decoder | undefined;
  for await (const chunk of gatherFirst(chunks, signatureBytes)) {
    if (!chunk.ok) {
      yield chunk;
      return;
    }
    let bytes = chunk.value;
    if (decoder === undefined) {
      const chosen = chooseDecoder(bytes, name);
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
    return success({ decoder: utf16Decoder('utf-16le'), bytes: head.subarray(2) });
  }
  if (head[0] === 0xfe && head[1] === 0xff) {
    return success({ decoder: utf16Decoder('utf-16be'), bytes: head.subarray(2) });
  }
  const isArchive = head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
  if (isArchive || head.includes(0)) {
    return failure(
      'not-text',
      `${name} is ${isArchive ? 'a ZIP archive or spreadsheet' : 'a binary file'}, not text.`,
      {
        at: { file: name },
        nextStep: isArchive ? 'Unpack it, or save the spreadsheet as CSV (UTF-8).' : 'Export the usage as CSV (UTF-8).',
      },
    );
  }
  return success({ decoder: utf8Decoder(), bytes: head });
}

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

function utf16Decoder(encoding: 'utf-16le' | 'utf-16be'): Decoder {
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
