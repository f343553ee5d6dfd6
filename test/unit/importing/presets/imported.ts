import { billableUnits, type UnitCounts } from '#shared/domain/billable-units.ts';
import type { BilledCharge } from '#shared/domain/charge.ts';
import type { ImportOptions, ImportReport } from '#shared/domain/importing.ts';
import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import type { UsageRecord } from '#shared/domain/usage.ts';
import { inspectFile, type ImportRequest } from '#importing';
import {
  createMemoryLedger,
  expectSuccess,
  fixture,
  importInto,
  storedTokens,
  withFile,
  type MemoryLedger,
} from '../in-memory.ts';

/** What an import left behind. */
export interface Imported {
  readonly report: ImportReport;
  readonly records: readonly UsageRecord[];
  readonly charges: readonly BilledCharge[];
  /** Sums by kind. */
  readonly tokens: TokenCounts;
}

/** Imports a fixture through the product's own path; records and tokens are those of the whole ledger. */
export async function importFixture(
  name: string,
  options: ImportOptions = {},
  ledger: MemoryLedger = createMemoryLedger(),
  more: Partial<ImportRequest> = {},
): Promise<Imported> {
  return importPath(fixture(name), options, ledger, more);
}

/** The same for a text. */
export async function importText(
  text: string,
  options: ImportOptions = {},
  ledger: MemoryLedger = createMemoryLedger(),
): Promise<Imported> {
  return withFile(text, (path) => importPath(path, options, ledger));
}

async function importPath(
  path: string,
  options: ImportOptions,
  ledger: MemoryLedger,
  more: Partial<ImportRequest> = {},
): Promise<Imported> {
  const report = expectSuccess(await importInto(ledger, path, { ...more, options }));
  return {
    report,
    records: ledger.imports.flatMap((stored) => stored.records.map(({ record }) => record)),
    charges: ledger.imports.flatMap((stored) => stored.charges),
    tokens: storedTokens(ledger),
  };
}

/** Lines of JSONL. */
export function jsonLines(...values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/** The preset that a text is recognised as; undefined for none. */
export async function presetOf(text: string): Promise<string | undefined> {
  const inspection = await withFile(text, (path) => inspectFile({ path, name: 'usage' }));
  return expectSuccess(inspection).matches[0]?.preset;
}

/** Sum of the charges of a category in US dollars, exact to the nano-dollar. */
export function billedUsd(charges: readonly BilledCharge[], category?: BilledCharge['category']): number {
  const nano = charges
    .filter((charge) => category === undefined || charge.category === category)
    .reduce((sum, charge) => sum + charge.billedNanoUsd, 0);
  return nano / 1e9;
}

/** Sums of what was used besides tokens. */
export function usedUnits(records: readonly UsageRecord[]): UnitCounts {
  const sums: UnitCounts = {};
  for (const { units } of records) {
    for (const unit of billableUnits) {
      const count = units?.[unit];
      if (count !== undefined) sums[unit] = (sums[unit] ?? 0) + count;
    }
  }
  return sums;
}
