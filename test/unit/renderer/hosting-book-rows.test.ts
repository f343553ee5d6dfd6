import { describe, expect, it } from 'vitest';
import { openHostingBook } from '#simulator';
import { hostingBookSchema } from '#shared/domain/hosting-book.ts';
import { bandedDatasets } from '../../../renderer/charts/band-lines.ts';
import { bookRows } from '../../../renderer/features/self-hosting/hosting-book-rows.ts';

describe('the hosting book as rows', () => {
  const own = hostingBookSchema.parse({
    services: [
      { id: 'post', kind: 'staff', name: 'Platform engineer', usd: 9000, from: '2026-01-01', source: 'HR plan' },
    ],
  });

  it('names figure, unit, date, source and whose entry it is; one’s own first', () => {
    const rows = bookRows(openHostingBook(own), own, 'services');
    expect(rows[0]).toEqual({
      key: 'post 2026-01-01',
      what: 'Platform engineer (staff)',
      figure: '$9,000.00 a post and month',
      from: '2026-01-01',
      source: 'HR plan',
      isOwn: true,
    });
    expect(rows[1]).toMatchObject({ figure: '$0.15 per kWh', isOwn: false });
  });

  it.each(['offers', 'purchases', 'gpus', 'services'] as const)('every bundled entry of %s has a source', (subject) => {
    const rows = bookRows(openHostingBook(undefined), undefined, subject);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ source, isOwn }) => source !== '' && !isOwn)).toBe(true);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });
});

describe('lines with bands', () => {
  it('are drawn as two edges, the upper filled down to the lower, and the line over them', () => {
    const [p5, p95, line] = bandedDatasets([
      { label: 'Fleet', colour: '#112233', isDashed: false, xs: [0, 1], likely: [2, 3], p5: [1, 2], p95: [4, 5] },
    ]);
    expect(p5?.data).toEqual([
      { x: 0, y: 1 },
      { x: 1, y: 2 },
    ]);
    expect(p95).toMatchObject({ fill: '-1', borderWidth: 0 });
    expect(line).toMatchObject({ label: 'Fleet', borderColor: '#112233' });
    expect(line?.data[1]).toEqual({ x: 1, y: 3 });
  });
});
