import { describe, expect, it } from 'vitest';
import type { LedgerQuestion } from '#shared/domain/ledger-binding.ts';
import { meanOf, quantitySchema, type EmpiricalQuantity } from '#shared/domain/quantity.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { resolveBinding, type BindingSource } from '#forecasting';
import { cardOf } from '../../simulator/builders.ts';
import { ledgerOf, type TestImport, type TestRecord } from '../usage-builder.ts';

const start = Date.UTC(2026, 9, 1);
const now = Date.UTC(2026, 10, 28, 12);
const cards = [cardOf('maker/large', { input: 2, output: 10, cacheRead: 0.2 })];

/** A ledger with the periods of its imports, which cuts scans to a period as the real one does. */
function sourceOf(imports: readonly TestImport[]): BindingSource {
  const ledger = ledgerOf(imports, cards);
  return {
    dictionary: () => ledger.dictionary(),
    listImports: () =>
      imports.map(({ records, monthScale }, index) => ({
        id: index + 1,
        monthScale: monthScale ?? null,
        firstMs: Math.min(...records.map(({ startMs }) => startMs)),
        lastMs: Math.max(...records.map(({ startMs, endMs }) => endMs ?? startMs)),
      })),
    scan({ fromMs = -Infinity, toMs = Infinity }, visit) {
      ledger.scan({}, (columns, importId) => {
        // The builder packs three records to a segment: whole segments are enough to tell periods apart.
        const inside = columns.startMs.every((startMs) => startMs >= fromMs && startMs < toMs);
        const outside = columns.startMs.every((startMs) => startMs < fromMs || startMs >= toMs);
        if (!inside && !outside) throw new Error('A segment of this test crosses the border of the window.');
        if (inside) visit(columns, importId);
      });
    },
  };
}

function measured(records: readonly TestRecord[], question: LedgerQuestion): EmpiricalQuantity {
  const result = resolveBinding(sourceOf([{ records }]), question, now);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function refusal(imports: readonly TestImport[], question: LedgerQuestion): string {
  const result = resolveBinding(sourceOf(imports), question, now);
  if (result.ok) throw new Error('It was not refused.');
  return result.error.message;
}

/** Three requests on each of some days: at the first hour, at noon and in the last hour. */
function threeADay(days: number, more: (day: number) => Partial<TestRecord> = () => ({})): TestRecord[] {
  return Array.from({ length: days * 3 }, (_none, index) => {
    const day = Math.floor(index / 3);
    const hour = [0, 12, 23][index % 3] ?? 0;
    return {
      startMs: start + day * msPerDay + hour * msPerHour,
      tokens: { input: 1000 + day * 10, output: 100 },
      ...more(day),
    };
  });
}

describe('a number bound to the ledger', () => {
  it('is the requests of the last complete days, quantiles of days and all', () => {
    const records = threeADay(40, (day) => ({ requests: day + 1 }));
    const quantity = measured(records, { measure: 'requestsPerDay', windowDays: 30 });
    // Days 11 to 40 with 33, 36, … 120 requests: mean (33 + 120) ÷ 2; P50 between the 15th (75) and the 16th (78).
    expect(quantity).toMatchObject({ kind: 'empirical', mean: 76.5, p50: 76.5, records: 30 });
    expect(quantity.p5).toBeCloseTo(33 + 0.05 * 87, 9);
    expect(quantity.p95).toBeCloseTo(33 + 0.95 * 87, 9);
    expect(quantity.binding).toEqual({
      measure: 'requestsPerDay',
      windowDays: 30,
      resolvedOn: '2026-11-28',
      from: '2026-10-11',
      to: '2026-11-09',
    });
    expect(quantitySchema.parse(quantity)).toEqual(quantity);
    expect(meanOf(quantity)).toBe(76.5);
  });

  it('leaves out a last day that is not complete, and counts a day without requests as 0', () => {
    const records = [
      ...threeADay(10),
      ...threeADay(15).map((record) => ({ ...record, startMs: record.startMs + 15 * msPerDay })),
      ...[1, 2, 3].map((hour) => ({ startMs: start + 30 * msPerDay + hour * msPerHour, tokens: { input: 5 } })),
    ];
    const quantity = measured(records, { measure: 'requestsPerDay', windowDays: 30 });
    // 25 days with three requests, five without any, and the 31st, which ends at three in the morning.
    expect(quantity).toMatchObject({ mean: 2.5, p5: 0, p95: 3, records: 30, binding: { to: '2026-10-30' } });
  });

  it('is tokens over requests, weighted by requests where records stand for many', () => {
    const records = threeADay(10, (day) =>
      day === 9
        ? { requests: 973, tokens: { input: 973_000, output: 97_300 } }
        : { tokens: { input: 100, output: 10 } },
    );
    const quantity = measured(records, { measure: 'input', windowDays: 30 });
    // 27 requests of 100 tokens and 3 × 973 of 1,000.
    expect(quantity.mean).toBeCloseTo((27 * 100 + 3 * 973_000) / (27 + 3 * 973), 9);
    expect(quantity).toMatchObject({ p50: 1000, p95: 1000, records: 30 });
    expect(measured(records, { measure: 'output', windowDays: 30 }).p50).toBe(100);
    expect(measured(records, { measure: 'reasoning', windowDays: 30 })).toMatchObject({ mean: 0, p95: 0 });
  });

  it('is the share of the prompt that came from the cache, and what a request cost', () => {
    const records = threeADay(10, (day) => ({
      tokens: { input: 1000, cacheRead: day % 2 === 0 ? 1000 : 0, output: 100 },
    }));
    // 15 records with 1,000 of 2,000 cached, 15 with none of 1,000.
    expect(measured(records, { measure: 'cachedShare', windowDays: 30 }).mean).toBeCloseTo(15 / 45, 12);
    expect(measured(records, { measure: 'promptTokens', windowDays: 30 }).mean).toBe(1500);
    // (1,000 × $2 + 500 × $0.20 + 100 × $10) ÷ 10⁶
    expect(measured(records, { measure: 'usdPerRequest', windowDays: 30 }).mean).toBeCloseTo(0.0031, 12);
  });

  it('leaves out records without a price instead of taking them for $0, and says so', () => {
    const records = threeADay(12, (day) => (day < 6 ? { model: 'unheard-of' } : {}));
    expect(refusal([{ records }], { measure: 'usdPerRequest', windowDays: 30 })).toBe(
      'The ledger gives 18 records for this number (left out: 18 records without a price), and a range needs at least 20.',
    );
  });

  it('counts only what the filter lets through', () => {
    const records = threeADay(30, (day) => ({
      project: day % 2 === 0 ? 'chat' : '',
      serviceTier: day % 3 === 0 ? 'batch' : 'standard',
      model: day % 5 === 0 ? 'small' : 'large',
    }));
    const perDay = { measure: 'requestsPerDay', windowDays: 30 } as const;
    expect(measured(records, { ...perDay, filter: { project: ['chat'] } }).mean).toBe(1.5);
    expect(measured(records, { ...perDay, filter: { project: [''] } }).mean).toBe(1.5);
    expect(measured(records, { ...perDay, filter: { serviceTier: ['batch'] } }).mean).toBe(1);
    expect(measured(records, { ...perDay, filter: { model: ['small', 'nothing'] } }).mean).toBeCloseTo(0.6, 12);
    expect(refusal([{ records }], { ...perDay, filter: { project: ['nobody'] } })).toBe(
      'The ledger holds no usage for this number in the window.',
    );
  });

  it('asks for twenty observations at least', () => {
    expect(refusal([{ records: threeADay(19) }], { measure: 'requestsPerDay', windowDays: 30 })).toBe(
      'The ledger gives 19 days for this number, and a range needs at least 20.',
    );
    expect(measured(threeADay(20), { measure: 'requestsPerDay', windowDays: 30 }).records).toBe(20);
    expect(refusal([], { measure: 'requestsPerDay', windowDays: 30 })).toContain('no usage');
  });

  it('does not guess requests per day where records do not say them, or stand for weeks', () => {
    const silent = threeADay(30, (day) => (day === 3 ? { requests: 0 } : {}));
    expect(refusal([{ records: silent }], { measure: 'requestsPerDay', windowDays: 60 })).toBe(
      'Requests per day are not known: of 3 records the number of requests is not.',
    );
    const weeks = threeADay(30, (day) => (day === 3 ? { endMs: start + 10 * msPerDay } : {}));
    expect(refusal([{ records: weeks }], { measure: 'requestsPerDay', windowDays: 60 })).toBe(
      'Requests per day are not known: 3 records stand for more than a day.',
    );
  });

  it('takes no days from a file that stands for a part of a month, but takes its tokens', () => {
    const trace: TestImport = { monthScale: 100, records: threeADay(30) };
    expect(refusal([trace], { measure: 'requestsPerDay', windowDays: 60 })).toContain('no usage');
    const tokens = resolveBinding(sourceOf([trace]), { measure: 'output', windowDays: 60 }, now);
    expect(tokens).toMatchObject({ ok: true, value: { mean: 100, records: 90 } });
  });

  it('does not look past now', () => {
    const result = resolveBinding(
      sourceOf([{ records: threeADay(60) }]),
      { measure: 'requestsPerDay', windowDays: 20 },
      start + 25 * msPerDay + msPerHour,
    );
    expect(result).toMatchObject({ ok: true, value: { records: 20, binding: { to: '2026-10-25' } } });
  });
});
