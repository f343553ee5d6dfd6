import { z } from 'zod';
import { daySchema } from './calendar-text.ts';
import { tokenKindLabels, tokenKinds, type TokenKind } from './token-kinds.ts';
import { usageFilterSchema } from './usage-query.ts';

/**
 * A number of a scenario may be bound to the ledger: it is then what a measure of recent usage came to. The figures stay
 * in the file, so that the scenario stands for itself; reading the ledger again brings them up to date.
 */

/** What can be measured besides tokens of one kind. */
const otherMeasures = [
  'requestsPerDay',
  'requestsPerConversation',
  'promptTokens',
  'cachedShare',
  'usdPerRequest',
] as const;

/** What can be measured; the name of a token kind stands for its tokens per request. */
export const ledgerMeasures = [...otherMeasures, ...tokenKinds] as const;
export type LedgerMeasure = (typeof ledgerMeasures)[number];

/** What a measure is called, the unit of its values, and what is observed one at a time. */
export interface MeasureWords {
  readonly label: string;
  readonly unit: string;
  /** Plural: `days`, `records`. */
  readonly observations: string;
}

/** The words of a measure. */
export function measureWords(measure: LedgerMeasure): MeasureWords {
  switch (measure) {
    case 'requestsPerDay':
      return { label: 'Requests per day', unit: 'requests per day', observations: 'days' };
    case 'requestsPerConversation':
      return {
        label: 'Requests per conversation',
        unit: 'requests per conversation',
        observations: 'conversations',
      };
    case 'promptTokens':
      return {
        label: 'Text prompt tokens per request, cached or not',
        unit: 'tokens per request',
        observations: 'records',
      };
    case 'cachedShare':
      return { label: 'Share of text prompt tokens read from the cache', unit: 'share', observations: 'records' };
    case 'usdPerRequest':
      return { label: 'Cost per request, USD', unit: 'USD per request', observations: 'records' };
    default:
      return tokenWords(measure);
  }
}

function tokenWords(kind: TokenKind): MeasureWords {
  return { label: `${tokenKindLabels[kind]} tokens per request`, unit: 'tokens per request', observations: 'records' };
}

/** Fewer observations than this say too little of a distribution. */
export const fewestObservations = 20;

/** What is to be read from the ledger. */
export const ledgerQuestionSchema = z.strictObject({
  measure: z.enum(ledgerMeasures),
  /** Which records count; absent = all. */
  filter: usageFilterSchema.optional(),
  /** Days up to the end of the recorded usage: 30 = the last thirty. */
  windowDays: z.number().int().min(1).max(3660),
});
export type LedgerQuestion = z.infer<typeof ledgerQuestionSchema>;

/** What was read from the ledger, and when: days in UTC. */
export const ledgerBindingSchema = ledgerQuestionSchema.extend({
  /** The day on which the ledger was read. */
  resolvedOn: daySchema,
  /** First and last day of the usage that was observed. */
  from: daySchema,
  to: daySchema,
});
export type LedgerBinding = z.infer<typeof ledgerBindingSchema>;
