import { isPartlyPricedAt, nameAt } from '#shared/domain/record-page-row.ts';
import type { RecordPage } from '#shared/domain/usage-records.ts';
import { promptTokenKinds, textCacheKinds, tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { serviceTiers, type ServiceTier, type UsageDimension } from '#shared/domain/usage.ts';

/** Records of one page that the window asks for. */
export const recordPageRows = 500;

/**
 * Most records that one grid scrolls through. Browsers place elements by 32-bit floats: beyond 2^24 pixels, some 466,000
 * rows, every other pixel is missing and rows stand unevenly.
 */
export const recordWindowRows = 400_000;

/** Pages that are kept: about 10,000 records, whatever the ledger holds. */
const keptPages = 20;

/** A record as the grid shows it. */
export interface RecordRow {
  /** Its place among the selected records, from 0. */
  readonly index: number;
  /** Null while the record is being read. */
  readonly record: {
    /** UTC ms. */
    readonly startMs: number;
    readonly endMs: number;
    readonly names: Readonly<Record<UsageDimension, string>>;
    readonly serviceTier: ServiceTier;
    readonly requests: number;
    /** Uncached prompt tokens, tokens read from or written to a cache, and generated tokens. */
    readonly inputTokens: number;
    readonly cacheTokens: number;
    readonly outputTokens: number;
    /** Integer nano-dollars of what could be priced; null = unpriced. */
    readonly costNanoUsd: number | null;
    /** True when a part of it could not be priced. */
    readonly isPartlyPriced: boolean;
    /** What the file states as the cost, integer nano-dollars; null = it does not say. */
    readonly billedNanoUsd: number | null;
    readonly importId: number;
    /** Empty when unpriced. */
    readonly priceVersion: string;
  } | null;
}

const cacheKinds: readonly TokenKind[] = [...textCacheKinds, 'cacheReadAudio', 'cacheReadImage'];
const inputKinds = promptTokenKinds.filter((kind) => !cacheKinds.includes(kind));
const outputKinds = tokenKinds.filter((kind) => !promptTokenKinds.some((prompt) => prompt === kind));

/** The records of a page as rows. */
export function rowsOfPage(page: RecordPage): readonly RecordRow[] {
  function sum(kinds: readonly TokenKind[], at: number): number {
    return kinds.reduce((tokens, kind) => tokens + (page.tokens[kind]?.[at] ?? 0), 0);
  }
  return Array.from({ length: page.rows }, (_, at) => ({
    index: page.offset + at,
    record: {
      startMs: page.startMs[at] ?? 0,
      endMs: page.endMs[at] ?? 0,
      names: {
        provider: nameAt(page, 'provider', at),
        model: nameAt(page, 'model', at),
        project: nameAt(page, 'project', at),
        user: nameAt(page, 'user', at),
        task: nameAt(page, 'task', at),
        conversation: nameAt(page, 'conversation', at),
      },
      serviceTier: serviceTiers[page.serviceTier[at] ?? 0] ?? 'standard',
      requests: page.requests[at] ?? 0,
      inputTokens: sum(inputKinds, at),
      cacheTokens: sum(cacheKinds, at),
      outputTokens: sum(outputKinds, at),
      costNanoUsd: page.costNanoUsd[at] ?? null,
      isPartlyPriced: isPartlyPricedAt(page, at),
      billedNanoUsd: page.billedNanoUsd[at] ?? null,
      importId: page.importId[at] ?? 0,
      priceVersion: page.priceVersions[String(page.priceCard[at] ?? 0)] ?? '',
    },
  }));
}

/** The records that one grid scrolls through, of which only those near the rows in sight are held. */
export interface RecordWindow {
  /** Place of the first record among all selected ones. */
  readonly offset: number;
  /** Selected records in all; null until the first page is in. */
  readonly total: number | null;
  /** Pages held, by their number from the window's start. */
  readonly pages: ReadonlyMap<number, readonly RecordRow[]>;
}

/** A window of which nothing is read yet. @param offset place of its first record. */
export function windowFrom(offset: number): RecordWindow {
  return { offset, total: null, pages: new Map() };
}

/** Records in the window. */
export function windowLength({ offset, total }: RecordWindow): number {
  return Math.max(0, Math.min(recordWindowRows, (total ?? 0) - offset));
}

/** The rows of a window as a grid reads them: those not held yet have no record. */
export function rowsOfWindow(window: RecordWindow): { length: number; at(index: number): RecordRow | undefined } {
  const length = windowLength(window);
  return {
    length,
    at(index) {
      if (index < 0 || index >= length) return undefined;
      const page = window.pages.get(Math.floor(index / recordPageRows));
      return page?.[index % recordPageRows] ?? { index: window.offset + index, record: null };
    },
  };
}

/** Numbers of the pages that some rows need and the window does not hold, those around the middle first. @param last included. */
export function missingPages({ pages }: RecordWindow, first: number, last: number): readonly number[] {
  const from = Math.floor(Math.max(0, first) / recordPageRows);
  const to = Math.floor(Math.max(0, last) / recordPageRows);
  const middle = (first + last) / 2 / recordPageRows - 0.5;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
    .filter((page) => !pages.has(page))
    .toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
}

/** The window with one more page; the pages farthest from it are let go. */
export function withPage(window: RecordWindow, number: number, page: RecordPage): RecordWindow {
  const pages = [...window.pages, [number, rowsOfPage(page)] as const]
    .toSorted(([a], [b]) => Math.abs(a - number) - Math.abs(b - number))
    .slice(0, keptPages);
  return { ...window, total: page.total, pages: new Map(pages) };
}
