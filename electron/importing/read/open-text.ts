import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { decodeText, type AssumedEncoding } from './decode-text.ts';
import { gatherFirst } from './gather-first.ts';
import { openContent, type ContentSource } from './read-content.ts';

/** Text from which layout, delimiter and encoding are found. */
export const headBytes = 64 * 1024;

/** Where text comes from, and who looks at its bytes on the way. */
export interface TextSource extends ContentSource {
  readonly encoding?: AssumedEncoding | undefined;
  /** Sees the content's bytes, inflated but not decoded, in order: for the content's hash. */
  readonly onContent?: ((bytes: Buffer) => void) | undefined;
}

/** A file's text as UTF-8 without byte order mark, open at its beginning. */
export interface OpenText {
  /** Bytes on disk. */
  readonly sizeBytes: number;
  /** The first 64 KiB, or all there is; they come again in `chunks`. */
  readonly head: Buffer;
  /** The whole text in pieces of whole characters; a failure is the last element. Can be iterated once. */
  readonly chunks: AsyncGenerator<Result<Buffer>>;
  close(): Promise<void>;
}

/** Opens a text file, gzip or plain. Fails as `openContent` and `decodeText` do, and with `empty-file`, `not-usage`. */
export async function openText(source: TextSource): Promise<Result<OpenText>> {
  const opened = await openContent(source);
  if (!opened.ok) return opened;
  const content = opened.value;
  const texts = gatherFirst(decodeText(tap(content.chunks, source.onContent), source.name, source.encoding), headBytes);

  async function close(): Promise<void> {
    await texts.return(undefined);
    await content.close();
  }

  const first = await texts.next();
  if (first.done === true || !first.value.ok || isBlank(first.value.value)) {
    await close();
    return first.done === true || first.value.ok ? emptyFile(source.name) : first.value;
  }
  const beginning = first.value.value;
  const foreign = foreignText(beginning);
  if (foreign !== undefined) {
    await close();
    return failure('not-usage', `${source.name} is ${foreign}, not an export of usage.`, {
      at: { file: source.name },
      nextStep: 'Export the usage as CSV or JSON; where a page to sign in was saved instead, sign in first.',
    });
  }

  async function* chunks(): AsyncGenerator<Result<Buffer>> {
    try {
      yield success(beginning);
      yield* texts;
    } finally {
      await close();
    }
  }

  return success({
    sizeBytes: content.sizeBytes,
    head: beginning.subarray(0, headBytes),
    chunks: chunks(),
    close,
  });
}

/** The failure of every file without content. */
export function emptyFile(name: string): Failed {
  return failure('empty-file', `${name} is empty.`, {
    at: { file: name },
    nextStep: 'Export the usage again, or pick another file.',
  });
}

/** What a text is that has rows or values of no export: by how it begins. */
function foreignText(text: Buffer): string | undefined {
  const start = text.toString('latin1', 0, 256).trimStart().toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'a web page';
  return start.startsWith('<?xml') ? 'XML' : undefined;
}

/** True for nothing but spaces and line breaks. */
function isBlank(text: Buffer): boolean {
  return text.length < headBytes && text.toString('utf8').trim() === '';
}

async function* tap(
  chunks: AsyncIterable<Result<Buffer>>,
  onContent: ((bytes: Buffer) => void) | undefined,
): AsyncGenerator<Result<Buffer>> {
  for await (const chunk of chunks) {
    if (chunk.ok) onContent?.(chunk.value);
    yield chunk;
  }
}
