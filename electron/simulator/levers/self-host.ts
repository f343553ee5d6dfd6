import { z } from 'zod';
import { leaf } from '../expressions.ts';
import { hostCalls } from '../host-calls.ts';
import { percent } from '../percent.ts';
import { fleetField, fleetOfLever, noFleet } from './fleet-of-lever.ts';
import type { LeverDefinition } from './lever.ts';

const schema = z.strictObject({
  /** Id of the fleet; empty = the scenario's first. */
  fleet: z.string().max(64).default(''),
  /** Share of the calls in scope that the fleet takes, 0…1. */
  share: z.number().min(0).max(1).default(1),
});
type Parameters = z.infer<typeof schema>;

/**
 * Moves calls from the API to self-hosted replicas. The calls no longer pay for tokens; the fleet's bill, sized for each month's
 * traffic by its own rules, comes in their place. What a fleet of a fixed size cannot carry, and what is asked again, stays at the API.
 */
export const selfHost: LeverDefinition<Parameters> = {
  kind: 'self-host',
  name: 'Self-hosting',
  summary:
    'Moves calls to replicas of your own, sized for each month’s traffic; put levers that shorten prompts before it.',
  schema,
  defaults: { fleet: '', share: 1 },
  fields: [
    fleetField,
    {
      control: 'share',
      path: 'share',
      label: 'Calls moved',
      help: 'Share of the calls in scope that the fleet takes.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
  ],
  describe: ({ fleet, share }) => `moves ${percent(share)} of the calls to ${fleet === '' ? 'the first fleet' : fleet}`,
  models: () => [],
  fleets: ({ fleet }) => (fleet === '' ? [] : [fleet]),
  apply(plan, { fleet: id, share }, target) {
    const fleet = fleetOfLever(plan, id);
    if (fleet === undefined) return { plan, notes: [noFleet] };
    const moved = leaf('Share of calls moved to the fleet', 'share', share, target.at('share'));
    const policy = { rule: 'fluid', maxWaitSeconds: 0 } as const;
    const hosted = hostCalls(plan, { fleet, shareOf: () => moved, policy }, target);
    const notes = hosted === plan ? ['No call in scope is one that the fleet serves.'] : sizeNotes;
    return { plan: hosted, notes };
  },
};

const sizeNotes = ['The fleet is sized for the mean traffic of each month; levers after this one do not resize it.'];
