/** One line of a text, without its line feed; `undefined` text = longer than the limit. */
export interface TextLine {
  /** 1-based. */
  readonly line: number;
  readonly text: string | undefined;
}

/** Cuts UTF-8 text, given in pieces of any size, into lines. */
export interface LineSplitter {
  /** Takes the next piece; gives the lines that it completes. */
  push(chunk: Buffer): TextLine[];
  /** Gives the last line where no line feed ends it. */
  end(): TextLine[];
}

const lineFeed = 0x0a;

/** A splitter at LF; a CR before it stays, as JSON takes it for a space. @param maximumBytes longest line kept. */
export function createLineSplitter(maximumBytes: number): LineSplitter {
  let line = 1;
  let held: Buffer[] = [];
  let heldBytes = 0;

  function hold(piece: Buffer): void {
    heldBytes += piece.length;
    // A line too long is counted to its end but not kept.
    if (heldBytes > maximumBytes) held = [];
    else held.push(piece);
  }

  function finish(): TextLine {
    const text = heldBytes > maximumBytes ? undefined : Buffer.concat(held).toString('utf8');
    held = [];
    heldBytes = 0;
    return { line: line++, text };
  }

  return {
    push(chunk) {
      const lines: TextLine[] = [];
      let start = 0;
      for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
        if (heldBytes > 0) {
          hold(chunk.subarray(start, end));
          lines.push(finish());
        } else if (end - start > maximumBytes) {
          lines.push({ line: line++, text: undefined });
        } else {
          lines.push({ line: line++, text: chunk.toString('utf8', start, end) });
        }
        start = end + 1;
      }
      // Copied: the chunk's memory may be used again for the next one.
      if (start < chunk.length) hold(Buffer.from(chunk.subarray(start)));
      return lines;
    },
    end: () => (heldBytes === 0 ? [] : [finish()]),
  };
}
