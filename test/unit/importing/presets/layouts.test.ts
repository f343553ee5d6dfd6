import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { createMemoryLedger, expectSuccess, fixture, importInto, withFile } from '../in-memory.ts';

const fixtures = [
  'openai-completions.csv',
  'openai-embeddings.csv',
  'openai-images.csv',
  'openai-vector-stores.csv',
  'openai-costs-2025.csv',
  'openai-costs-2026.csv',
  'anthropic-tokens-2026.csv',
  'anthropic-tokens-2025.csv',
  'anthropic-tokens-hourly.csv',
  'anthropic-costs-2024.csv',
  'anthropic-costs-2026.csv',
  'openrouter-generations.csv',
  'openrouter-activity.csv',
  'cursor-events.csv',
  'cursor-events-team.csv',
  'cursor-events-2026.csv',
  'cursor-events-cost-last.csv',
  'cursor-events-old.csv',
  'litellm-spend-logs.csv',
  'langfuse-observations.csv',
  'langfuse-events.csv',
  'helicone-requests.csv',
  'copilot-requests-2025.csv',
  'copilot-billing-2025.csv',
  'copilot-billing-2026.csv',
  'fireworks-metrics.csv',
  'fireworks-metrics-cached.csv',
  'burstgpt.csv',
];

type Grid = readonly (readonly string[])[];

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

function bare(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? quoted(cell) : cell;
}

function write(grid: Grid, delimiter: string, lineEnd: string): string {
  return grid.map((row) => row.map((cell) => bare(cell, delimiter)).join(delimiter) + lineEnd).join('');
}

function withHeader(grid: Grid, rename: (column: string) => string): Grid {
  const [header = [], ...rows] = grid;
  return [header.map(rename), ...rows];
}

/** A number with a decimal comma, its thousands grouped with points. */
function inGerman(cell: string): string {
  if (/^\d{1,3}(,\d{3})+$/.test(cell)) return cell.replaceAll(',', '.');
  return /^[-$]*\d+\.\d+$/.test(cell) ? cell.replace('.', ',') : cell;
}

/** What spreadsheets, people and other versions of an exporter do to a file without changing what it says. */
const layouts: Readonly<Record<string, (grid: Grid) => string>> = {
  'columns in reverse': (grid) =>
    write(
      grid.map((row) => row.toReversed()),
      ',',
      '\n',
    ),
  'a byte order mark, CRLF and semicolons': (grid) => `\ufeff${write(grid, ';', '\r\n')}`,
  'tabs and no last line end': (grid) => write(grid, '\t', '\n').slice(0, -1),
  'pipes, and quotes where need be': (grid) => write(grid, '|', '\r\n'),
  'every cell quoted': (grid) => grid.map((row) => `${row.map(quoted).join(',')}\r\n`).join(''),
  'each line one quoted cell': (grid) =>
    grid
      .map((row) => `${quoted(row.map((cell, index) => (index === 0 ? bare(cell, ',') : quoted(cell))).join(','))}\n`)
      .join(''),
  'semicolons and decimal commas': (grid) =>
    write(
      grid.map((row) => row.map(inGerman)),
      ';',
      '\n',
    ),
  'capitals in the header': (grid) =>
    write(
      withHeader(grid, (column) => column.toUpperCase()),
      ',',
      '\n',
    ),
  'spaces for underscores, and blanks around': (grid) =>
    write(
      withHeader(grid, (column) => ` ${column.replaceAll('_', ' ')} `),
      ',',
      '\n',
    ),
  'columns that nobody knows': (grid) =>
    write(
      grid.map((row, index) => [index === 0 ? 'Remarks' : 'ok', ...row, index === 0 ? 'x_new_field' : String(index)]),
      ',',
      '\n',
    ),
};

async function importedFrom(text: string) {
  const ledger = createMemoryLedger();
  const report = expectSuccess(await withFile(text, (path) => importInto(ledger, path)));
  const [stored] = ledger.imports;
  return {
    preset: report.preset,
    imported: report.imported,
    empty: report.empty,
    duplicate: report.duplicate,
    rejected: report.rejected,
    billedNanoUsd: report.billedNanoUsd,
    tokens: report.tokens,
    records: stored?.records.map(({ record, facts }) => ({ record, facts })),
    charges: stored?.charges,
  };
}

describe('every preset reads its format in any layout', () => {
  it.each(fixtures)('%s', async (name) => {
    const text = await readFile(fixture(name), 'utf8');
    const grid: Grid = parse(text, { relax_quotes: true });
    const plain = await importedFrom(text);
    expect(plain.imported).toBeGreaterThan(0);
    const names = Object.keys(layouts);
    const laidOut = await Promise.all(Object.values(layouts).map((layout) => importedFrom(layout(grid))));
    const byLayout = Object.fromEntries(names.map((layout, index) => [layout, laidOut[index]]));
    expect(byLayout).toEqual(Object.fromEntries(names.map((layout) => [layout, plain])));
  });
});
