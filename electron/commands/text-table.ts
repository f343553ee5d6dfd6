/** A column of a text table. */
export interface TextColumn {
  readonly title: string;
  /** Numbers are set to the right. */
  readonly align?: 'left' | 'right';
}

/** Lays rows out under titles, two spaces between columns. Every row has one cell for each column. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, index) =>
    Math.max(column.title.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const lines = [columns.map(({ title }) => title), ...rows].map((row) =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return columns[index]?.align === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  return lines.join('\n');
}

/** Writes a share as a percentage with one decimal: `24.0 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** Writes a share as a signed percentage with one decimal: `−24.0 %`. */
export function signedPercent(share: number): string {
  const percent = Math.abs(share * 100).toFixed(1);
  return `${share < 0 ? '−' : share > 0 ? '+' : ''}${percent} %`;
}
