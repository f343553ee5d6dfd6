import { z } from 'zod';
import { maxTextLength, modelTokensSchema, textCountSchema } from '../domain/text-tokens.ts';
import { nothing } from './common.ts';

/** Counting texts. */
export const tokensContract = {
  /** Stops a count; one that has ended stays as it is. */
  'tokens.cancel': { input: z.strictObject({ countId: z.string().min(1).max(100) }), output: nothing },
  /** Counts a text. Fails `cancelled` when it was stopped, or when a newer count came with the same id. */
  'tokens.count': {
    input: z.strictObject({
      text: z.string().max(maxTextLength),
      /** The model that reads the text. */
      model: z.string().min(1).max(300),
      /** Names the count for progress and cancel. */
      countId: z.string().min(1).max(100).optional(),
    }),
    output: z.object({ count: textCountSchema, onModel: modelTokensSchema }),
  },
} as const;
