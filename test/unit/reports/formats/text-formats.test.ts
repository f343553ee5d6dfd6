import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { reportFile } from '#reports';
import { exampleReport, hostileName } from '../documents/example-report.ts';

function byName(left: string, right: string): number {
  return left.localeCompare(right);
}

describe('a report as HTML', () => {
  it('runs nothing and loads nothing, whatever names the plan has', async () => {
    const { content, fileName, mediaType } = await reportFile(exampleReport, 'html');
    expect([fileName, mediaType]).toEqual(['example.html', 'text/html']);
    expect(content).not.toMatch(/<script/i);
    expect(content).not.toMatch(/ onload='/);
    expect(content).not.toMatch(/ (src|href)=|url\(/);
    expect(content).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    // Every attribute that holds a name ends where it should: nothing outside the tags that the format itself writes.
    const tags = new Set([...content.matchAll(/<([a-z0-9]+)/g)].map(([, tag]) => tag));
    expect([...tags].map(String).toSorted(byName)).toEqual(
      [
        'html head meta title style body main h1 h2 p section dl div dt dd span ul li figure figcaption svg polyline',
        'rect text table caption thead tr th tbody td tfoot',
      ]
        .join(' ')
        .split(' ')
        .toSorted(byName),
    );
  });

  it('says what each chart shows, and heads each column', async () => {
    const { content } = await reportFile(exampleReport, 'html');
    expect(content.match(/<svg [^>]*role="img" aria-label="[^"]+"/g)).toHaveLength(2);
    expect(content.match(/<th scope="col"/g)).toHaveLength(2);
    expect(content).toContain('<caption>');
    expect(content).toContain('<html lang="en">');
  });
});

describe('a report as Markdown', () => {
  it('keeps names from being markup, and rows on their lines', async () => {
    const { content } = await reportFile(exampleReport, 'md');
    expect(content).not.toContain('<script');
    expect(content).not.toMatch(/[^\\]\[l\]/);
    const rows = content.split('\n').filter((line) => line.startsWith('| '));
    expect(rows).toHaveLength(5);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(3);
    expect(rows.at(-1)).toBe('| **Total** | **$0.30** |');
    expect(content).toContain('Two lines of text');
  });
});

describe('a report as CSV', () => {
  it('has plain numbers, nothing for what is not known, and no formula', async () => {
    const { content } = await reportFile({ ...exampleReport, title: '=1+2' }, 'csv');
    const rows: string[][] = parse(content, { relax_column_count: true });
    expect(rows[0]).toEqual(["'=1+2"]);
    expect(rows).toContainEqual([hostileName, '0.3']);
    expect(rows).toContainEqual(['unknown', '']);
    expect(rows).toContainEqual([hostileName, '1.5', hostileName]);
  });
});

describe('a report as JSON', () => {
  it('has values by the names of their columns', async () => {
    const { content } = await reportFile(exampleReport, 'json');
    expect(JSON.parse(content)).toMatchObject({
      format: 'burnrate-report',
      version: 1,
      title: hostileName,
      sections: [
        {
          blocks: [
            { kind: 'paragraph', isWarning: true },
            { kind: 'facts', facts: [{ label: hostileName, value: 1.5 }] },
            { kind: 'list' },
            { kind: 'chart' },
            { kind: 'chart' },
            {
              kind: 'table',
              id: 'table',
              rows: [
                { name: hostileName, usd: 0.3 },
                { name: 'unknown', usd: null },
              ],
              total: { name: 'Total', usd: 0.3 },
            },
          ],
        },
      ],
    });
  });
});
