import { isUtf8 } from 'node:buffer';
import { failure, success, type Result } from '#shared/result.ts';
import type { AssumedEncoding } from './decode-text.ts';
import { openContent, type ContentSource } from './read-content.ts';

/** A file that can be read in an encoding that is assumed. */
interface EncodedFile extends ContentSource {
  readonly encoding?: AssumedEncoding | undefined;
}

/** What is said of files that were read so. */
export function encodingNotes(files: readonly Pick<EncodedFile, 'encoding'>[]): readonly string[] {
  return files.some(({ encoding }) => encoding === 'windows-1252')
    ? ['Read as Windows-1252 (Western European), because the file is not valid UTF-8.']
    : [];
}

/**
 * Reads a file as UTF-8 (or UTF-16 where it shows it), and where that fails `not-utf8` once more as Windows-1252, if
 * that may be assumed. Whatever the first reading did must be taken back when it fails.
 */
export async function orAsWindows1252<F extends EncodedFile, T>(
  file: F,
  read: (file: F) => Promise<Result<T>>,
): Promise<Result<T>> {
  const result = await read(file);
  if (result.ok || result.error.code !== 'not-utf8' || file.encoding !== undefined) return result;
  const encoding = await assumeEncoding(file);
  return encoding.ok ? read({ ...file, encoding: encoding.value }) : encoding;
}

/**
 * Looks through a file that is not UTF-8 for what speaks against Windows-1252. A character beyond ASCII that is valid
 * UTF-8 does: such a file is UTF-8 and damaged, and read as Windows-1252 its other names would be corrupted in silence.
 * Bytes that stand in no text do too. Fails `not-utf8` with the line of the first byte that is not UTF-8.
 */
async function assumeEncoding(file: ContentSource): Promise<Result<AssumedEncoding>> {
  const content = await openContent({ ...file, onBytesRead: undefined });
  if (!content.ok) return content;
  const seen: SeenBytes = { line: 1, firstInvalidLine: undefined, hasUtf8: false, isText: true };
  let held = Buffer.alloc(0);
  for await (const chunk of content.value.chunks) {
    if (!chunk.ok) return chunk;
    const bytes = Buffer.concat([held, chunk.value]);
    const end = Math.max(0, bytes.length - longestCharacter + 1);
    held = Buffer.from(bytes.subarray(look(bytes, end, seen)));
  }
  look(held, held.length, seen);
  if (seen.isText && !seen.hasUtf8) return success('windows-1252');
  const { name } = file;
  const line = seen.firstInvalidLine;
  return failure(
    'not-utf8',
    seen.isText
      ? `${name} is UTF-8, but line ${line} holds a damaged character.`
      : `${name} holds bytes that are neither UTF-8 nor marked UTF-16.`,
    { at: { file: name, line }, nextStep: 'Export the file again, or save it as CSV UTF-8, and import it again.' },
  );
}

/** Bytes of a UTF-8 character. */
const longestCharacter = 4;

/** Tab, line feed, form feed, carriage return, and the end of file of old systems. */
const controlsOfText: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1a]);

interface SeenBytes {
  line: number;
  firstInvalidLine: number | undefined;
  /** True when a character beyond ASCII was valid UTF-8. */
  hasUtf8: boolean;
  /** False when there were control characters that no text has. */
  isText: boolean;
}

/** Looks at the characters that begin before `end`. @returns where the next one begins. */
function look(bytes: Buffer, end: number, seen: SeenBytes): number {
  let position = 0;
  while (position < end) {
    const byte = bytes[position] ?? 0;
    if (byte < 0x80) {
      if (byte === 0x0a) seen.line++;
      else if (byte < 0x20 && !controlsOfText.has(byte)) seen.isText = false;
      position++;
      continue;
    }
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    const isWhole = isUtf8(bytes.subarray(position, position + length));
    if (isWhole) seen.hasUtf8 = true;
    else seen.firstInvalidLine ??= seen.line;
    position += isWhole ? length : 1;
  }
  return position;
}
