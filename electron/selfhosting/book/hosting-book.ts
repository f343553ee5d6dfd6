import type { Fleet, PlainFleet } from '#shared/domain/fleet.ts';
import type { Gpu, HostingBook, Offer, Purchase, ServicePrice } from '#shared/domain/hosting-book.ts';
import type { Distribution } from '#shared/domain/quantity.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { bundledGpus } from './bundled-gpus.ts';
import { bundledOffers, bundledPurchases, bundledServices } from './bundled-prices.ts';
import { fleetRanges, plainFleet } from './plain-fleet.ts';
import { priceInForce } from './price-in-force.ts';
import { withServicePrices, type PriceSources } from './service-prices.ts';

/** The book with a scenario's own entries, which come first. */
export interface OpenHostingBook {
  readonly gpus: readonly Gpu[];
  readonly offers: readonly Offer[];
  readonly purchases: readonly Purchase[];
  readonly services: readonly ServicePrice[];
}

/** The bundled book with a scenario's own entries: an own entry takes the place of all bundled ones of its id. */
export function openHostingBook(own: HostingBook | undefined): OpenHostingBook {
  return {
    gpus: merged(own?.gpus ?? [], bundledGpus),
    offers: merged(own?.offers ?? [], bundledOffers),
    purchases: merged(own?.purchases ?? [], bundledPurchases),
    services: merged(own?.services ?? [], bundledServices),
  };
}

function merged<Entry extends { readonly id: string }>(own: readonly Entry[], bundled: readonly Entry[]): Entry[] {
  const ids = new Set(own.map(({ id }) => id));
  return [...own, ...bundled.filter(({ id }) => !ids.has(id))];
}

/** A fleet with what it takes from the book. */
export interface ResolvedFleet {
  /** With the figures of the services that it takes from the book, and the means of its ranges. */
  readonly fleet: PlainFleet;
  /** Its ranges, by field: `payment.usdPerGpuHour`. */
  readonly ranges: ReadonlyMap<string, Distribution>;
  /** Where those figures come from, by field: `power.usdPerKwh`. */
  readonly serviceSources: PriceSources;
  /** Absent where the fleet names none. */
  readonly gpu: Gpu | undefined;
  /** The rate or price of the book, where the fleet takes it from there. */
  readonly price: { readonly usd: number; readonly source: string; readonly from: string } | undefined;
  /** Rented GPUs come in machines of this size. */
  readonly gpusPerInstance: number;
}

/**
 * Looks up what a fleet names. A day before an entry's first takes that first, which a note should say.
 * Fails `unknown-gpu`, `unknown-offer` or `invalid-fleet` with the JSON path.
 * @param day `YYYY-MM-DD`: prices are those in force then.
 * @param path of the fleet in the scenario.
 */
export function resolveFleet(given: Fleet, book: OpenHostingBook, day: string, path: string): Result<ResolvedFleet> {
  const services = withServicePrices(plainFleet(given), book.services, day, path);
  if (!services.ok) return services;
  const { fleet, sources: serviceSources } = services.value;
  const ranges = fleetRanges(given);
  const gpu = book.gpus.find(({ id }) => id === fleet.gpu);
  if (fleet.gpu !== undefined && gpu === undefined) {
    return failure('unknown-gpu', `The hosting book has no GPU '${fleet.gpu}'.`, {
      at: { path: `${path}.gpu` },
      nextStep: `It has: ${book.gpus.map(({ id }) => id).join(', ')}; or add it to hostingBook.gpus of the scenario.`,
    });
  }
  const missing = missingGpu(fleet, gpu, path);
  if (missing !== undefined) return missing;
  const { payment } = fleet;
  if (payment.kind === 'rent' && payment.offer !== undefined) {
    const offer = priceInForce(book.offers, payment.offer, day);
    if (offer === undefined) return unknownPrice('offer', payment.offer, book.offers, path);
    const { usdPerGpuHour: usd, from, source, gpusPerInstance } = offer;
    const price = { usd, from, source: `${offer.provider}, ${source}` };
    return success({ fleet, ranges, serviceSources, gpu, price, gpusPerInstance });
  }
  if (payment.kind === 'buy' && payment.purchase !== undefined) {
    const purchase = priceInForce(book.purchases, payment.purchase, day);
    if (purchase === undefined) return unknownPrice('purchase', payment.purchase, book.purchases, path);
    const { usdPerGpu: usd, from, source } = purchase;
    return success({ fleet, ranges, serviceSources, gpu, price: { usd, from, source }, gpusPerInstance: 1 });
  }
  return success({ fleet, ranges, serviceSources, gpu, price: undefined, gpusPerInstance: 1 });
}

function missingGpu({ throughput, power, name }: PlainFleet, gpu: Gpu | undefined, path: string): Failed | undefined {
  if (gpu !== undefined) return undefined;
  const why =
    throughput.kind === 'roofline'
      ? 'its speed is to be estimated'
      : power !== undefined && power.wattsPerGpu === undefined
        ? 'its power is to be paid'
        : undefined;
  if (why === undefined) return undefined;
  return failure('invalid-fleet', `The fleet '${name}' names no GPU, but ${why}.`, {
    at: { path: `${path}.gpu` },
    nextStep: 'Name a GPU of the hosting book, or give measured figures.',
  });
}

function unknownPrice(
  kind: 'offer' | 'purchase',
  id: string,
  entries: readonly { readonly id: string }[],
  path: string,
): Failed {
  return failure('unknown-offer', `The hosting book has no ${kind} '${id}'.`, {
    at: { path: `${path}.payment.${kind}` },
    nextStep: `It has: ${[...new Set(entries.map((entry) => entry.id))].join(', ')}.`,
  });
}
