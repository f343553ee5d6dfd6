import { assertNever } from '#shared/result.ts';
import type { Block, Cell, ReportDocument, Table } from '../documents/report-document.ts';
import type { ReportFormat } from './report-format.ts';

/** Markdown with tables, as repositories and chats show it. Charts become their sentence: the table has the figures. */
export const markdownFormat: ReportFormat = {
  id: 'md',
  extension: 'md',
  mediaType: 'text/markdown',
  write: ({ title, subtitle, sections, origin }: ReportDocument) =>
    `${[
      `# ${plain(title)}`,
      plain(subtitle),
      ...sections.flatMap((section) => [`## ${plain(section.title)}`, ...section.blocks.map(blockText)]),
      '---',
      ...origin.map(plain),
    ].join('\n\n')}\n`,
};

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.isWarning === true ? `> **${plain(block.text)}**` : plain(block.text);
    case 'facts':
      return block.facts
        .map(({ label, cell, hint }) => {
          const more = hint === undefined ? '' : ` (${plain(hint)})`;
          return `- ${plain(label)}: **${plain(cell.text)}**${more}`;
        })
        .join('\n');
    case 'list':
      return block.items.map((item) => `- ${plain(item)}`).join('\n');
    case 'chart':
      return plain(block.sentence);
    case 'table':
      return tableText(block);
    default:
      return assertNever(block);
  }
}

function tableText({ title, columns, rows, total }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `**${plain(title)}**`,
    '',
    line(columns.map((column) => plain(column.title))),
    line(columns.map(({ isNumber }) => (isNumber === true ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(cellText))),
    ...(total === undefined ? [] : [line(total.map((cell) => (cell.text === '' ? '' : `**${cellText(cell)}**`)))]),
  ].join('\n');
}

function cellText({ text }: Cell): string {
  return plain(text);
}

/** Text that means nothing to Markdown or the HTML inside it, on one line. */
function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|~#]/g, '\\$&')
    .replace(/^([-+]|\d+\.)(?= )/, '\\$1');
}
