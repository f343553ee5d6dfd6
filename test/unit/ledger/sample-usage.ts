import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ImportOutcome, ImportSource, Ledger, OpenLedgerOptions, RecordFacts } from '#ledger';
import { openLedger } from '#ledger';
import type { ImportSummary, RejectedRow } from '#shared/domain/importing.ts';
import type { RecordPrice, UsageRecord } from '#shared/domain/usage.ts';
import type { Result } from '#shared/result.ts';
import { describeFailure } from '#shared/result.ts';
import { exampleCard } from './example-usage.ts';

export { exampleCard };

/** 2024-03-01T00:00Z, the start of an hour, a day and a month. */
export const marchMs = Date.UTC(2024, 2, 1);

/** A record with its price, as an importer hands it over. */
export type PricedUsage = readonly [UsageRecord, RecordPrice, RecordFacts?];

/** Value of a result that must be a success. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(describeFailure(result.error));
  return result.value;
}

/** Failure code of a result; `no failure` for a success. */
export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'no failure' : result.error.code;
}

/** A folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'burnrate-ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Path of a ledger that does not exist yet. */
export function newLedgerFile(): string {
  return join(temporaryFolder(), 'usage.ledger');
}

/** Opens a ledger that closes when the test ends. The clock stands at 2024-03-01. */
export function openTestLedger(file = newLedgerFile(), more: Partial<OpenLedgerOptions> = {}): Ledger {
  const ledger = valueOf(openLedger({ file, now: () => marchMs, ...more }));
  onTestFinished(() => ledger.close());
  return ledger;
}

/** One request of gpt-4o at the start of March 2024. */
export function exampleRecord(more: Partial<UsageRecord> = {}): UsageRecord {
  const startMs = more.startMs ?? marchMs;
  return {
    startMs,
    endMs: startMs,
    provider: 'openai',
    model: 'gpt-4o',
    serviceTier: 'standard',
    requests: 1,
    tokens: { input: 1000, output: 200 },
    ...more,
  };
}

/** A price by the card `v1`. */
export function examplePrice(costNanoUsd: number, more: Partial<RecordPrice> = {}): RecordPrice {
  return { costNanoUsd, priceVersion: 'v1', unpricedKinds: [], ...more };
}

/** What pricing says of a model without a card. */
export const unpriced: RecordPrice = { costNanoUsd: 0, priceVersion: null, unpricedKinds: [] };

/** The facts of a file; its content is whatever its name is. Usage that other files have too is added all the same. */
export function exampleSource(file: string, more: Partial<ImportSource> = {}): ImportSource {
  return {
    file,
    sha256: `sha256 of ${file}`,
    sizeBytes: 1234,
    preset: 'generic',
    importerVersion: '1',
    importedAtMs: marchMs,
    monthScale: null,
    overlap: 'add',
    ...more,
  };
}

/** Imports records as one file, with a card for each price version they name. */
export function importUsage(
  ledger: Ledger,
  file: string,
  usage: readonly PricedUsage[],
  { rejects = [], ...outcome }: Partial<ImportOutcome> & { readonly rejects?: readonly RejectedRow[] } = {},
  source: Partial<ImportSource> = {},
): ImportSummary {
  const writer = ledger.beginImport(exampleSource(file, source));
  const versions = new Set(usage.flatMap(([, price]) => (price.priceVersion === null ? [] : [price.priceVersion])));
  for (const version of versions) writer.keepCard(exampleCard(version));
  for (const [record, price, facts] of usage) writer.append(record, price, facts);
  for (const row of rejects) writer.reject(row);
  return writer.commit({ rowsRead: usage.length, rejected: 0, residualNanoUsd: null, ...outcome });
}
