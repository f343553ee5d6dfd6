import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportFile, type ReportDocument } from '#reports';
import { encodeText, textWidth, wrapText } from '../../../../electron/reports/formats/pdf/encode-text.ts';
import { exampleReport, hostileName } from '../documents/example-report.ts';

async function pdfOf(report: ReportDocument): Promise<string> {
  const { content, encoding, fileName, mediaType } = await reportFile(report, 'pdf');
  expect([encoding, fileName, mediaType]).toEqual(['base64', 'example.pdf', 'application/pdf']);
  return Buffer.from(content, 'base64').toString('latin1');
}

/** Every text that is drawn, in order. */
function textsOf(pdf: string): readonly string[] {
  return [...pdf.matchAll(/<([0-9a-f]*)> Tj/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'));
}

function withRows(count: number): ReportDocument {
  const rows = Array.from({ length: count }, (_, index) => [
    { text: `row ${index}`, value: index },
    { text: '$1.00', value: 1 },
  ]);
  const columns = [
    { key: 'name', title: 'Name of the row' },
    { key: 'usd', title: 'USD', isNumber: true },
  ];
  const table = { kind: 'table', id: 'rows', title: 'Rows', columns, rows } as const;
  return { ...exampleReport, title: 'Example', sections: [{ title: 'Long', blocks: [table] }] };
}

describe('a report as PDF', () => {
  it('is a file whose objects are where its table says', async () => {
    const pdf = await pdfOf(exampleReport);
    expect(pdf.startsWith('%PDF-1.4\n')).toBe(true);
    expect(pdf.endsWith('%%EOF\n')).toBe(true);
    const start = Number(/startxref\n(\d+)\n/.exec(pdf)?.[1]);
    expect(pdf.slice(start, start + 5)).toBe('xref\n');
    const offsets = [...pdf.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    for (const [index, offset] of offsets.entries()) {
      expect(pdf.slice(offset, offset + 12)).toMatch(new RegExp(`^${index + 1} 0 obj`));
    }
    for (const [, length = '', stream = ''] of pdf.matchAll(/<< \/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g)) {
      expect(stream.length).toBe(Number(length));
    }
  });

  it('holds the report’s words, and nothing that a reader would run', async () => {
    const pdf = await pdfOf(exampleReport);
    const texts = textsOf(pdf).join(' ');
    for (const word of ['alert(1)', '$1.50', 'not known', 'Total', 'page 1 of']) expect(texts).toContain(word);
    expect(pdf).not.toMatch(/JavaScript|\/JS|\/URI|\/Launch|\/OpenAction/);
    // Names are in hexadecimal, so none of them can be read as an operator of the file.
    expect(pdf).not.toContain(hostileName.slice(0, 8));
  });

  it('breaks a long table over pages, with its heading on each', async () => {
    const pdf = await pdfOf(withRows(200));
    const pages = pdf.match(/\/Type \/Page /g)?.length ?? 0;
    expect(pages).toBeGreaterThan(2);
    const texts = textsOf(pdf);
    expect(texts.filter((text) => text === 'Name of the row')).toHaveLength(pages);
    for (let row = 0; row < 200; row++) expect(texts).toContain(`row ${row}`);
    const heights = [...pdf.matchAll(/ ([\d.-]+) Td </g)].map(([, y]) => Number(y));
    expect(Math.min(...heights)).toBeGreaterThan(20);
  });

  it('says so where its fonts lack letters', async () => {
    const texts = textsOf(await pdfOf({ ...exampleReport, title: '東京' })).join(' ');
    expect(texts).toContain('??');
    expect(texts).toContain('The web page');
    expect(textsOf(await pdfOf({ ...exampleReport, title: 'Zürich – 5 € ≤ −3' })).join(' ')).not.toContain(
      'The web page',
    );
  });
});

describe('text in a PDF', () => {
  it('is broken into lines that fit, and loses no letter', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 20, max: 300 }), (text, width) => {
        const lines = wrapText(text, width, 10, 'regular');
        expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
        for (const line of lines) {
          expect(textWidth(line, 10, 'regular') <= width || Array.from(line).length === 1).toBe(true);
        }
      }),
    );
  });

  it('has the widths of Helvetica: "Total" is 611 + 556 + 278 + 556 + 222 thousandths wide', () => {
    expect(textWidth('Total', 1000, 'regular')).toBe(2223);
    expect(textWidth('é', 1000, 'regular')).toBe(556);
    expect(encodeText('−€–é東')).toEqual([0x2d, 0x80, 0x96, 0xe9, 0x3f]);
  });
});
