import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '#ledger';
import { openLedger } from '#ledger';
import type { UsageFilter, UsageGrouping, UsageTotals } from '#shared/domain/usage-query.ts';
import { usageGroupings } from '#shared/domain/usage-query.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { BillableUnit } from '#shared/domain/billable-units.ts';
import { billableUnits } from '#shared/domain/billable-units.ts';
import type { RecordPrice, UsageRecord } from '#shared/domain/usage.ts';
import { residencies, serviceTiers, usageDimensions } from '#shared/domain/usage.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import { dayOf, monthOf, msPerDay, msPerHour } from '#shared/time.ts';
import type { PricedUsage } from '../unit/ledger/sample-usage.ts';
import { importUsage, marchMs, valueOf } from '../unit/ledger/sample-usage.ts';

/** Counts of every width a column may have, the largest included. */
const count = fc.oneof(
  fc.nat(3),
  fc.nat(300),
  fc.nat(70_000),
  fc.integer({ min: 0, max: 5_000_000_000 }),
  fc.constant(Number.MAX_SAFE_INTEGER),
);
/** Few names, so that records share them; odd ones among them. */
const name = fc.constantFrom(undefined, '', 'ada', 'Zoë', "O'Neil", 'a,b', '10', '9', '__proto__', '名');
/** Instants around a month's end, some of them before 1970, many in one hour. */
const instant = fc.oneof(
  fc.integer({ min: marchMs - 2 * msPerHour, max: marchMs + 2 * msPerHour }),
  fc.integer({ min: -3 * msPerHour, max: 3 * msPerHour }),
  fc.integer({ min: Date.UTC(2023, 0, 1), max: Date.UTC(2025, 0, 1) }),
);
const kinds = fc.subarray([...tokenKinds]);
/** Every unit but requests, which are counted by themselves. */
const units = billableUnits.filter((unit) => unit !== 'request');
/** Amounts in whole millionths, as a ledger keeps them. */
const amount = fc.oneof(fc.nat(5), fc.nat(5_000_000)).map((millionths) => millionths / 1e6);

const record: fc.Arbitrary<UsageRecord> = fc
  .record({
    startMs: instant,
    durationMs: fc.constantFrom(0, 1, msPerHour, 100 * msPerHour),
    provider: fc.constantFrom('', 'openai', 'anthropic'),
    model: fc.constantFrom('', 'small', 'large'),
    serviceTier: fc.constantFrom(...serviceTiers),
    requests: count,
    tokens: fc.dictionary(fc.constantFrom(...tokenKinds), count, { noNullPrototype: true }),
    units: fc.option(fc.dictionary(fc.constantFrom(...units), amount, { noNullPrototype: true, maxKeys: 3 }), {
      nil: undefined,
    }),
    residency: fc.constantFrom(undefined, ...residencies),
    project: name,
    user: name,
    task: name,
    conversation: name,
  })
  .map(({ durationMs, ...rest }) => ({ ...rest, endMs: rest.startMs + durationMs }));
const price: fc.Arbitrary<RecordPrice> = fc.oneof(
  fc.constant({ costNanoUsd: 0, priceVersion: null, unpricedKinds: [], unpricedUnits: [] }),
  fc.record({
    costNanoUsd: count,
    priceVersion: fc.constantFrom('v1', 'v2'),
    unpricedKinds: kinds,
    unpricedUnits: fc.subarray([...units]),
  }),
);
/** What a record says of its own cost. */
const facts = fc.record({
  billedNanoUsd: fc.oneof(
    fc.constant(undefined),
    fc.integer({ min: -300, max: 70_000 }),
    fc.constantFrom(Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER),
  ),
});
/** Every record up to thirty times, so that rollups come into being. */
const usage: fc.Arbitrary<readonly PricedUsage[]> = fc
  .array(fc.tuple(record, price, facts, fc.integer({ min: 1, max: 30 })), { maxLength: 12 })
  .map((entries) =>
    entries.flatMap(([one, itsPrice, itsFacts, copies]) =>
      Array.from({ length: copies }, () => [one, itsPrice, itsFacts] as const),
    ),
  );
/** Filters on names that records have, and on some that none has. */
const names = fc.option(fc.subarray(['', 'ada', 'Zoë', '10', 'nobody'], { minLength: 1 }), { nil: undefined });
const filter: fc.Arbitrary<UsageFilter | undefined> = fc.option(
  fc.record({
    provider: fc.option(fc.subarray(['', 'openai', 'anthropic'], { minLength: 1 }), { nil: undefined }),
    model: fc.option(fc.subarray(['', 'small', 'nothing'], { minLength: 1 }), { nil: undefined }),
    project: names,
    user: names,
    conversation: fc.option(
      fc.constant('ada').map((one) => [one, '']),
      { nil: undefined, freq: 4 },
    ),
    serviceTier: fc.option(fc.subarray([...serviceTiers], { minLength: 1 }), { nil: undefined }),
    import: fc.option(fc.subarray([1, 2, 3], { minLength: 1 }), { nil: undefined }),
  }),
  { nil: undefined },
);
const bound = fc.option(
  fc.oneof(
    instant,
    instant.map((ms) => Math.floor(ms / msPerHour) * msPerHour),
    instant.map((ms) => Math.floor(ms / msPerDay) * msPerDay),
  ),
  { nil: undefined },
);

/** Runs a check on a fresh ledger that is removed afterwards. */
function withLedger(check: (ledger: Ledger) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'burnrate-property-'));
  const ledger = valueOf(openLedger({ file: join(folder, 'usage.ledger'), now: () => marchMs }));
  try {
    check(ledger);
  } finally {
    ledger.close();
    rmSync(folder, { recursive: true });
  }
}

/** What a record says of a grouping, written out once more from the record itself. */
function keyOf(one: UsageRecord, importId: number, grouping: UsageGrouping): string {
  switch (grouping) {
    case 'hour':
      return `${new Date(one.startMs).toISOString().slice(0, 13)}:00Z`;
    case 'day':
      return dayOf(one.startMs);
    case 'month':
      return monthOf(one.startMs);
    case 'import':
      return String(importId);
    default:
      return one[grouping] ?? '';
  }
}

function tokensOf(one: UsageRecord, isWanted: (kind: TokenKind) => boolean): bigint {
  return tokenKinds.filter(isWanted).reduce((sum, kind) => sum + BigInt(one.tokens[kind] ?? 0), 0n);
}

/** Millionths of a unit by plain addition, as amounts. */
function unitsOf(
  entries: readonly PricedUsage[],
  isWanted: (unit: BillableUnit, itsPrice: RecordPrice) => boolean,
): Partial<Record<BillableUnit, number>> {
  const sums: Partial<Record<BillableUnit, number>> = {};
  for (const unit of units) {
    let millionths = 0;
    for (const [one, itsPrice] of entries) {
      if (isWanted(unit, itsPrice)) millionths += Math.round((one.units?.[unit] ?? 0) * 1e6);
    }
    if (millionths > 0) sums[unit] = millionths / 1e6;
  }
  return sums;
}

/** True when a filter lets a record through, written out once more from the record itself. */
function passes(wanted: UsageFilter | undefined, one: UsageRecord, importId: number): boolean {
  if (wanted === undefined) return true;
  const { import: imports, serviceTier, ...dimensions } = wanted;
  return (
    (imports?.includes(importId) ?? true) &&
    (serviceTier?.includes(one.serviceTier) ?? true) &&
    usageDimensions.every((dimension) => dimensions[dimension]?.includes(one[dimension] ?? '') ?? true)
  );
}

/** Totals by plain addition over the records, in BigInt. */
function totalsOf(entries: readonly PricedUsage[]): UsageTotals {
  const sum = (value: (entry: PricedUsage) => bigint): bigint =>
    entries.reduce((total, entry) => total + value(entry), 0n);
  const cost = sum(([, itsPrice]) => BigInt(itsPrice.costNanoUsd));
  const tokens: Partial<Record<TokenKind, number>> = {};
  for (const kind of tokenKinds) {
    const total = sum(([one]) => BigInt(one.tokens[kind] ?? 0));
    if (total > 0n) tokens[kind] = Number(total);
  }
  return {
    records: entries.length,
    requests: Number(sum(([one]) => BigInt(one.requests))),
    tokens,
    totalTokens: Number(sum(([one]) => tokensOf(one, () => true))),
    costNanoUsd: String(cost),
    costUsd: nanoUsdToUsd(cost),
    unpricedRecords: entries.filter(([, { priceVersion }]) => priceVersion === null).length,
    unpricedTokens: Number(
      sum(([one, { priceVersion, unpricedKinds }]) =>
        tokensOf(one, (kind) => priceVersion === null || unpricedKinds.includes(kind)),
      ),
    ),
    units: unitsOf(entries, () => true),
    unpricedUnits: unitsOf(
      entries,
      (unit, { priceVersion, unpricedUnits }) => priceVersion === null || unpricedUnits?.includes(unit) === true,
    ),
    billedRecords: entries.filter(([, , itsFacts]) => itsFacts?.billedNanoUsd !== undefined).length,
    billedNanoUsd: String(sum(([, , itsFacts]) => BigInt(itsFacts?.billedNanoUsd ?? 0))),
    computedOfBilledNanoUsd: String(
      sum(([, itsPrice, itsFacts]) => (itsFacts?.billedNanoUsd === undefined ? 0n : BigInt(itsPrice.costNanoUsd))),
    ),
  };
}

describe('a ledger', () => {
  it('gives back every record as it was imported', () => {
    fc.assert(
      fc.property(usage, (entries) => {
        withLedger((ledger) => {
          importUsage(ledger, 'a.csv', entries);
          const read: PricedUsage[] = [];
          const dictionary = ledger.dictionary();
          ledger.scan({}, (columns) => {
            for (let row = 0; row < columns.rows; row++) {
              const names = usageDimensions.map((dimension) => [
                dimension,
                dictionary.name(dimension, columns.dimensions[dimension]?.[row] ?? 0),
              ]);
              const tokens = tokenKinds.map((kind) => [kind, columns.tokens[kind]?.[row] ?? 0]);
              const billed = columns.billedNanoUsd?.[row];
              read.push([
                {
                  provider: '',
                  model: '',
                  ...Object.fromEntries(names),
                  startMs: columns.startMs[row] ?? Number.NaN,
                  endMs: columns.endMs[row] ?? Number.NaN,
                  serviceTier: serviceTiers[columns.serviceTier[row] ?? -1] ?? 'standard',
                  requests: columns.requests[row] ?? Number.NaN,
                  tokens: Object.fromEntries(tokens),
                  residency: residencies[columns.residency?.[row] ?? 0],
                  units: Object.fromEntries(
                    units.map((unit) => [unit, (columns.microUnits?.[unit]?.[row] ?? 0) / 1e6]),
                  ),
                },
                {
                  costNanoUsd: columns.costNanoUsd[row] ?? Number.NaN,
                  priceVersion: ledger.priceCard(columns.priceCard[row] ?? 0)?.priceVersion ?? null,
                  unpricedKinds: tokenKinds.filter((_kind, bit) => ((columns.unpricedKinds[row] ?? 0) >> bit) & 1),
                  unpricedUnits: billableUnits.filter((_unit, bit) => ((columns.unpricedUnits?.[row] ?? 0) >> bit) & 1),
                },
                { billedNanoUsd: billed === undefined || Number.isNaN(billed) ? undefined : billed },
              ]);
            }
          });
          const expected = entries.map(([one, itsPrice, itsFacts]) => [
            {
              ...one,
              ...Object.fromEntries(usageDimensions.map((dimension) => [dimension, one[dimension] ?? ''])),
              tokens: Object.fromEntries(tokenKinds.map((kind) => [kind, one.tokens[kind] ?? 0])),
              units: Object.fromEntries(units.map((unit) => [unit, one.units?.[unit] ?? 0])),
              residency: one.residency ?? 'global',
            },
            itsPrice,
            itsFacts,
          ]);
          expect(read).toEqual(expected);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('sums any grouping over any period and filter exactly as plain addition over the records does', () => {
    fc.assert(
      fc.property(
        usage,
        usage,
        fc.subarray([...usageGroupings], { maxLength: 6 }),
        bound,
        bound,
        filter,
        (first, second, by, fromMs, toMs, wanted) => {
          withLedger((ledger) => {
            const inPeriod = ([one]: PricedUsage): boolean =>
              one.startMs >= (fromMs ?? -Infinity) && one.startMs < (toMs ?? Infinity);
            const entries = [first, second].flatMap((part, index) => {
              const { id } = importUsage(ledger, `${index}.csv`, part);
              return part
                .filter((entry) => inPeriod(entry) && passes(wanted, entry[0], id))
                .map((entry) => ({ entry, id }));
            });
            const expected = new Map<string, PricedUsage[]>();
            for (const { entry, id } of entries) {
              const keys = JSON.stringify(by.map((grouping) => keyOf(entry[0], id, grouping)));
              expected.set(keys, [...(expected.get(keys) ?? []), entry]);
            }

            const summary = ledger.usage({ by, fromMs, toMs, filter: wanted });
            expect(summary.totals).toEqual(totalsOf(entries.map(({ entry }) => entry)));
            const groups = new Map(
              summary.groups.map(({ keys, ...totals }) => [
                JSON.stringify(by.map((grouping) => keys[grouping])),
                totals,
              ]),
            );
            const wantedGroups =
              by.length === 0 ? [] : [...expected].map(([keys, group]) => [keys, totalsOf(group)] as const);
            expect(groups).toEqual(new Map(wantedGroups));
            const times = entries.map(({ entry: [one] }) => one);
            expect(summary.firstMs).toBe(times.length === 0 ? null : Math.min(...times.map(({ startMs }) => startMs)));
            expect(summary.lastMs).toBe(times.length === 0 ? null : Math.max(...times.map(({ endMs }) => endMs)));
            const costs = summary.groups.map(({ costNanoUsd }) => BigInt(costNanoUsd));
            expect(costs.every((cost, index) => index === 0 || cost <= (costs[index - 1] ?? 0n))).toBe(true);
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is sound, and after an undo as if the import had never been', () => {
    fc.assert(
      fc.property(usage, usage, (kept, undone) => {
        withLedger((ledger) => {
          importUsage(ledger, 'kept.csv', kept);
          const tables = ['rollup', 'charge', 'dictionary_entry', 'price_card', 'segment_column', 'usage_import'];
          const content = (): unknown => tables.map((table) => valueOf(ledger.query(`SELECT * FROM ${table}`)));
          const before = content();
          const { id } = importUsage(ledger, 'undone.csv', undone);
          expect(valueOf(ledger.verify())).toEqual({ records: kept.length + undone.length });
          expect(valueOf(ledger.undoImport(id))).toEqual({ records: undone.length });
          expect(content()).toEqual(before);
          expect(valueOf(ledger.verify())).toEqual({ records: kept.length });
        });
      }),
      { numRuns: 40 },
    );
  });
});
