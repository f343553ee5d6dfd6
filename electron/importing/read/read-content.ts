import { readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { readLimits, type ReadLimits } from '../limits.ts';

/** Bytes asked for at a time: large enough that the parser, not the disk, sets the pace. */
const chunkBytes = 256 * 1024;

/** A file to read and who follows it. */
export interface ContentSource {
  readonly path: string;
  /** The file's name in failures. */
  readonly name: string;
  /** Stops the reading between two chunks, with a failure `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /** Bytes read so far of the file as it lies on disk: compressed bytes for a gz file. */
  readonly onBytesRead?: ((done: number) => void) | undefined;
  readonly limits?: ReadLimits | undefined;
  /** True = the thread stands still while the disk reads, which is sooner done than handing each chunk over: for one that does nothing else. */
  readonly waitsForDisk?: boolean | undefined;
}

/** An open file. `chunks` can be iterated once; whoever does not iterate it to the end or break out of it must `close`. */
export interface Content {
  /** Bytes on disk. */
  readonly sizeBytes: number;
  /**
   * The content, inflated where the file is gzip; a failure is the last element. A chunk is good until the next is asked
   * for: its memory may be used again.
   */
  readonly chunks: AsyncGenerator<Result<Buffer>>;
  close(): Promise<void>;
}

/** The failure of every import that its user stopped. */
export function cancelled(name: string): Failed {
  return failure('cancelled', `The import of ${name} was cancelled; nothing was added.`, { at: { file: name } });
}

/**
 * Opens a file for streaming. gzip is recognised by its magic bytes, never by the file's name.
 * Fails `file-not-found`, `file-unreadable`; while reading also `gzip-damaged`, `inflates-too-large`, `cancelled`.
 */
export async function openContent(source: ContentSource): Promise<Result<Content>> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(source.path, 'r');
    const stats = await handle.stat();
    if (!stats.isFile()) {
      await handle.close();
      return failure('file-unreadable', `${source.name} is not a file.`, { at: { file: source.name } });
    }
    const magic = Buffer.alloc(2);
    const { bytesRead } = await handle.read(magic, 0, 2, 0);
    const isGzip = bytesRead === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
    const chunks = readChunks(handle, isGzip, source);
    const opened = handle;
    return success({
      sizeBytes: stats.size,
      chunks,
      async close() {
        await chunks.return(undefined);
        await opened.close();
      },
    });
  } catch (error) {
    await handle?.close();
    return readFailure(error, source.name);
  }
}

/** Bytes of a file, and how many of those on disk are behind them. */
interface Bytes {
  readonly chunks: AsyncIterable<unknown>;
  bytesRead(): number;
}

/** Reads a file as it is, every chunk into the same memory: new memory for each takes longer to be had than to be filled. */
function plainBytes(handle: FileHandle, waitsForDisk: boolean): Bytes {
  let position = 0;
  async function read(memory: Buffer): Promise<number> {
    if (waitsForDisk) return readSync(handle.fd, memory, 0, memory.length, position);
    const { bytesRead } = await handle.read(memory, 0, memory.length, position);
    return bytesRead;
  }

  async function* chunks(): AsyncGenerator<Buffer> {
    const memory = Buffer.allocUnsafeSlow(chunkBytes);
    try {
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop -- one chunk after the other.
        const bytesRead = await read(memory);
        if (bytesRead === 0) return;
        position += bytesRead;
        yield memory.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  }
  return { chunks: chunks(), bytesRead: () => position };
}

function inflatedBytes(handle: FileHandle): Bytes {
  const file = handle.createReadStream({ start: 0, highWaterMark: chunkBytes });
  // Errors of either stream reach the loop that reads; the callback keeps them from being thrown a second time.
  const chunks = pipeline(file, createGunzip({ chunkSize: chunkBytes }), () => undefined);
  return { chunks, bytesRead: () => file.bytesRead };
}

async function* readChunks(handle: FileHandle, isGzip: boolean, source: ContentSource): AsyncGenerator<Result<Buffer>> {
  const limits = source.limits ?? readLimits;
  const { chunks, bytesRead } = isGzip ? inflatedBytes(handle) : plainBytes(handle, source.waitsForDisk === true);
  let textBytes = 0;
  try {
    for await (const chunk of chunks) {
      if (source.signal?.aborted === true) {
        yield cancelled(source.name);
        return;
      }
      if (!Buffer.isBuffer(chunk)) throw new TypeError('A byte stream gave something that is not bytes.');
      textBytes += chunk.length;
      if (isGzip && isInflatedTooFar(textBytes, bytesRead(), limits)) {
        yield failure(
          'inflates-too-large',
          `${source.name} inflates to more than ${Math.floor(textBytes / 1024 ** 2).toLocaleString('en-US')} MiB from ${bytesRead().toLocaleString('en-US')} bytes; that is not a usage export.`,
          { at: { file: source.name }, nextStep: 'Unpack the file yourself and import the part you need.' },
        );
        return;
      }
      source.onBytesRead?.(bytesRead());
      yield success(chunk);
    }
  } catch (error) {
    yield readFailure(error, source.name);
  }
}

function isInflatedTooFar(textBytes: number, fileBytes: number, limits: ReadLimits): boolean {
  if (textBytes > limits.textBytes) return true;
  return textBytes > limits.inflationFreeBytes && textBytes > fileBytes * limits.inflationRatio;
}

/** Turns an error of the file system or of zlib into a failure; anything else is a bug and is thrown on. */
function readFailure(error: unknown, name: string): Failed {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const at = { file: name };
  if (code === undefined) throw error;
  if (code === 'ENOENT') {
    return failure('file-not-found', `There is no file ${name}.`, { at, nextStep: 'Check the path.' });
  }
  if (code.startsWith('Z_')) {
    return failure('gzip-damaged', `${name} is a damaged or incomplete gzip file.`, {
      at,
      nextStep: 'Download or copy the file again.',
    });
  }
  return failure('file-unreadable', `${name} cannot be read (${code}).`, {
    at,
    nextStep: 'Check that the file is there and that you may read it.',
  });
}
