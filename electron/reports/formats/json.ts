import { assertNever } from '#shared/result.ts';
import type { Block, Cell, Column, ReportDocument } from '../documents/report-document.ts';
import type { ReportFormat } from './report-format.ts';

/** Significant digits: enough for any amount of money, without the noise of binary fractions. */
const significantDigits = 14;

/** A report for programs: values, not texts; null = not known. */
export const jsonFormat: ReportFormat = {
  id: 'json',
  extension: 'json',
  mediaType: 'application/json',
  write({ title, subtitle, sections, origin }: ReportDocument) {
    const document = {
      format: 'burnrate-report',
      version: 1,
      title,
      subtitle,
      sections: sections.map((section) => ({ title: section.title, blocks: section.blocks.map(blockValue) })),
      origin,
    };
    return `${JSON.stringify(document, (_key, value: unknown) => withoutNoise(value), 2)}\n`;
  },
};

function withoutNoise(value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(significantDigits)) : value;
}

function blockValue(block: Block): unknown {
  switch (block.kind) {
    case 'paragraph':
      return { kind: block.kind, text: block.text, isWarning: block.isWarning === true };
    case 'list':
      return { kind: block.kind, items: block.items };
    case 'facts':
      return {
        kind: block.kind,
        facts: block.facts.map(({ label, cell, hint }) => ({
          label,
          value: cell.value,
          ...(hint === undefined ? {} : { hint }),
        })),
      };
    case 'chart':
      return { kind: block.kind, title: block.title, sentence: block.sentence };
    case 'table': {
      const { kind, id, title, columns, rows, total } = block;
      return {
        kind,
        id,
        title,
        rows: rows.map((row) => rowValue(columns, row)),
        ...(total === undefined ? {} : { total: rowValue(columns, total) }),
      };
    }
    default:
      return assertNever(block);
  }
}

function rowValue(columns: readonly Column[], row: readonly Cell[]): Readonly<Record<string, Cell['value']>> {
  return Object.fromEntries(columns.map(({ key }, index) => [key, row[index]?.value ?? null]));
}
