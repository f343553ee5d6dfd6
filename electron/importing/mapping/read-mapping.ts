import { columnMappingSchema, type ColumnMapping } from '#shared/domain/importing.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { describeFirstIssue } from '#shared/zod-issue.ts';

/**
 * Reads a mapping file. Fails `mapping-not-json` with the line where the JSON breaks off, `invalid-mapping` with the
 * JSON path of the first thing wrong, `mapping-without-tokens` when no token column is named.
 * @param file the file's name, for failures.
 */
export function readMapping(text: string, file: string): Result<ColumnMapping> {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const line = lineOfSyntaxError(error, text);
    return failure('mapping-not-json', `${file} is not JSON.`, {
      at: { file, line },
      nextStep: 'Check the commas, quotes and brackets.',
    });
  }
  const parsed = columnMappingSchema.safeParse(document);
  if (!parsed.success) {
    const { path, message } = describeFirstIssue(parsed.error);
    return failure('invalid-mapping', `${file} is not a mapping: ${path === '' ? '' : `${path}: `}${message}.`, {
      at: { file, path },
    });
  }
  if (Object.keys(parsed.data.tokens).length === 0) {
    return failure('mapping-without-tokens', `${file} maps no column of token counts.`, {
      at: { file, path: 'tokens' },
      nextStep: 'Map at least one kind of token, such as input or output.',
    });
  }
  return success(parsed.data);
}

/** The line that a JSON syntax error names by its character position; undefined when it names none. */
function lineOfSyntaxError(error: unknown, text: string): number | undefined {
  const position = error instanceof SyntaxError ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
}
