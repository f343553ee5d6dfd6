import { csvLine } from '#shared/csv.ts';
import type { Block, Cell, ReportDocument, Table } from '../documents/report-document.ts';
import type { ReportFormat } from './report-format.ts';

/** Every table of a report below the other, each under its title, for a spreadsheet: numbers are plain, not formatted. */
export const csvFormat: ReportFormat = {
  id: 'csv',
  extension: 'csv',
  mediaType: 'text/csv',
  write: ({ title, subtitle, sections, origin }: ReportDocument) =>
    [
      [title],
      [subtitle],
      ...sections.flatMap((section) => section.blocks.flatMap((block) => blockRows(section.title, block))),
      [],
      ...origin.map((line) => [line]),
    ]
      .map((cells) => csvLine(cells))
      .join(''),
};

function blockRows(section: string, block: Block): readonly (readonly string[])[] {
  if (block.kind === 'facts') {
    return [[], [section], ...block.facts.map(({ label, cell, hint = '' }) => [label, valueText(cell), hint])];
  }
  return block.kind === 'table' ? tableRows(section, block) : [];
}

function tableRows(section: string, { title, columns, rows, total }: Table): readonly (readonly string[])[] {
  return [
    [],
    [`${section}: ${title}`],
    columns.map((column) => column.title),
    ...rows.map((row) => row.map(valueText)),
    ...(total === undefined ? [] : [total.map(valueText)]),
  ];
}

/** A number without the noise of binary fractions; what is not known is empty. */
function valueText({ value }: Cell): string {
  if (typeof value !== 'number') return value ?? '';
  const text = Number(value.toPrecision(14)).toFixed(9);
  return text.replace(/\.?0+$/, '');
}
