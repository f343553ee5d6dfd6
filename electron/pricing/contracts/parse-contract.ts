import {
  contractFormat,
  contractTermsSchema,
  contractVersion,
  type ContractTerms,
} from '#shared/domain/contract-terms.ts';
import { describeIssue } from '#shared/describe-issue.ts';
import { parseJsonDocument } from '#shared/json-document.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';

/** Longest contract text that is read, in UTF-16 units. */
export const maxContractLength = 1_000_000;

/**
 * Reads a contract file's text. Every failure names the file and the line (for broken JSON) or the JSON path:
 * `contract-too-large`, `invalid-json`, `not-a-contract`, `newer-contract`, `invalid-contract`.
 * @param file the file as the user named it.
 */
export function parseContract(text: string, file: string): Result<ContractTerms> {
  const parsed = readContract(text);
  return parsed.ok ? parsed : { ok: false, error: { ...parsed.error, at: { file, ...parsed.error.at } } };
}

function readContract(text: string): Result<ContractTerms> {
  if (text.length > maxContractLength) {
    return failure('contract-too-large', 'A contract file may not be larger than 1 MB.');
  }
  const json = parseJsonDocument(text);
  if (!json.ok) return json;
  const stranger = checkFormat(json.value);
  if (stranger !== undefined) return stranger;
  const terms = contractTermsSchema.safeParse(json.value);
  if (terms.success) return success(terms.data);
  const { path, sentence } = describeIssue(terms.error, json.value, '', 'The contract');
  return failure('invalid-contract', sentence, { at: { path } });
}

function checkFormat(document: unknown): Failed | undefined {
  const fields = typeof document === 'object' && document !== null ? document : {};
  if (!('format' in fields) || fields.format !== contractFormat) {
    return failure('not-a-contract', 'The file is not a Burnrate contract.', {
      at: { path: 'format' },
      nextStep: `A contract file is a JSON object with "format": "${contractFormat}".`,
    });
  }
  const version = 'version' in fields ? fields.version : undefined;
  if (typeof version === 'number' && version > contractVersion) {
    return failure(
      'newer-contract',
      `The contract is of format version ${version}; this Burnrate reads version ${contractVersion}.`,
      { at: { path: 'version' }, nextStep: 'Update Burnrate to read it.' },
    );
  }
  return undefined;
}
