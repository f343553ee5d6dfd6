import { z } from 'zod';

/**
 * Sentences whose amounts of money are still numbers: the engine says what happens, and whoever shows it writes the amounts
 * in the currency that the user chose.
 */

/** A piece of a sentence: text, or an amount in US dollars. */
export const sentencePartSchema = z.union([z.string(), z.strictObject({ usd: z.number() })]);
export type SentencePart = z.infer<typeof sentencePartSchema>;

/** Template tag: `said\`costs ${{ usd: 12 }} more\``. Parts of other sentences may be put in whole. */
export function said(
  texts: TemplateStringsArray,
  ...values: readonly (SentencePart | readonly SentencePart[])[]
): readonly SentencePart[] {
  return texts.flatMap((text, index) => [text, ...(values[index] === undefined ? [] : [values[index]].flat())]);
}

/** Writes a sentence. @param formatUsd writes an amount given in US dollars. */
export function writeSentence(parts: readonly SentencePart[], formatUsd: (usd: number) => string): string {
  return parts.map((part) => (typeof part === 'string' ? part : formatUsd(part.usd))).join('');
}
