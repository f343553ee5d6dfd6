import { z } from 'zod';
import { leaf, product, remainder } from '../expressions.ts';
import { percent } from '../percent.ts';
import { withTier } from '../tier-calls.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCalls } from './map-calls.ts';

const schema = z.strictObject({
  tier: z.enum(['flex', 'priority', 'fast']),
  /** Share of the calls that are standard so far and move to the tier, 0…1. */
  eligibleShare: z.number().min(0).max(1),
  /** Share of those that the tier turns away and that run in the standard tier, 0…1. */
  fallbackShare: z.number().min(0).max(1).default(0),
});
type Parameters = z.infer<typeof schema>;

const tierLabels = { flex: 'Flex', priority: 'Priority', fast: 'Fast' } as const;

/**
 * Sends calls in another service tier at the price of the card. A call is in one tier: calls in batches stay there, since flex
 * and batch do not stack. What the tier turns away is not billed there and runs as standard.
 */
export const serviceTier: LeverDefinition<Parameters> = {
  kind: 'service-tier',
  name: 'Service tier',
  summary: 'Runs calls in the slower, cheaper flex tier, or in a faster one at a premium.',
  schema,
  defaults: { tier: 'flex', eligibleShare: 0.3, fallbackShare: 0.02 },
  fields: [
    {
      control: 'choice',
      path: 'tier',
      label: 'Tier',
      help: 'Flex is slower and cheaper; priority and fast cost more. Prices come from the catalogue.',
      options: [
        { value: 'flex', label: tierLabels.flex },
        { value: 'priority', label: tierLabels.priority },
        { value: 'fast', label: tierLabels.fast },
      ],
    },
    {
      control: 'share',
      path: 'eligibleShare',
      label: 'Calls moved',
      help: 'Share of the standard calls that move to the tier. Calls in batches stay in batches.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
    {
      control: 'share',
      path: 'fallbackShare',
      label: 'Turned away',
      help: 'Share of them that the tier has no room for: they run at the standard price.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
  ],

  describe: ({ tier, eligibleShare }) =>
    eligibleShare === 0 ? 'moves no calls' : `moves ${percent(eligibleShare)} of the standard calls to ${tier}`,

  models: () => [],

  apply(plan, { tier, eligibleShare, fallbackShare }, target) {
    if (eligibleShare * (1 - fallbackShare) === 0) return { plan, notes: ['No calls change their tier.'] };
    const served = product(`Share of calls served in ${tier}`, 'share', [
      leaf(`Share of calls moved to ${tier}`, 'share', eligibleShare, target.at('eligibleShare')),
      remainder(
        'Share that the tier has room for',
        leaf('Share turned away', 'share', fallbackShare, target.at('fallbackShare')),
      ),
    ]);
    const notes = new Set<string>();
    const moved = mapCalls(plan, target, (call) => {
      if (call.tierShares.some(({ serviceTier: other, share }) => other === 'batch' && share.value > 0)) {
        notes.add(`${call.name}: its calls in batches stay in batches; ${tier} and batch prices do not stack.`);
      }
      return { ...call, tierShares: withTier(call.tierShares, tier, served) };
    });
    return { plan: moved, notes: [...notes] };
  },
};
