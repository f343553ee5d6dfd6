import {
  contractFormat,
  contractTermsSchema,
  contractVersion,
  type ContractTerms,
} from '#shared/domain/contract-terms.ts';
import { describeIssue } from '#shared/describe-issue.ts';
import { findJsonSyntaxError } from '#shared/json-syntax.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';

/** Longest contract text that is read, in UTF-16 units. */
export const maxContractLength = 1_000_000;

/**
 * Reads a contract file's text. Every failure names the file and the line (for broken JSON) or the JSON path:
 * `contract-too-large`, `invalid-json`, `not-a-contract`, `newer-contract`, `invalid-contract`.
 * @param file the file as the user named it.
 */
export function parseContract(text: string, file: string): Result<ContractTerms> {
  if (text.length > maxContractLength) {
    return failure('contract-too-large', 'A contract file may not be larger than 1 MB.', { at: { file } });
  }
  // Editors on Windows may write a byte order mark, which JSON does not allow.
  const json = readJson(text.replace(/^\uFEFF/, ''), file);
  if (!json.ok) return json;
  const stranger = checkFormat(json.value, file);
  if (stranger !== undefined) return stranger;
  const terms = contractTermsSchema.safeParse(json.value);
  if (terms.success) return success(terms.data);
  const { path, sentence } = describeIssue(terms.error, json.value, '', 'The contract');
  return failure('invalid-contract', sentence, { at: { file, path } });
}

function readJson(text: string, file: string): Result<unknown> {
  try {
    return success(JSON.parse(text));
  } catch {
    const error = findJsonSyntaxError(text);
    if (error === undefined) return failure('invalid-json', 'The file is not valid JSON.', { at: { file } });
    return failure('invalid-json', `The file is not valid JSON: ${error.problem}.`, {
      at: { file, line: error.line, column: String(error.column) },
    });
  }
}

function checkFormat(document: unknown, file: string): Failed | undefined {
  const fields = typeof document === 'object' && document !== null ? document : {};
  if (!('format' in fields) || fields.format !== contractFormat) {
    return failure('not-a-contract', 'The file is not a Burnrate contract.', {
      at: { file, path: 'format' },
      nextStep: `A contract file is a JSON object with "format": "${contractFormat}".`,
    });
  }
  const version = 'version' in fields ? fields.version : undefined;
  if (typeof version === 'number' && Number.isInteger(version) && version > contractVersion) {
    return failure(
      'newer-contract',
      `The file was written by a newer Burnrate (format version ${version}); this one reads version ${contractVersion}.`,
      { at: { file, path: 'version' }, nextStep: 'Update Burnrate to open it.' },
    );
  }
  return undefined;
}
