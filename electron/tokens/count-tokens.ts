import type { TokenEncoding } from '#shared/domain/text-tokens.ts';
import { loadEncoding, type Encoding } from './encoding.ts';
import { countMerged } from './merge-bytes.ts';

/** How a caller follows and stops a count. */
export interface CountControl {
  /** @param done UTF-16 units of the text that are counted. */
  readonly onProgress?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** UTF-16 units counted at a stretch, before whoever waits for the thread gets it. */
const stretch = 65_536;
/** Pieces whose count is remembered; words repeat. */
const rememberedPieces = 50_000;
/** Longer pieces are rare, and kept out of the memory. */
const longestRemembered = 64;

/**
 * Counts the tokens of a text, equal to those of OpenAI's tiktoken. Special tokens such as `<|endoftext|>` are counted as the
 * text that they are written with: a prompt that quotes one is no control message. Long runs of one character cost no more
 * than other text.
 * @returns the count; undefined when it was stopped.
 */
export async function countTokens(
  text: string,
  encoding: TokenEncoding,
  { onProgress, signal }: CountControl = {},
): Promise<number | undefined> {
  const { pieces, ranks } = await loadEncoding(encoding);
  const remembered = new Map<string, number>();
  let count = 0;
  let pause = stretch;
  for (const match of text.matchAll(pieces)) {
    const [piece] = match;
    count += countPiece(piece, ranks, remembered);
    const done = match.index + piece.length;
    if (done < pause) continue;
    pause = done + stretch;
    onProgress?.(done);
    // One stretch after the other, with room for a cancel between them.
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted === true) return undefined;
  }
  return signal?.aborted === true ? undefined : count;
}

function countPiece(piece: string, ranks: Encoding['ranks'], remembered: Map<string, number>): number {
  const known = remembered.get(piece);
  if (known !== undefined) return known;
  const bytes = bytesOf(piece);
  const count = ranks.has(bytes) ? 1 : countMerged(bytes, ranks);
  if (piece.length <= longestRemembered && remembered.size < rememberedPieces) remembered.set(piece, count);
  return count;
}

/** UTF-8 bytes of a text, one character each; a text of ASCII is its own. */
function bytesOf(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the bounds of ASCII
  return /^[\u0000-\u007f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}
