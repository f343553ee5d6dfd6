import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BilledCharge } from '#shared/domain/charge.ts';
import type { ImportSummary, RejectedRow } from '#shared/domain/importing.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { totalTokens, tokenKinds, type TokenCounts } from '#shared/domain/token-kinds.ts';
import { billableUnits } from '#shared/domain/billable-units.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import {
  residencies,
  serviceTiers,
  type RecordPrice,
  type UsageDimension,
  type UsageRecord,
} from '#shared/domain/usage.ts';
import { failure, success, type Result } from '#shared/result.ts';
import type { ImportOutcome, ImportSource, Ledger, RecordColumns, RecordFacts } from '#ledger';
import type { Catalogue } from '#pricing';
import { importFile, type ImportRequest } from '#importing';

/** A record as it was appended. */
export interface StoredRecord {
  readonly record: UsageRecord;
  readonly price: RecordPrice;
  readonly facts: RecordFacts;
}

/** What an in-memory import holds once it is committed. */
export interface StoredImport {
  readonly source: ImportSource;
  readonly outcome: ImportOutcome;
  readonly records: readonly StoredRecord[];
  readonly charges: readonly BilledCharge[];
  readonly rejects: readonly RejectedRow[];
  readonly summary: ImportSummary;
}

/** The part of a ledger that an import uses, kept in arrays; it enforces the writer's protocol. */
export interface MemoryLedger extends Pick<Ledger, 'findImport' | 'hasImportOfSize' | 'beginImport'> {
  readonly imports: StoredImport[];
  /** Calls so far, in order: `begin`, `commit`, `rollback`. */
  readonly calls: string[];
}

export function createMemoryLedger(): MemoryLedger {
  const imports: StoredImport[] = [];
  const calls: string[] = [];
  let isOpen = false;
  return {
    imports,
    calls,
    findImport: (sha256) => imports.find((stored) => stored.source.sha256 === sha256)?.summary,
    hasImportOfSize: (sizeBytes) => imports.some((stored) => stored.source.sizeBytes === sizeBytes),
    beginImport(source) {
      if (isOpen) throw new Error('an import is in progress');
      isOpen = true;
      calls.push('begin');
      const records: StoredRecord[] = [];
      const charges: BilledCharge[] = [];
      const rejects: RejectedRow[] = [];
      const versions = new Set<string>();
      return {
        keepCard(card) {
          versions.add(card.priceVersion);
        },
        append(record, price, facts = {}) {
          if (!isOpen) throw new Error('this import has ended');
          if (price.priceVersion !== null && !versions.has(price.priceVersion)) throw new Error('keep the card first');
          const { key } = facts;
          if (key !== undefined) {
            const held = [...imports.flatMap((stored) => stored.records), ...records];
            if (held.some((other) => other.facts.key === key)) return 'duplicate';
          }
          records.push({ record, price, facts });
          return 'added';
        },
        appendColumns({ columns, names, priceVersions }) {
          if (!isOpen) throw new Error('this import has ended');
          for (let row = 0; row < columns.rows; row++) {
            const priceVersion =
              columns.priceCard[row] === 0 ? null : (priceVersions[columns.priceCard[row] ?? 0] ?? null);
            if (priceVersion !== null && !versions.has(priceVersion)) throw new Error('keep the card first');
            records.push({
              record: recordAt(columns, names, row),
              price: priceAt(columns, row, priceVersion),
              facts: factsAt(columns, row),
            });
          }
          return undefined;
        },
        appendCharge(charge) {
          if (!isOpen) throw new Error('this import has ended');
          charges.push(charge);
          return 'added';
        },
        reject(row) {
          if (!isOpen) throw new Error('this import has ended');
          rejects.push(row);
        },
        overlaps: () => [],
        commit(outcome) {
          isOpen = false;
          calls.push('commit');
          const summary: ImportSummary = {
            id: imports.length + 1,
            file: source.file,
            sha256: source.sha256 ?? outcome.sha256 ?? '',
            preset: source.preset,
            importedAtMs: source.importedAtMs,
            records: records.length,
            rejected: outcome.rejected,
            unpriced: records.filter(({ price }) => price.priceVersion === null).length,
            requests: records.reduce((sum, { record }) => sum + record.requests, 0),
            totalTokens: records.reduce((sum, { record }) => sum + totalTokens(record.tokens), 0),
            costUsd: records.reduce((sum, { price }) => sum + price.costNanoUsd, 0) / 1e9,
            firstMs: null,
            lastMs: null,
            monthScale: source.monthScale,
            duplicates: 0,
            charges: charges.length,
            billedNanoUsd: null,
          };
          imports.push({ source, outcome, records, charges, rejects, summary });
          return summary;
        },
        rollback() {
          if (!isOpen) return;
          isOpen = false;
          calls.push('rollback');
        },
      };
    },
  };
}

function recordAt(columns: UsageColumns, names: RecordColumns['names'], row: number): UsageRecord {
  const tokens: TokenCounts = {};
  for (const kind of tokenKinds) {
    const count = columns.tokens[kind]?.[row] ?? 0;
    if (count > 0) tokens[kind] = count;
  }
  function name(dimension: UsageDimension): string {
    return names[dimension][columns.dimensions[dimension]?.[row] ?? 0] ?? '';
  }
  const others = (['project', 'user', 'task', 'conversation'] as const).filter((dimension) => name(dimension) !== '');
  const residency = residencies[columns.residency?.[row] ?? 0] ?? 'global';
  return {
    startMs: columns.startMs[row] ?? 0,
    endMs: columns.endMs[row] ?? 0,
    provider: name('provider'),
    model: name('model'),
    serviceTier: serviceTiers[columns.serviceTier[row] ?? 0] ?? 'standard',
    requests: columns.requests[row] ?? 0,
    tokens,
    ...(residency === 'global' ? {} : { residency }),
    ...Object.fromEntries(others.map((dimension) => [dimension, name(dimension)])),
  };
}

function factsAt({ billedNanoUsd }: UsageColumns, row: number): RecordFacts {
  const nanoUsd = billedNanoUsd?.[row] ?? Number.NaN;
  return { key: undefined, billedNanoUsd: Number.isNaN(nanoUsd) ? undefined : nanoUsd };
}

function priceAt(columns: UsageColumns, row: number, priceVersion: string | null): RecordPrice {
  const unpricedUnits = billableUnits.filter((_unit, bit) => (((columns.unpricedUnits?.[row] ?? 0) >> bit) & 1) === 1);
  return {
    costNanoUsd: columns.costNanoUsd[row] ?? 0,
    priceVersion,
    unpricedKinds: tokenKinds.filter((_kind, bit) => (((columns.unpricedKinds[row] ?? 0) >> bit) & 1) === 1),
    ...(unpricedUnits.length === 0 ? {} : { unpricedUnits }),
  };
}

/** A card with round rates: $2 a million in, $1 cached, $4 a million out; no audio rate of its own. */
export const roundCard: PriceCard = {
  modelId: 'openai/gpt-4o',
  provider: 'openai',
  providerName: 'OpenAI',
  model: 'gpt-4o',
  displayName: 'GPT-4o',
  priceVersion: 'test:1:openai/gpt-4o',
  source: { book: 'test', bookVersion: '1' },
  effectiveFromMs: null,
  effectiveToMs: null,
  rates: {
    input: { usdPerMTok: 2, tiers: [] },
    cacheRead: { usdPerMTok: 1, tiers: [] },
    output: { usdPerMTok: 4, tiers: [] },
  },
  unitRates: {},
  serviceTiers: {},
};

/** A catalogue that knows every model whose name begins with `gpt-4o`, all at `roundCard`. */
export const roundCatalogue: Catalogue = {
  book: 'test',
  bookVersion: '1',
  modelCount: () => 1,
  resolve: ({ model }) =>
    model.startsWith('gpt-4o')
      ? success({ card: roundCard, reason: 'begins with gpt-4o' })
      : failure('unknown-model', `There is no model ${model}.`),
  cards: ({ model }) => (model.startsWith('gpt-4o') ? [roundCard] : []),
  candidates: () => ['openai/gpt-4o'],
  list: () => [],
};

/** A file under test/fixtures/imports. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/imports/${name}`, import.meta.url));
}

/** Runs `use` with a file of the given content, which is removed afterwards. */
export async function withFile<T>(content: string | Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'burnrate-import-'));
  try {
    const path = join(folder, 'usage.csv');
    await writeFile(path, content);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The instant at which test imports happen. */
export const testNowMs = Date.UTC(2026, 0, 2, 3, 4, 5);

/** Imports a file with the in-memory catalogue. */
export function importInto(ledger: MemoryLedger, path: string, more: Partial<ImportRequest> = {}) {
  return importFile({
    path,
    name: 'usage.csv',
    options: {},
    ledger,
    catalogue: roundCatalogue,
    now: () => testNowMs,
    ...more,
  });
}

/** The value of a result that must be a success. */
export function expectSuccess<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Expected a success, got ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The code of a result that must be a failure. */
export function failureCode(result: Result<unknown>): string {
  if (result.ok) throw new Error('Expected a failure');
  return result.error.code;
}

/** Sums of stored records by kind. */
export function storedTokens(ledger: MemoryLedger): TokenCounts {
  const sums: TokenCounts = {};
  for (const { records } of ledger.imports) {
    for (const { record } of records) {
      for (const kind of tokenKinds) {
        const count = record.tokens[kind];
        if (count !== undefined) sums[kind] = (sums[kind] ?? 0) + count;
      }
    }
  }
  return sums;
}
