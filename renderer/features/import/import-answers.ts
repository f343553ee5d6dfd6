import type { ImportOptions } from '#shared/domain/importing.ts';

/** An answer that ends a failure: the import starts again with it. */
export interface ImportAnswer {
  readonly label: string;
  readonly options: ImportOptions;
}

/** A question that a failed import asks. */
export interface ImportQuestion {
  readonly question: string;
  /** What is safest comes first. */
  readonly answers: readonly ImportAnswer[];
}

const questions: Readonly<Record<string, ImportQuestion>> = {
  'overlapping-import': {
    question: 'What should happen to the usage that is in both?',
    answers: [
      { label: 'Add only what is new', options: { overlap: 'skip' } },
      { label: 'Replace it with this file', options: { overlap: 'replace' } },
      { label: 'Count both', options: { overlap: 'add' } },
    ],
  },
  'date-order-ambiguous': {
    question: 'Which comes first in its dates?',
    answers: [
      { label: 'The month: 03/04 is 4 March', options: { dateOrder: 'mdy' } },
      { label: 'The day: 03/04 is 3 April', options: { dateOrder: 'dmy' } },
    ],
  },
  'number-format-ambiguous': {
    question: 'Which mark is decimal in its numbers?',
    answers: [
      { label: 'The point: 1.250 is one and a quarter', options: { decimalMark: 'point' } },
      { label: 'The comma: 1.250 is a thousand and more', options: { decimalMark: 'comma' } },
    ],
  },
};

/** The question behind a failure, by its code; undefined when no answer would help. */
export function questionOf(code: string | undefined): ImportQuestion | undefined {
  return code !== undefined && Object.hasOwn(questions, code) ? questions[code] : undefined;
}

/** Failures that a look at the file alone can end: it needs a model, a mapping or another format. */
const needsLook = new Set(['model-needed', 'preset-mismatch', 'mapping-without-tokens', 'unknown-format']);

/** True when the file should be looked at alone, where the missing part can be given. */
export function asksForLook(code: string): boolean {
  return needsLook.has(code);
}
