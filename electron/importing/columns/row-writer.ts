import { serviceTiers } from '#shared/domain/usage.ts';
import { msPerDay } from '#shared/time.ts';
import type { ColumnPlan } from '../presets/column-plan.ts';
import type { Batch } from './batch.ts';
import type { NameTable } from './name-table.ts';
import type { AmountReader } from './read-amount.ts';
import type { ReadTime } from './read-time.ts';

/** What rows are checked by, and where they go. */
export interface RowWriterOptions {
  readonly plan: ColumnPlan;
  readonly batch: Batch;
  /** Tables of the plan's names, in their order. */
  readonly names: readonly NameTable[];
  /** Index of the service tier of such entries; −1 = the row is read as text. */
  readonly tierOf: (entries: Int32Array, first: number) => number;
  /** Takes the rows of a full batch and empties it. */
  readonly onFull: () => void;
  /** Hears what is said of a row's name. */
  readonly onRemark: (remark: string) => void;
}

/** What was read of a row; the same objects for every row. */
export interface RowValues {
  readonly counts: Float64Array;
  readonly isGiven: Uint8Array;
  readonly entries: Int32Array;
  readonly start: ReadTime;
  readonly end: ReadTime;
  readonly amount: AmountReader;
}

/** Makes the function that checks a row and writes it to the batch; it says false for a row that must be read as text. */
export function rowWriter(
  { plan, batch, names, tierOf, onFull, onRemark }: RowWriterOptions,
  { counts, isGiven, entries, start, end, amount }: RowValues,
): () => boolean {
  const { requestsWithout, stated = [], emptyWhenZero = [] } = plan;
  const requestsSlot = plan.requests ?? -1;
  const hasEnd = plan.endTime !== undefined;
  const hasTier = plan.serviceTier !== undefined;
  const constantTier = serviceTiers.indexOf(plan.constants.serviceTier);
  const isNeeded = Uint8Array.from(plan.counts, (count) => (count.isNeeded ? 1 : 0));
  const tokenSlots = Uint8Array.from(plan.tokens, ({ slot }) => slot);
  const tokenParts = plan.tokens.map(({ less }) => Uint8Array.from(less));
  const tokenColumns = plan.tokens.map(({ kind }) => batch.tokens[kind] ?? new Float64Array(0));
  const idColumns = plan.names.map(({ dimension }) => batch.dimensions[dimension] ?? new Uint32Array(0));
  const mustName = Uint8Array.from(plan.names, ({ dimension }) => (dimension === 'model' ? 1 : 0));

  function areCountsUsual(): boolean {
    let hasAny = false;
    for (let slot = 0; slot < counts.length; slot++) {
      if (isGiven[slot] === 1) hasAny = true;
      else if (isNeeded[slot] === 1) return false;
    }
    for (const { slot, parts } of stated) if (sumOfSlots(counts, parts) !== counts[slot]) return false;
    return hasAny && (emptyWhenZero.length === 0 || emptyWhenZero.some((slot) => counts[slot] !== 0));
  }

  /** Writes the tokens of each kind. @returns false when a part is larger than the whole. */
  function writeTokens(row: number): boolean {
    for (let index = 0; index < tokenColumns.length; index++) {
      const column = tokenColumns[index];
      const parts = tokenParts[index];
      if (column === undefined || parts === undefined) continue;
      let rest = counts[tokenSlots[index] ?? 0] ?? 0;
      for (let part = 0; part < parts.length; part++) rest -= counts[parts[part] ?? 0] ?? 0;
      if (rest < 0) return false;
      column[row] = rest;
    }
    return true;
  }

  /** Writes the ids of names. @returns false when one must be read as text. */
  function writeNames(row: number): boolean {
    for (let index = 0; index < idColumns.length; index++) {
      const id = names[index]?.ids[entries[index] ?? 0] ?? 0;
      const column = idColumns[index];
      if (id < 0 || (id === 0 && mustName[index] === 1) || column === undefined) return false;
      column[row] = id;
    }
    return true;
  }

  return () => {
    const { ms: startMs, isWholeDay } = start;
    const endMs = hasEnd ? end.ms : isWholeDay && !plan.daysAreInstants ? startMs + msPerDay : startMs;
    const row = batch.rows;
    if (endMs < startMs || !areCountsUsual() || !writeTokens(row) || !writeNames(row)) return false;
    const tier = hasTier ? tierOf(entries, names.length) : constantTier;
    if (tier < 0) return false;
    if (requestsSlot >= 0 && isGiven[requestsSlot] === 1) batch.requests[row] = counts[requestsSlot] ?? 0;
    else batch.requests[row] = endMs > startMs ? requestsWithout.span : requestsWithout.instant;
    batch.startMs[row] = startMs;
    batch.endMs[row] = endMs;
    batch.serviceTier[row] = tier;
    if (batch.billedNanoUsd !== undefined) batch.billedNanoUsd[row] = amount.nanoUsd;
    for (let index = 0; index < names.length; index++) {
      const remarks = names[index]?.remarks;
      const remark = remarks === undefined || remarks.size === 0 ? undefined : remarks.get(entries[index] ?? 0);
      if (remark !== undefined) onRemark(remark);
    }
    batch.rows = row + 1;
    if (batch.isFull) onFull();
    return true;
  };
}

function sumOfSlots(counts: Float64Array, slots: readonly number[]): number {
  let sum = 0;
  for (const slot of slots) sum += counts[slot] ?? 0;
  return sum;
}
