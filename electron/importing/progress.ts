/** How far an import is. */
export interface ImportProgress {
  /** Of `total`: bytes of the files (as they lie on disk) that have been read, the pass for their hash weighed in. */
  readonly done: number;
  readonly total: number;
  /** Rows handled so far. */
  readonly rows: number;
}

/** Files of fewer bytes are hashed within a moment: the bar then shows the reading of rows alone. */
const showsHashFromBytes = 16 * 1024 ** 2;

/** Share of an import's time that the pass for the hash takes, about. */
const hashShare = 0.1;

/** Follows both passes over an import's files: the hash first, unless the reading makes it in passing, then the rows. */
export interface ProgressSteps {
  /** A pass has read so many bytes of its present file. */
  bytes(done: number): void;
  /** The pass goes on to the next file. */
  nextFile(): void;
  /** All files are hashed: rows come next. */
  endHash(): void;
  /** There is no pass for the hash. */
  skipHash(): void;
  /** Reports, with the rows handled so far. */
  report(rows: number): void;
}

/** @param sizes bytes of each file, in the order in which both passes take them. */
export function createProgress(
  sizes: readonly number[],
  onProgress: ((progress: ImportProgress) => void) | undefined,
): ProgressSteps {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let share = total >= showsHashFromBytes ? hashShare : 0;
  let isHashing = true;
  let file = 0;
  let before = 0;
  let inFile = 0;

  function report(rows: number): void {
    // A file that grows meanwhile must not take the bar beyond its end; the import refuses it later.
    const bytes = Math.min(total, before + inFile);
    const done = isHashing ? bytes * share : total * share + bytes * (1 - share);
    onProgress?.({ done: Math.round(done), total, rows });
  }

  function endHash(): void {
    isHashing = false;
    file = 0;
    before = 0;
    inFile = 0;
  }

  return {
    bytes(done) {
      inFile = done;
      if (isHashing && share > 0) report(0);
    },
    nextFile() {
      before += sizes[file] ?? 0;
      inFile = 0;
      file++;
    },
    endHash,
    skipHash() {
      share = 0;
      endHash();
    },
    report,
  };
}
