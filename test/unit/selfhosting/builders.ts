import { fleetSchema, type Fleet } from '#shared/domain/fleet.ts';
import type { z } from 'zod';
import {
  openHostingBook,
  resolveFleet,
  weekShape,
  type Demand,
  type DemandPart,
  type ResolvedFleet,
} from '#selfhosting';

/** A fleet with what a test says of it, and the schema's own defaults. */
export function fleetOf(fleet: Partial<z.input<typeof fleetSchema>>): Fleet {
  return fleetSchema.parse({
    id: 'fleet',
    name: 'Fleet',
    throughput: { kind: 'measured-requests', requestsPerHour: 1000 },
    payment: { kind: 'flat', usdPerReplicaMonth: 1000 },
    scaling: { kind: 'fixed', replicas: 1 },
    ...fleet,
  });
}

/** A fleet looked up in the bundled book. */
export function resolved(fleet: Partial<z.input<typeof fleetSchema>>): ResolvedFleet {
  const found = resolveFleet(fleetOf(fleet), openHostingBook(undefined), '2026-11-28', 'fleets[0]');
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

/** Demand of one kind of call over a month of 30 days, flat over the week unless a shape is given. */
export function demandOf(part: Partial<DemandPart> & { readonly hours?: number }): Demand {
  const { hours = 720, ...given } = part;
  return {
    hours,
    parts: [
      {
        name: 'Answer',
        callsPerMonth: 300_000,
        request: { inputTokens: 1000, outputTokens: 500 },
        week: weekShape(undefined, undefined),
        apiUsdPerCall: 0.01,
        ...given,
      },
    ],
  };
}
