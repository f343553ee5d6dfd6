import { z } from 'zod';
import { leaf, product, remainder } from '../expressions.ts';
import { percent } from '../percent.ts';
import { withTier } from '../tier-calls.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCalls } from './map-calls.ts';

const schema = z.strictObject({
  /** Share of the calls not yet in batches that can wait for an answer, 0…1. */
  eligibleShare: z.number().min(0).max(1),
  /** Share of batched calls that expire unbilled and are sent again at the standard price, 0…1. */
  retryShare: z.number().min(0).max(1).default(0),
});
type Parameters = z.infer<typeof schema>;

/**
 * Sends calls through the provider's batch API at the discount of the price card: saving = eligible share × discount ×
 * (1 − retry share). Calls already in batches are left as they are.
 */
export const batch: LeverDefinition<Parameters> = {
  kind: 'batch',
  name: 'Batch API',
  summary: 'Sends calls that can wait up to a day through the provider’s batch API at its discount.',
  schema,
  defaults: { eligibleShare: 0.3, retryShare: 0.02 },
  fields: [
    {
      control: 'share',
      path: 'eligibleShare',
      label: 'Calls that can wait',
      help: 'Share of the calls whose answer may take up to 24 hours.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
    {
      control: 'share',
      path: 'retryShare',
      label: 'Expired and sent again',
      help: 'Share of batched calls that expire unbilled and are repeated at the standard price.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
  ],

  describe({ eligibleShare, retryShare }) {
    if (eligibleShare === 0) return 'batches nothing';
    return `batches ${percent(eligibleShare)} of the calls${retryShare > 0 ? `, ${percent(retryShare)} sent again` : ''}`;
  },

  models() {
    return [];
  },

  apply(plan, { eligibleShare, retryShare }, target) {
    if (eligibleShare * (1 - retryShare) === 0) return { plan, notes: ['No calls go through the batch API.'] };
    const eligible = leaf('Share of calls that can wait', 'share', eligibleShare, target.at('eligibleShare'));
    const retried = leaf('Share expired and sent again', 'share', retryShare, target.at('retryShare'));
    const answered = remainder('Share answered in the batch', retried);
    const added = product('Share of calls newly in batches', 'share', [eligible, answered]);
    const batched = mapCalls(plan, target, (call) => ({
      ...call,
      tierShares: withTier(call.tierShares, 'batch', added),
    }));
    return { plan: batched, notes: [] };
  },
};
