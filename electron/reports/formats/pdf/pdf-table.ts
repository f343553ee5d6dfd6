import type { Cell, Table } from '../../documents/report-document.ts';
import { textWidth, wrapText } from './encode-text.ts';
import { ink, margin, textColumn, type PageWriter, type TextStyle } from './page-writer.ts';

const size = 8;
const lineHeight = 10.5;
const gap = 8;
/** Least width that a column of words is given. */
const leastWidth = 44;

/** A table over as many pages as it takes; its heading stands again on each. */
export function writeTable(page: PageWriter, { title, columns, rows, total }: Table): void {
  const head = columns.map((column): Cell => ({ text: column.title, value: column.title }));
  const widths = columnWidths([head, ...rows, ...(total === undefined ? [] : [total])], columns);

  function writeRow(cells: readonly Cell[], style: TextStyle): void {
    const lines = cells.map(({ text }, index) => wrapText(text, widths[index] ?? 0, size, style.weight ?? 'regular'));
    const height = Math.max(...lines.map(({ length }) => length)) * lineHeight + 4;
    if (page.need(height) && style.weight !== 'bold') writeHead();
    let x = margin;
    for (const [index, texts] of lines.entries()) {
      const width = widths[index] ?? 0;
      const isNumber = columns[index]?.isNumber === true;
      for (const [line, text] of texts.entries()) {
        const y = page.y() + (line + 1) * lineHeight - 2;
        page.text(text, isNumber ? x + width : x, y, style, isNumber ? 'end' : 'start');
      }
      x += width + gap;
    }
    page.skip(height);
    page.line(
      [
        { x: margin, y: page.y() },
        { x: margin + textColumn, y: page.y() },
      ],
      0.5,
      ink.rule,
    );
  }
  function writeHead(): void {
    writeRow(head, { size, weight: 'bold', color: ink.dim });
  }

  page.need(4 * lineHeight + 16);
  page.paragraph(title, { size: 9.5, weight: 'bold' });
  page.skip(2);
  writeHead();
  for (const row of rows) writeRow(row, { size });
  if (total !== undefined) writeRow(total, { size, weight: 'bold' });
  page.skip(10);
}

/** As wide as its widest cell, and where all together do not fit, words give way: they can be broken into lines. */
function columnWidths(rows: readonly (readonly Cell[])[], columns: Table['columns']): readonly number[] {
  const natural = columns.map((_column, index) =>
    Math.max(...rows.map((row) => textWidth(row[index]?.text ?? '', size, 'bold'))),
  );
  const room = textColumn - gap * (columns.length - 1);
  const isWord = columns.map(({ isNumber }) => isNumber !== true);
  const numbers = natural.reduce((sum, width, index) => sum + (isWord[index] === true ? 0 : width), 0);
  const words = natural.reduce((sum, width, index) => sum + (isWord[index] === true ? width : 0), 0);
  if (numbers + words <= room) {
    const [first = 0, ...others] = natural;
    return [first + room - numbers - words, ...others];
  }
  const left = Math.max(room - numbers, leastWidth * isWord.filter(Boolean).length);
  const shrunk = natural.map((width, index) =>
    isWord[index] === true ? Math.max(leastWidth, (width / words) * left) : width,
  );
  const factor = Math.min(1, room / shrunk.reduce((sum, width) => sum + width, 0));
  return shrunk.map((width) => width * factor);
}
