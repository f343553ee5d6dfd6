import { tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { usageDimensions, type UsageDimension } from '#shared/domain/usage.ts';

/** Rows of one batch: as many as the ledger keeps in one segment. */
export const rowsPerBatch = 57_344;

/** Names that a batch's ids stand for, by dimension; id 0 is no name. A list only grows until all are replaced. */
export type BatchNames = Readonly<Record<UsageDimension, string[]>>;

/** Records read, as columns; used again for batch after batch. */
export class Batch {
  rows = 0;
  /** Line that each record stands on, 1-based. */
  readonly line = new Uint32Array(rowsPerBatch);
  readonly startMs = newColumn();
  readonly endMs = newColumn();
  readonly requests = newColumn();
  readonly serviceTier = new Uint8Array(rowsPerBatch);
  readonly tokens: Readonly<Partial<Record<TokenKind, Float64Array>>>;
  readonly dimensions: Readonly<Partial<Record<UsageDimension, Uint32Array>>>;

  /** @param kinds the token kinds, @param dimensions the dimensions that its records may have. */
  constructor(kinds: readonly TokenKind[], dimensions: readonly UsageDimension[]) {
    const tokens: Partial<Record<TokenKind, Float64Array>> = {};
    for (const kind of tokenKinds) if (kinds.includes(kind)) tokens[kind] = newColumn();
    this.tokens = tokens;
    const ids: Partial<Record<UsageDimension, Uint32Array>> = {};
    for (const dimension of usageDimensions) {
      if (dimensions.includes(dimension)) ids[dimension] = new Uint32Array(rowsPerBatch);
    }
    this.dimensions = ids;
  }

  get isFull(): boolean {
    return this.rows === rowsPerBatch;
  }

  /** Puts a record in another's place. */
  move(from: number, to: number): void {
    const columns = [this.line, this.startMs, this.endMs, this.requests, this.serviceTier];
    for (const column of [...columns, ...Object.values(this.tokens), ...Object.values(this.dimensions)]) {
      column[to] = column[from] ?? 0;
    }
  }
}

function newColumn(): Float64Array {
  return new Float64Array(rowsPerBatch);
}
