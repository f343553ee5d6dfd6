import type { PlainFleet } from '#shared/domain/fleet.ts';
import type { ServiceKind, ServicePrice } from '#shared/domain/hosting-book.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { priceInForce } from './price-in-force.ts';

/** Name, source and date of the figures that come from the book, by field of the fleet. */
export type PriceSources = Readonly<Partial<Record<ServiceField, string>>>;
type ServiceField = 'power.usdPerKwh' | 'overheads.networkUsd' | 'overheads.storageUsd' | 'overheads.usdPerPostMonth';

/** What a fleet names: which field it stands for, and where it is named. */
interface Named {
  readonly kind: ServiceKind;
  readonly id: string | undefined;
  readonly field: ServiceField;
  readonly at: string;
}

/**
 * Puts the figures of the services that a fleet takes from the book into it. Fails `unknown-service` with the JSON path.
 * @param day `YYYY-MM-DD`: prices are those in force then.
 * @param path of the fleet in the scenario.
 */
export function withServicePrices(
  fleet: PlainFleet,
  services: readonly ServicePrice[],
  day: string,
  path: string,
): Result<{ readonly fleet: PlainFleet; readonly sources: PriceSources }> {
  const { power, overheads } = fleet;
  const sources: Partial<Record<ServiceField, string>> = {};
  const figures: Partial<Record<ServiceField, number>> = {};
  const named: readonly Named[] = [
    { kind: 'electricity', id: power?.tariff, field: 'power.usdPerKwh', at: 'power.tariff' },
    { kind: 'network', id: overheads.networkPrice, field: 'overheads.networkUsd', at: 'overheads.networkPrice' },
    { kind: 'storage', id: overheads.storagePrice, field: 'overheads.storageUsd', at: 'overheads.storagePrice' },
    { kind: 'staff', id: overheads.staffPrice, field: 'overheads.usdPerPostMonth', at: 'overheads.staffPrice' },
  ];
  for (const { kind, id, field, at } of named) {
    if (id === undefined) continue;
    const ofKind = services.filter((service) => service.kind === kind);
    const price = priceInForce(ofKind, id, day);
    if (price === undefined) return unknownService(kind, id, ofKind, `${path}.${at}`);
    figures[field] = price.usd;
    sources[field] = `${price.name}, ${price.source}, ${price.from}`;
  }
  return success({
    sources,
    fleet: {
      ...fleet,
      ...(power !== undefined && {
        power: { ...power, usdPerKwh: figures['power.usdPerKwh'] ?? power.usdPerKwh ?? 0 },
      }),
      overheads: {
        ...overheads,
        networkUsd: figures['overheads.networkUsd'] ?? overheads.networkUsd,
        storageUsd: figures['overheads.storageUsd'] ?? overheads.storageUsd,
        usdPerPostMonth: figures['overheads.usdPerPostMonth'] ?? overheads.usdPerPostMonth,
      },
    },
  });
}

function unknownService(kind: ServiceKind, id: string, known: readonly ServicePrice[], path: string): Failed {
  const ids = [...new Set(known.map((service) => service.id))];
  return failure('unknown-service', `The hosting book has no ${kind} price '${id}'.`, {
    at: { path },
    nextStep: ids.length === 0 ? 'Add one to hostingBook.services of the scenario.' : `It has: ${ids.join(', ')}.`,
  });
}
