import { tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { usageDimensions, type UsageDimension } from '#shared/domain/usage.ts';

/** Rows of one batch at most: a quarter of a segment, so that a batch is still in the processor's cache when it is stored. */
export const rowsPerBatch = 14_336;

/** Names that a batch's ids stand for, by dimension; id 0 is no name. A list only grows until all are replaced. */
export type BatchNames = Readonly<Record<UsageDimension, string[]>>;

/** Lists that hold nothing but the empty name. */
export function noNames(): BatchNames {
  return { provider: [''], model: [''], project: [''], user: [''], task: [''], conversation: [''] };
}

/** The columns of a batch, as plain data. Each is at least `rows` long. */
export interface BatchColumns {
  readonly rows: number;
  /** Line that each record stands on, 1-based. */
  readonly line: Uint32Array<ArrayBuffer>;
  readonly startMs: Float64Array<ArrayBuffer>;
  readonly endMs: Float64Array<ArrayBuffer>;
  readonly requests: Float64Array<ArrayBuffer>;
  readonly serviceTier: Uint8Array<ArrayBuffer>;
  readonly tokens: Readonly<Partial<Record<TokenKind, Float64Array<ArrayBuffer>>>>;
  readonly dimensions: Readonly<Partial<Record<UsageDimension, Uint32Array<ArrayBuffer>>>>;
  /** What records say they cost, integer nano-dollars; NaN = nothing. Absent where the plan has no such column. */
  readonly billedNanoUsd?: Float64Array<ArrayBuffer> | undefined;
}

/** Records read, as columns. The reader uses one again for batch after batch. */
export class Batch implements BatchColumns {
  rows: number;
  readonly line: BatchColumns['line'];
  readonly startMs: BatchColumns['startMs'];
  readonly endMs: BatchColumns['endMs'];
  readonly requests: BatchColumns['requests'];
  readonly serviceTier: BatchColumns['serviceTier'];
  readonly tokens: BatchColumns['tokens'];
  readonly dimensions: BatchColumns['dimensions'];
  readonly billedNanoUsd: Float64Array<ArrayBuffer> | undefined;

  constructor({ rows, line, startMs, endMs, requests, serviceTier, tokens, dimensions, billedNanoUsd }: BatchColumns) {
    this.rows = rows;
    this.line = line;
    this.startMs = startMs;
    this.endMs = endMs;
    this.requests = requests;
    this.serviceTier = serviceTier;
    this.tokens = tokens;
    this.dimensions = dimensions;
    this.billedNanoUsd = billedNanoUsd;
  }

  /**
   * A batch without rows yet.
   * @param capacity rows that it has room for.
   * @param kinds the token kinds and @param dimensions the dimensions that its records may have.
   * @param isBilled True when they may say what they cost.
   */
  static empty(
    capacity: number,
    kinds: readonly TokenKind[],
    dimensions: readonly UsageDimension[],
    isBilled: boolean,
  ): Batch {
    return new Batch({
      rows: 0,
      line: new Uint32Array(capacity),
      startMs: new Float64Array(capacity),
      endMs: new Float64Array(capacity),
      requests: new Float64Array(capacity),
      serviceTier: new Uint8Array(capacity),
      tokens: pick(tokenKinds, kinds, () => new Float64Array(capacity)),
      dimensions: pick(usageDimensions, dimensions, () => new Uint32Array(capacity)),
      billedNanoUsd: isBilled ? new Float64Array(capacity) : undefined,
    });
  }

  /** Rows that it has room for. */
  get capacity(): number {
    return this.line.length;
  }

  get isFull(): boolean {
    return this.rows === this.capacity;
  }

  /** Puts a record in another's place. */
  move(from: number, to: number): void {
    const columns = [this.line, this.startMs, this.endMs, this.requests, this.serviceTier];
    if (this.billedNanoUsd !== undefined) columns.push(this.billedNanoUsd);
    for (const column of [...columns, ...Object.values(this.tokens), ...Object.values(this.dimensions)]) {
      column[to] = column[from] ?? 0;
    }
  }

  #copyInto(into: BatchColumns): BatchColumns {
    const { rows } = this;
    write(this.line, into.line, rows);
    write(this.startMs, into.startMs, rows);
    write(this.endMs, into.endMs, rows);
    write(this.requests, into.requests, rows);
    write(this.serviceTier, into.serviceTier, rows);
    write(this.billedNanoUsd, into.billedNanoUsd, rows);
    for (const kind of tokenKinds) write(this.tokens[kind], into.tokens[kind], rows);
    for (const dimension of usageDimensions) write(this.dimensions[dimension], into.dimensions[dimension], rows);
    return { ...into, rows };
  }

  /**
   * The records, in memory of their own.
   * @param into memory of an earlier copy that nobody needs any more; not used where it is too small.
   */
  copy(into?: BatchColumns): BatchColumns {
    if (into !== undefined && into.line.length >= this.rows) return this.#copyInto(into);
    const { rows, line, startMs, endMs, requests, serviceTier, tokens, dimensions, billedNanoUsd } = this;
    return {
      rows,
      line: line.slice(0, rows),
      startMs: startMs.slice(0, rows),
      endMs: endMs.slice(0, rows),
      requests: requests.slice(0, rows),
      serviceTier: serviceTier.slice(0, rows),
      tokens: pick(tokenKinds, tokenKinds, (kind) => tokens[kind]?.slice(0, rows)),
      dimensions: pick(usageDimensions, usageDimensions, (dimension) => dimensions[dimension]?.slice(0, rows)),
      billedNanoUsd: billedNanoUsd?.slice(0, rows),
    };
  }
}

/** The memory of columns, to be given to another thread. */
export function buffersOf({ tokens, dimensions, ...columns }: BatchColumns): ArrayBuffer[] {
  const arrays = [...Object.values(columns), ...Object.values(tokens), ...Object.values(dimensions)];
  return arrays.flatMap((array) => (typeof array === 'object' ? [array.buffer] : []));
}

/** Writes the first rows of a column to the beginning of another; both are there or neither. */
function write<Column extends { set(values: Column): void; subarray(from: number, to: number): Column }>(
  column: Column | undefined,
  into: Column | undefined,
  rows: number,
): void {
  if (column !== undefined) into?.set(column.subarray(0, rows));
}

/** Columns by name, in the order of `all`, for the names that are chosen and have one. */
function pick<Name extends string, Column>(
  all: readonly Name[],
  chosen: readonly Name[],
  column: (name: Name) => Column | undefined,
): Partial<Record<Name, Column>> {
  const picked: Partial<Record<Name, Column>> = {};
  for (const name of all) {
    const made = chosen.includes(name) ? column(name) : undefined;
    if (made !== undefined) picked[name] = made;
  }
  return picked;
}
