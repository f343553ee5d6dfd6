import { counted } from '#shared/count.ts';
import type { BilledCharge } from '#shared/domain/charge.ts';
import type { ImportReport, RejectedRow } from '#shared/domain/importing.ts';
import { tokenKinds, totalTokens, type TokenCounts } from '#shared/domain/token-kinds.ts';
import type { RecordPrice, UsageRecord } from '#shared/domain/usage.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import type { Catalogue } from '#pricing';
import type { Rejection } from './presets/preset.ts';

/** Rejected rows that are listed one by one; all are counted. */
export const listedRejects = 1000;
/** Unpriced models that are listed with candidates; all are counted. */
const listedUnpricedModels = 100;
/** Candidates named for each of them. */
const listedCandidates = 5;
/** Different remarks kept; the rows behind further ones are still imported. */
const listedRemarks = 20;

/** How much there is of a model without a price. */
export interface UnpricedUsage {
  readonly provider: string;
  readonly model: string;
  readonly records: number;
  readonly tokens: number;
}

/** Sums over records. */
export interface RecordTotals {
  readonly records: number;
  readonly requests: number;
  readonly costNanoUsd: bigint;
  readonly tokens: TokenCounts;
  /** Earliest start and latest end, UTC ms. */
  readonly startMs: number;
  readonly endMs: number;
  readonly unpriced: number;
  readonly partlyPriced: number;
}

/** The counts that an import report gets from the rows. */
export type TalliedReport = Pick<
  ImportReport,
  | 'rowsRead'
  | 'imported'
  | 'duplicate'
  | 'empty'
  | 'rejected'
  | 'rejects'
  | 'priced'
  | 'unpriced'
  | 'partlyPriced'
  | 'unpricedModels'
  | 'requests'
  | 'tokens'
  | 'costNanoUsd'
  | 'costUsd'
  | 'charges'
  | 'billedNanoUsd'
  | 'firstMs'
  | 'lastMs'
>;

/** Counts rows as they pass. */
export interface Tally {
  readonly rowsRead: number;
  /** Rows that became usage, a charge or both. */
  readonly imported: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly rejects: readonly RejectedRow[];
  /** What the user can do about rejected rows, each step once. */
  readonly nextSteps: ReadonlySet<string>;
  /** Records whose row names no model. */
  readonly nameless: number;
  /** Counts a row that was imported; `addRecord` and `addCharge` say what as. */
  addImported(): void;
  addRecord(record: UsageRecord, price: RecordPrice): void;
  addCharge(charge: Pick<BilledCharge, 'startMs' | 'endMs' | 'billedNanoUsd'>): void;
  /** Counts what records that `addRecords` has counted say they cost. */
  addCharges(sums: { readonly charges: number; readonly nanoUsd: bigint }): void;
  /** Counts rows that the file or the ledger holds already. */
  addDuplicate(rows?: number): void;
  addEmpty(): void;
  addRejection(place: Pick<RejectedRow, 'file' | 'line'>, rejection: Rejection): void;
  /** Counts records that came as columns. */
  addRecords(records: RecordTotals): void;
  /** Counts records of a model without a price, which `addRecords` has counted. */
  addUnpriced(usage: UnpricedUsage): void;
  /** Counts records whose row names no model. */
  addNameless(rows?: number): void;
  /** Counts a sentence about rows that were imported all the same. */
  addRemark(remark: string, rows?: number): void;
  /** The counts, with candidates for unpriced models from the catalogue. */
  report(catalogue: Catalogue): TalliedReport;
  /** Sentences about rows: remarks with their counts, and lists that were cut short. */
  notes(): readonly string[];
}

/** A tally of nothing. @param keepRejected takes every rejected row: the tally lists only the first. */
export function createTally(keepRejected: (row: RejectedRow) => void): Tally {
  let imported = 0;
  let duplicate = 0;
  let empty = 0;
  let rejected = 0;
  let priced = 0;
  let unpriced = 0;
  let partlyPriced = 0;
  let nameless = 0;
  let requests = 0;
  let costNanoUsd = 0n;
  let charges = 0;
  let billedNanoUsd = 0n;
  let firstMs: number | null = null;
  let lastMs: number | null = null;
  const tokens: TokenCounts = {};
  const rejects: RejectedRow[] = [];
  const nextSteps = new Set<string>();
  const remarks = new Map<string, number>();
  const unpricedModels = new Map<string, UnpricedUsage>();
  let unlistedUnpriced = 0;

  function addUnpriced(usage: UnpricedUsage): void {
    const key = `${usage.provider}\n${usage.model}`;
    const known = unpricedModels.get(key);
    if (known === undefined && unpricedModels.size >= listedUnpricedModels) unlistedUnpriced += usage.records;
    else {
      const { records, tokens } = known ?? { records: 0, tokens: 0 };
      unpricedModels.set(key, { ...usage, records: records + usage.records, tokens: tokens + usage.tokens });
    }
  }

  function addTime({ startMs, endMs }: Pick<BilledCharge, 'startMs' | 'endMs'>): void {
    firstMs = firstMs === null ? startMs : Math.min(firstMs, startMs);
    lastMs = lastMs === null ? endMs : Math.max(lastMs, endMs);
  }

  return {
    get rowsRead() {
      return imported + duplicate + empty + rejected;
    },
    get imported() {
      return imported;
    },
    get duplicate() {
      return duplicate;
    },
    get rejected() {
      return rejected;
    },
    rejects,
    nextSteps,
    get nameless() {
      return nameless;
    },
    addImported() {
      imported++;
    },
    addRecord(record, price) {
      requests += record.requests;
      costNanoUsd += BigInt(price.costNanoUsd);
      for (const kind of tokenKinds) {
        const count = record.tokens[kind];
        if (count !== undefined) tokens[kind] = (tokens[kind] ?? 0) + count;
      }
      addTime(record);
      if (price.priceVersion === null) {
        unpriced++;
        const { provider, model } = record;
        addUnpriced({ provider, model, records: 1, tokens: totalTokens(record.tokens) });
      } else if (price.unpricedKinds.length > 0 || price.unpricedUnits !== undefined) partlyPriced++;
      else priced++;
    },
    addCharge(charge) {
      charges++;
      billedNanoUsd += BigInt(charge.billedNanoUsd);
      addTime(charge);
    },
    addRecords(totals) {
      if (totals.records === 0) return;
      imported += totals.records;
      requests += totals.requests;
      costNanoUsd += totals.costNanoUsd;
      for (const kind of tokenKinds) {
        const count = totals.tokens[kind] ?? 0;
        if (count > 0) tokens[kind] = (tokens[kind] ?? 0) + count;
      }
      addTime(totals);
      unpriced += totals.unpriced;
      partlyPriced += totals.partlyPriced;
      priced += totals.records - totals.unpriced - totals.partlyPriced;
    },
    addUnpriced,
    addCharges(sums) {
      charges += sums.charges;
      billedNanoUsd += sums.nanoUsd;
    },
    addDuplicate(rows = 1) {
      duplicate += rows;
    },
    addEmpty() {
      empty++;
    },
    addNameless(rows = 1) {
      nameless += rows;
    },
    addRejection({ file, line }, { column, reason, nextStep }) {
      rejected++;
      if (nextStep !== undefined && nextSteps.size < listedRemarks) nextSteps.add(nextStep);
      const row: RejectedRow = {
        ...(file === undefined ? {} : { file }),
        line,
        ...(column === undefined ? {} : { column }),
        reason,
      };
      keepRejected(row);
      if (rejects.length < listedRejects) rejects.push(row);
    },
    addRemark(remark, rows = 1) {
      const known = remarks.get(remark);
      if (known !== undefined || remarks.size < listedRemarks) remarks.set(remark, (known ?? 0) + rows);
    },
    report: (catalogue) => ({
      rowsRead: imported + duplicate + empty + rejected,
      imported,
      duplicate,
      empty,
      rejected,
      rejects,
      priced,
      unpriced,
      partlyPriced,
      unpricedModels: [...unpricedModels.values()]
        .sort((a, b) => b.tokens - a.tokens)
        .map((usage) => ({ ...usage, candidates: [...catalogue.candidates(usage, listedCandidates)] })),
      requests,
      tokens,
      costNanoUsd: costNanoUsd.toString(),
      costUsd: nanoUsdToUsd(costNanoUsd),
      charges,
      billedNanoUsd: charges === 0 ? null : billedNanoUsd.toString(),
      firstMs,
      lastMs,
    }),
    notes() {
      const notes = [...remarks].map(([remark, rows]) => `${counted(rows, 'row')}: ${remark}.`);
      notes.push(...nextSteps);
      if (rejected > rejects.length)
        notes.push(
          `Of the ${counted(rejected, 'row')} rejected, the first ${listedRejects.toLocaleString('en-US')} are listed here; their CSV holds the rest.`,
        );
      if (unlistedUnpriced > 0) {
        notes.push(
          `${counted(unlistedUnpriced, 'row')} of further unpriced models are counted, but those models are not listed.`,
        );
      }
      return notes;
    },
  };
}
