import { z } from 'zod';
import { leaf, product, quotient } from '../expressions.ts';
import { percent } from '../percent.ts';
import { withTier } from '../tier-calls.ts';
import type { LeverDefinition } from './lever.ts';
import { mapDocuments } from './map-calls.ts';

const schema = z.strictObject({
  /** Share of the documents that are embedded through the provider's batch API, 0…1. */
  eligibleShare: z.number().min(0).max(1),
  /** Documents that one call embeds. */
  documentsPerCall: z.number().int().min(1).max(10_000).default(1),
});
type Parameters = z.infer<typeof schema>;

/**
 * Embeds documents in batches: through the batch API at the discount of the card, and many to a call, which saves fees per
 * call and time but no tokens.
 */
export const embeddingBatching: LeverDefinition<Parameters> = {
  kind: 'embedding-batching',
  name: 'Embedding batches',
  summary: 'Embeds documents through the batch API at its discount, many documents to a call.',
  schema,
  defaults: { eligibleShare: 1, documentsPerCall: 100 },
  fields: [
    {
      control: 'share',
      path: 'eligibleShare',
      label: 'Documents that can wait',
      help: 'Share of the documents whose embedding may take up to 24 hours.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
    {
      control: 'amount',
      path: 'documentsPerCall',
      label: 'Documents per call',
      help: 'Documents that one call embeds: saves fees per call and time, no tokens.',
      min: 1,
      max: 500,
      step: 1,
      unit: 'documents',
    },
  ],

  describe: ({ eligibleShare, documentsPerCall }) =>
    `embeds ${percent(eligibleShare)} of the documents in batches, ${documentsPerCall} to a call`,

  models: () => [],

  apply(plan, { eligibleShare, documentsPerCall }, target) {
    const eligible = leaf('Share of documents that can wait', 'share', eligibleShare, target.at('eligibleShare'));
    const together = leaf('Documents per call', 'factor', documentsPerCall, target.at('documentsPerCall'));
    let found = false;
    const batched = mapDocuments(plan, target, (call) => {
      found = true;
      const inBatches = eligibleShare === 0 ? call.tierShares : withTier(call.tierShares, 'batch', eligible);
      if (documentsPerCall === 1) return { ...call, tierShares: inBatches };
      return {
        ...call,
        tierShares: inBatches,
        callsPerRequest: quotient('Calls per document', 'calls', call.callsPerRequest, together),
        prompt: call.prompt.map((part) => ({
          ...part,
          tokens: product('Tokens of all documents of a call', 'tokens', [part.tokens, together]),
        })),
      };
    });
    return { plan: batched, notes: found ? [] : ['No workload in scope embeds documents.'] };
  },
};
