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

/** Colours by name of one theme: the first declarations, or those of a media query. */
function coloursOf(style: string, from: string): ReadonlyMap<string, string> {
  const declarations = style.slice(style.indexOf(from)).match(/:root\{[^}]*\}/)?.[0] ?? '';
  return new Map(
    [...declarations.matchAll(/--([\w-]+):(#[0-9a-f]{3,6})/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

/** WCAG 2 relative luminance of `#rgb` or `#rrggbb`. */
function luminance(hex: string): number {
  const size = hex.length === 4 ? 1 : 2;
  const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((place) => {
    const digits = hex.slice(1 + place * size, 1 + (place + 1) * size);
    const part = Number.parseInt(digits.padStart(2, digits), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((left, right) => right - left);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

describe('a report as HTML, for everybody', () => {
  it('has headings without a leap, and regions and pictures with names of their own', async () => {
    const { content } = await reportFile(exampleReport, 'html');
    const levels = [...content.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(content.match(/<h1/g)).toHaveLength(1);
    const regions = [...content.matchAll(/role="region" aria-label="([^"]*)"/g)].map(([, name]) => name);
    expect(new Set(regions).size).toBe(regions.length);
    expect(regions).not.toContain('');
    expect(content).not.toMatch(/<t[hd][^>]*><\/th>/);
    // What scrolls can be reached with the keyboard.
    expect(content.match(/class="scroll" tabindex="0"/g)).toHaveLength(regions.length);
  });

  it.each([
    ['light', ':root'],
    ['dark', '@media (prefers-color-scheme:dark)'],
    ['paper', '@media print'],
  ])('has text that stands out from what it is on by 4.5 to 1, lines and bars by 3 to 1: %s', async (_theme, from) => {
    const { content } = await reportFile(exampleReport, 'html');
    const colours = coloursOf(content, from);
    const pairs = [
      ...['text', 'dim'].flatMap((text) => [
        [text, 'paper', 4.5],
        [text, 'soft', 4.5],
      ]),
      ['warning', 'warning-paper', 4.5],
      ...['baseline', 'optimized', 'saving', 'increase', 'neutral'].map((tone) => [tone, 'paper', 3]),
    ] as const;
    const faint = pairs.filter(
      ([one = '', other = '', least]) =>
        contrast(colours.get(String(one)) ?? '#000', colours.get(String(other)) ?? '#000') < Number(least),
    );
    expect(faint).toEqual([]);
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
