import { describeIssue } from '#shared/describe-issue.ts';
import {
  contractFormat,
  contractTermsSchema,
  contractVersion,
  type ContractTerms,
  type TermScope,
} from '#shared/domain/contract-terms.ts';
import { priceLineLabel } from '#shared/domain/price.ts';
import { findJsonSyntaxError } from '#shared/json-syntax.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { formatCount, formatPercent, formatUsDollars } from '../../ui/format.ts';

/** Largest contract file that is read, in bytes. */
export const mostContractBytes = 1_000_000;

/** One discount under edit; an empty text means any. */
export interface DiscountDraft {
  readonly id: number;
  readonly provider: string;
  readonly model: string;
  readonly percentOff: number;
}

/** A contract under edit. Days are `YYYY-MM-DD`; an empty text is not given. */
export interface ContractDraft {
  readonly name: string;
  readonly from: string;
  readonly until: string;
  readonly note: string;
  readonly discounts: readonly DiscountDraft[];
}

/** The draft as a contract. Every failure names the field by its JSON path. */
export function contractOfDraft({ name, from, until, note, discounts }: ContractDraft): Result<ContractTerms> {
  return checkContract({
    format: contractFormat,
    version: contractVersion,
    name,
    ...(from !== '' && { from }),
    ...(until !== '' && { to: until }),
    ...(note.trim() !== '' && { note: note.trim() }),
    discounts: discounts.map(({ provider, model, percentOff }) => ({
      ...(provider.trim() !== '' && { provider: provider.trim().toLowerCase() }),
      ...(model.trim() !== '' && { model: model.trim().toLowerCase() }),
      percentOff,
    })),
  });
}

/** Reads a contract file. Failures: `invalid-json` with line and column, `not-a-contract`, `invalid-contract` with its path. */
export function parseContract(text: string, file: string): Result<ContractTerms> {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    const error = findJsonSyntaxError(text);
    return failure('invalid-json', `The file is not valid JSON${error === undefined ? '' : `: ${error.problem}`}.`, {
      at: { file, ...(error !== undefined && { line: error.line, column: String(error.column) }) },
    });
  }
  if (!isContractFile(document)) {
    return failure('not-a-contract', 'This is not a Burnrate contract file.', {
      at: { file },
      nextStep: `A contract begins with "format": "${contractFormat}", "version": ${contractVersion}.`,
    });
  }
  const checked = checkContract(document);
  return checked.ok ? checked : { ok: false, error: { ...checked.error, at: { file, ...checked.error.at } } };
}

function isContractFile(document: unknown): boolean {
  return (
    typeof document === 'object' && document !== null && 'format' in document && document.format === contractFormat
  );
}

function checkContract(document: unknown): Result<ContractTerms> {
  const terms = contractTermsSchema.safeParse(document);
  if (terms.success) return success(terms.data);
  const { path, sentence } = describeIssue(terms.error, document);
  return failure('invalid-contract', sentence, { at: { path } });
}

/** A term of a contract in words: what it applies to, and what it does. */
export interface TermText {
  readonly scope: string;
  readonly effect: string;
}

/** Every term of a contract, in the order they apply. */
export function termTexts({ discounts, volume, provisioned, commitments }: ContractTerms): readonly TermText[] {
  return [
    ...discounts.map((term) => ({ scope: scopeText(term), effect: offText(term.percentOff) })),
    ...volume.map((term) => ({
      scope: `${term.name}: ${scopeText(term)}`,
      effect: term.tiers
        .map(({ from, percentOff }) => {
          const bound = term.measure === 'usd' ? formatUsDollars(from) : `${formatCount(from)} tokens`;
          return `${offText(percentOff)} beyond ${bound} a month`;
        })
        .join(', '),
    })),
    ...provisioned.map((term) => ({
      scope: `${term.name}: ${scopeText(term)}`,
      effect: `${formatCount(term.units)} units at ${formatUsDollars(term.usdPerUnitHour)} an hour, ${
        term.hoursPerMonth === undefined
          ? 'every hour of the month'
          : `${formatCount(term.hoursPerMonth)} hours a month`
      }; they carry ${formatPercent(term.coveredShare)} of the usage`,
    })),
    ...commitments.map((term) => ({
      scope: `${term.name}: ${scopeText(term)}`,
      effect: `at least ${formatUsDollars(term.usdPerMonth)} a month`,
    })),
  ];
}

function scopeText({ provider, model, kinds }: TermScope): string {
  const what = kinds === undefined ? '' : `, ${kinds.map((kind) => priceLineLabel(kind).toLowerCase()).join(', ')}`;
  const models = model ?? 'every model';
  return `${models}${provider === undefined ? ' of every provider' : ` of ${provider}`}${what}`;
}

function offText(percentOff: number): string {
  return percentOff < 0 ? `${formatPercent(-percentOff / 100)} on top` : `${formatPercent(percentOff / 100)} off`;
}
