import { describeIssue } from '#shared/describe-issue.ts';
import { columnMappingSchema, type ColumnMapping } from '#shared/domain/importing.ts';
import { findJsonSyntaxError } from '#shared/json-syntax.ts';
import { failure, success, type Result } from '#shared/result.ts';

/** Writes a mapping file: what `readMapping` reads back. */
export function mappingText(mapping: ColumnMapping): string {
  return `${JSON.stringify(mapping, undefined, 2)}\n`;
}

/**
 * Reads a mapping file. Fails `mapping-not-json` with the line where the JSON breaks off, `invalid-mapping` with the
 * JSON path of the first thing wrong, `mapping-without-tokens` when no token column is named.
 * @param file the file's name, for failures.
 */
export function readMapping(text: string, file: string): Result<ColumnMapping> {
  const json = text.replace(/^\uFEFF/, '');
  const broken = findJsonSyntaxError(json);
  if (broken !== undefined) {
    return failure('mapping-not-json', `${file} is not JSON: ${broken.problem}.`, {
      at: { file, line: broken.line, column: String(broken.column) },
    });
  }
  const document: unknown = JSON.parse(json);
  const parsed = columnMappingSchema.safeParse(document);
  if (!parsed.success) {
    const { path, sentence } = describeIssue(parsed.error, document);
    return failure('invalid-mapping', sentence, { at: { file, path } });
  }
  if (Object.keys(parsed.data.tokens).length === 0) {
    return failure('mapping-without-tokens', `${file} maps no column of token counts.`, {
      at: { file, path: 'tokens' },
      nextStep: 'Map at least one kind of token, such as input or output.',
    });
  }
  return success(parsed.data);
}
