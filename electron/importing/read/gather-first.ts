import { success, type Result } from '#shared/result.ts';

/**
 * Joins the first chunks until they hold `bytes` bytes, so that what is found at the beginning of a file does not
 * depend on how it happens to be cut. Later chunks pass unchanged.
 * @yields chunks, of which the first has `bytes` bytes or is the whole content; a failure is the last element.
 */
export async function* gatherFirst(
  chunks: AsyncIterable<Result<Buffer>>,
  bytes: number,
): AsyncGenerator<Result<Buffer>> {
  let held: Buffer[] | undefined = [];
  let heldBytes = 0;
  for await (const chunk of chunks) {
    if (!chunk.ok) {
      yield chunk;
      return;
    }
    if (held === undefined) {
      yield chunk;
      continue;
    }
    // Copied: the chunk's memory may be used again for the next one.
    held.push(Buffer.from(chunk.value));
    heldBytes += chunk.value.length;
    if (heldBytes < bytes) continue;
    yield success(Buffer.concat(held));
    held = undefined;
  }
  if (held !== undefined && heldBytes > 0) yield success(Buffer.concat(held));
}
