import type { BatchColumns, StreamInput } from '#importing/columns';

/** Pieces of a file that may wait to be taken; each is a quarter of a megabyte of text. */
export const piecesAhead = 32;

/** To the reader. */
export type ReaderMessage =
  /** What to read; once. */
  | { readonly type: 'read'; readonly input: StreamInput }
  /** A piece was taken. */
  | { readonly type: 'taken' }
  /** A batch is stored; its memory comes back. New memory for each batch would keep both threads at clearing up. */
  | { readonly type: 'spent'; readonly columns: BatchColumns };
