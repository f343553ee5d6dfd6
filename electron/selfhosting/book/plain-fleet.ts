import type { Fleet, FleetPayment, PlainFleet } from '#shared/domain/fleet.ts';
import { meanOf, type Distribution, type Quantity } from '#shared/domain/quantity.ts';
import { assertNever } from '#shared/result.ts';

/** A fleet with the mean of each range in its place. */
export function plainFleet({ payment, power, overheads, ...others }: Fleet): PlainFleet {
  return {
    ...others,
    payment: plainPayment(payment),
    ...(power === undefined ? {} : { power: { ...power, usdPerKwh: meanOrNone(power.usdPerKwh) } }),
    overheads: {
      ...overheads,
      networkUsd: meanOf(overheads.networkUsd),
      storageUsd: meanOf(overheads.storageUsd),
      staffPosts: meanOf(overheads.staffPosts),
      usdPerPostMonth: meanOf(overheads.usdPerPostMonth),
      otherUsd: meanOf(overheads.otherUsd),
    },
  };
}

function plainPayment(payment: FleetPayment): PlainFleet['payment'] {
  switch (payment.kind) {
    case 'rent':
      return {
        ...payment,
        usdPerGpuHour: meanOrNone(payment.usdPerGpuHour),
        reservedUsdPerGpuHour: meanOrNone(payment.reservedUsdPerGpuHour),
        spotUsdPerGpuHour: meanOrNone(payment.spotUsdPerGpuHour),
      };
    case 'buy':
      return { ...payment, usdPerGpu: meanOrNone(payment.usdPerGpu), usdPerReplica: meanOf(payment.usdPerReplica) };
    case 'flat':
      return { ...payment, usdPerReplicaMonth: meanOf(payment.usdPerReplicaMonth) };
    default:
      return assertNever(payment);
  }
}

function meanOrNone(quantity: Quantity | undefined): number | undefined {
  return quantity === undefined ? undefined : meanOf(quantity);
}

/** The ranges of a fleet, by dotted path: `payment.usdPerGpuHour`. */
export function fleetRanges({ payment, power, overheads }: Fleet): ReadonlyMap<string, Distribution> {
  const ranges = new Map<string, Distribution>();
  for (const [part, numbers] of Object.entries({ payment, overheads, ...(power !== undefined && { power }) })) {
    for (const [key, value] of Object.entries<string | Quantity | undefined>(numbers)) {
      if (typeof value === 'object') ranges.set(`${part}.${key}`, value);
    }
  }
  return ranges;
}
