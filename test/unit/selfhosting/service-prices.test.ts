import { describe, expect, it } from 'vitest';
import { analyseFleet, mergeHostingBooks, openHostingBook, readHostingBook, resolveFleet } from '#selfhosting';
import { hostingBookSchema } from '#shared/domain/hosting-book.ts';
import { demandOf, fleetOf } from './builders.ts';

const own = hostingBookSchema.parse({
  services: [
    { id: 'power', kind: 'electricity', name: 'Frankfurt', usd: 0.2, from: '2026-01-01', source: 'Tariff 2026' },
    { id: 'power', kind: 'electricity', name: 'Frankfurt', usd: 0.3, from: '2027-01-01', source: 'Tariff 2027' },
    { id: 'lines', kind: 'network', name: 'Transit', usd: 900, from: '2026-01-01', source: 'Offer 12' },
    { id: 'disks', kind: 'storage', name: 'Object store', usd: 40, from: '2026-01-01', source: 'Offer 13' },
    { id: 'post', kind: 'staff', name: 'Engineer', usd: 10_000, from: '2026-01-01', source: 'HR plan' },
  ],
});

const fleet = fleetOf({
  gpu: 'h100-sxm',
  power: { tariff: 'power', pue: 1.5 },
  overheads: { networkPrice: 'lines', storagePrice: 'disks', staffPrice: 'post', staffPosts: 0.5 },
});

function billOn(day: string) {
  const resolved = resolveFleet(fleet, openHostingBook(own), day, 'fleets[0]');
  if (!resolved.ok) throw new Error(resolved.error.message);
  const { monthly } = analyseFleet(resolved.value, demandOf({}), {
    samples: 1,
    random: () => () => 0.5,
    growthPerMonth: 0,
  });
  return new Map(monthly.lines.map((line) => [line.id, line]));
}

describe('services of the hosting book', () => {
  it('are paid at the price in force: 720 h × 0.7 kW × 1.5 × $0.20, later × $0.30', () => {
    expect(billOn('2026-12-01').get('electricity')?.usd).toBeCloseTo(720 * 0.7 * 1.5 * 0.2, 9);
    expect(billOn('2027-01-01').get('electricity')?.usd).toBeCloseTo(720 * 0.7 * 1.5 * 0.3, 9);
  });

  it('carry name, source and date into the bill: $900, $40, and half a post of $10,000', () => {
    const bill = billOn('2026-12-01');
    expect([bill.get('network')?.usd, bill.get('storage')?.usd, bill.get('staff')?.usd]).toEqual([900, 40, 5000]);
    const sources = [...bill.values()].flatMap(({ factors }) => factors.flatMap(({ source }) => source ?? []));
    expect(sources).toEqual(
      expect.arrayContaining([
        'Frankfurt, Tariff 2026, 2026-01-01',
        'Transit, Offer 12, 2026-01-01',
        'Engineer, HR plan, 2026-01-01',
      ]),
    );
  });

  it('an unknown one is refused with its path', () => {
    expect(resolveFleet(fleet, openHostingBook(undefined), '2026-12-01', 'fleets[0]')).toMatchObject({
      ok: false,
      error: { code: 'unknown-service', at: { path: 'fleets[0].power.tariff' } },
    });
  });
});

describe('a hosting book of one’s own', () => {
  it('reads JSON, and refuses other things in one sentence', () => {
    expect(readHostingBook('{"services": []}', 'b.json')).toMatchObject({ error: { code: 'empty-hosting-book' } });
    expect(readHostingBook('{"gpus": 1}', 'b.json')).toMatchObject({
      error: { code: 'invalid-hosting-book', at: { file: 'b.json', path: 'gpus' } },
    });
    expect(readHostingBook('{', 'b.json')).toMatchObject({ error: { code: 'invalid-json', at: { file: 'b.json' } } });
  });

  it('is added by id and date', () => {
    const [first, second] = own.services;
    if (first === undefined || second === undefined) throw new Error('No services.');
    const one = { ...own, services: [first] };
    const merge = mergeHostingBooks(one, { ...own, services: [{ ...first, usd: 1 }, second] });
    expect(merge).toMatchObject({ added: 1, replaced: 1, unchanged: 0 });
    expect(merge.book.services.map(({ usd, from }) => [usd, from])).toEqual([
      [1, '2026-01-01'],
      [0.3, '2027-01-01'],
    ]);
    expect(mergeHostingBooks(merge.book, merge.book)).toMatchObject({ added: 0, replaced: 0, unchanged: 2 });
  });
});
