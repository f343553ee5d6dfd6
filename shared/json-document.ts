import { findJsonSyntaxError } from './json-syntax.ts';
import { failure, success, type Result } from './result.ts';

/**
 * Parses a JSON document of the user's. A byte order mark at its start, which JSON does not allow, is passed over:
 * editors on Windows may write one. Fails `invalid-json` with line and column.
 */
export function parseJsonDocument(text: string): Result<unknown> {
  const json = text.replace(/^\uFEFF/, '');
  try {
    return success(JSON.parse(json));
  } catch {
    const error = findJsonSyntaxError(json);
    if (error === undefined) return failure('invalid-json', 'The file is not valid JSON.');
    return failure('invalid-json', `The file is not valid JSON: ${error.problem}.`, {
      at: { line: error.line, column: String(error.column) },
    });
  }
}
