import {
  fleetPaymentSchema,
  fleetScalingSchema,
  fleetThroughputSchema,
  type Fleet,
  type FleetPayment,
  type FleetScaling,
  type FleetThroughput,
} from '#shared/domain/fleet.ts';
import type { OpenHostingBook } from '../../../engine.ts';

/** What a fleet's parts become when another kind of them is chosen: what both kinds know stays. */

/** The speed, entered in another way. A measured one starts from round figures to type over. */
export function throughputOfKind(kind: FleetThroughput['kind']): FleetThroughput {
  const starts: Readonly<Record<FleetThroughput['kind'], object>> = {
    roofline: {
      model: { parametersB: 8.03, layers: 32, hiddenSize: 4096, kvHeads: 8, headDimension: 128 },
      maxSecondsPerToken: 0.03,
    },
    'measured-tokens': { tokensPerSecond: 1000, concurrency: 16 },
    'measured-phases': { prefillTokensPerSecond: 10_000, decodeTokensPerSecond: 1000, concurrency: 16 },
    'measured-batch': {
      batch: 16,
      inputTokens: 512,
      outputTokens: 512,
      timeToFirstTokenSeconds: 1,
      completionSeconds: 20,
    },
    'measured-requests': { requestsPerHour: 1000, concurrency: 16 },
  };
  return fleetThroughputSchema.parse({ kind, ...starts[kind] });
}

/** Other ways to pay: from the book where it has a price of the GPU. */
export function paymentOfKind(kind: FleetPayment['kind'], { gpu }: Fleet, book: OpenHostingBook): FleetPayment {
  const purchase = book.purchases.find((entry) => entry.gpu === gpu)?.id;
  const offer = book.offers.find((entry) => entry.gpu === gpu)?.id;
  const starts: Readonly<Record<FleetPayment['kind'], object>> = {
    rent: offer === undefined ? { usdPerGpuHour: 2.5 } : { offer },
    buy: purchase === undefined ? { usdPerGpu: 30_000 } : { purchase },
    flat: { usdPerReplicaMonth: 2000 },
  };
  return fleetPaymentSchema.parse({ kind, ...starts[kind] });
}

/** Another rule of scaling; utilisation, spares and waits stay as they are. */
export function scalingOfKind(kind: FleetScaling['kind'], present: FleetScaling): FleetScaling {
  if (kind === 'fixed') return { kind, replicas: 1 };
  if (present.kind === 'fixed') return fleetScalingSchema.parse({ kind });
  if (kind === 'autoscale') return { coldStartSeconds: 300, cooldownMinutes: 15, ...present, kind };
  if (present.kind === 'peak') return present;
  const { coldStartSeconds: _start, cooldownMinutes: _down, ...sizing } = present;
  return { ...sizing, kind };
}

/** The fleet on another GPU: a price of the book follows to the first one of the new GPU, or to its figure as one's own. */
export function onGpu(fleet: Fleet, gpu: string, book: OpenHostingBook): Pick<Fleet, 'gpu' | 'payment'> {
  const { payment } = fleet;
  if (payment.kind === 'rent' && payment.offer !== undefined) {
    const { offer, ...others } = payment;
    const next = book.offers.find((entry) => entry.gpu === gpu)?.id;
    const usdPerGpuHour = book.offers.findLast(({ id }) => id === offer)?.usdPerGpuHour ?? 0;
    return { gpu, payment: next === undefined ? { ...others, usdPerGpuHour } : { ...others, offer: next } };
  }
  if (payment.kind === 'buy' && payment.purchase !== undefined) {
    const { purchase, ...others } = payment;
    const next = book.purchases.find((entry) => entry.gpu === gpu)?.id;
    const usdPerGpu = book.purchases.findLast(({ id }) => id === purchase)?.usdPerGpu ?? 0;
    return { gpu, payment: next === undefined ? { ...others, usdPerGpu } : { ...others, purchase: next } };
  }
  return { gpu, payment };
}
