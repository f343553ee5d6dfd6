/** What a file may be at most. Beyond a limit an import fails with one sentence; memory stays bounded below it. */
export interface ReadLimits {
  /** Characters of one record, all its fields together. A longer one usually means a quote without its pair. */
  readonly recordCharacters: number;
  /** Columns of the header. */
  readonly columns: number;
  /** Bytes of text after inflation. */
  readonly textBytes: number;
  /** Text bytes per compressed byte; deflate itself stops near 1,032. Usage exports stay below 50. */
  readonly inflationRatio: number;
  /** Text bytes below which the ratio is not looked at: short files of one repeated row compress very well. */
  readonly inflationFreeBytes: number;
  /** Bytes of one JSON value, a line of JSONL or a whole document: it is read at once. Agent logs hold pictures in a line. */
  readonly jsonValueBytes: number;
  /** Levels of arrays and objects in a JSON value. */
  readonly jsonDepth: number;
  /** Files of one folder. */
  readonly folderFiles: number;
}

/** The limits of the product. */
export const readLimits: ReadLimits = {
  recordCharacters: 1024 * 1024,
  columns: 2000,
  textBytes: 64 * 1024 ** 3,
  inflationRatio: 250,
  inflationFreeBytes: 64 * 1024 ** 2,
  jsonValueBytes: 128 * 1024 ** 2,
  jsonDepth: 200,
  folderFiles: 100_000,
};
