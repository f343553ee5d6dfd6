/** Codes of what ends a line, and of what stands around a cell. */
export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;
export const quote = 0x22;

/** Where the line end at a position ends; CRLF is one. */
export function lineEnd(bytes: Uint8Array, position: number): number {
  return position + (bytes[position] === carriageReturn && bytes[position + 1] === lineFeed ? 2 : 1);
}

/** Where the record that begins at a position ends, its line end included; −1 when the bytes end first. */
export function recordEnd(bytes: Uint8Array, start: number, limit: number, delimiter: number): number {
  let position = start;
  for (;;) {
    if (bytes[position] === quote) {
      position = bytes.indexOf(quote, position + 1);
      while (position !== -1 && bytes[position + 1] === quote) position = bytes.indexOf(quote, position + 2);
      if (position === -1 || position >= limit) return -1;
      position++;
    }
    for (; position < limit; position++) {
      const byte = bytes[position];
      if (byte === delimiter || byte === lineFeed || byte === carriageReturn) break;
    }
    if (position >= limit) return -1;
    if (bytes[position] !== delimiter) return lineEnd(bytes, position);
    position++;
  }
}

/** Line ends in bytes; CRLF is one. */
export function countLineEnds(bytes: Uint8Array): number {
  let count = 0;
  for (let position = 0; position < bytes.length; position++) {
    const byte = bytes[position];
    if (byte === lineFeed || (byte === carriageReturn && bytes[position + 1] !== lineFeed)) count++;
  }
  return count;
}
