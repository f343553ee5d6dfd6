import { failure, success, type Result } from '#shared/result.ts';

/**
 * Splits a table's name at its dots, as SQL does: `schema.table`, `project.dataset.table`. A part in double quotes or
 * backticks is one part whatever it holds (`"logs.parquet"`), with the mark doubled inside.
 * Fails `bad-table` for an empty part or an open quote.
 */
export function parseTableName(text: string): Result<readonly string[]> {
  const parts: string[] = [];
  let rest = text.trim();
  while (true) {
    const part = /^(?:"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|([^."`]+))(?:\.|$)/.exec(rest);
    const [whole = '', inQuotes, inTicks, bare] = part ?? [];
    const name = inQuotes?.replaceAll('""', '"') ?? inTicks?.replaceAll('``', '`') ?? bare?.trim() ?? '';
    if (name === '' || name.includes('\0')) {
      return failure('bad-table', `${JSON.stringify(text)} is not the name of a table.`, {
        nextStep: 'Write it as schema.table; put a part that holds a dot into double quotes.',
      });
    }
    parts.push(name);
    rest = rest.slice(whole.length);
    if (rest === '' && !whole.endsWith('.')) return success(parts);
  }
}
