import { z } from 'zod';
import { daySchema } from './calendar-text.ts';

/**
 * The hosting book: what GPUs can do and what they cost to rent or to buy. Entries are dated and carry their source; a
 * scenario may add its own, which win over the bundled ones of the same id.
 */

const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1 to 64 lower-case letters, digits or hyphens');
const source = z.string().min(1).max(500);

/** Number formats of weights, KV cache and arithmetic. */
export const numberFormats = ['fp16', 'fp8', 'int8', 'fp4', 'int4'] as const;
export type NumberFormat = (typeof numberFormats)[number];

/** A graphics processor. */
export const gpuSchema = z.strictObject({
  id: identifier,
  name: z.string().min(1).max(200),
  memoryGb: z.number().positive().max(100_000),
  /** Peak memory bandwidth, GB/s. */
  bandwidthGbPerS: z.number().positive().max(1e6),
  /** Peak dense arithmetic by number format, 10¹² operations a second. `fp16` stands in for a format that is absent. */
  teraflops: z.partialRecord(z.enum(numberFormats), z.number().positive().max(1e6)),
  /** Bandwidth to the other GPUs of its server in one direction, GB/s: what tensor parallelism sends its sums over. */
  linkGbPerS: z.number().positive().max(1e5).optional(),
  /** Power of the board at full load, W. */
  watts: z.number().positive().max(1e5),
  source,
});
export type Gpu = z.infer<typeof gpuSchema>;

/** How a rented GPU is committed to. */
export const commitments = ['on-demand', 'reserved-1y', 'reserved-3y', 'spot', 'community'] as const;
export type Commitment = (typeof commitments)[number];

/** An hourly rate of one provider. Entries of the same id follow each other by date. */
export const offerSchema = z.strictObject({
  id: identifier,
  /** Id of the GPU. */
  gpu: identifier,
  provider: z.string().min(1).max(100),
  /** The provider's name of the machine. */
  instance: z.string().max(100).optional(),
  /** GPUs come in machines of this size only. */
  gpusPerInstance: z.number().int().min(1).max(1024).default(1),
  commitment: z.enum(commitments),
  usdPerGpuHour: z.number().nonnegative().max(10_000),
  /** First day on which it was seen, UTC. */
  from: daySchema,
  source,
});
export type Offer = z.infer<typeof offerSchema>;

/** A purchase price. Entries of the same id follow each other by date. */
export const purchaseSchema = z.strictObject({
  id: identifier,
  gpu: identifier,
  usdPerGpu: z.number().nonnegative().max(1e7),
  from: daySchema,
  source,
});
export type Purchase = z.infer<typeof purchaseSchema>;

/** What else running a fleet costs, each with its unit. */
export const serviceKinds = ['electricity', 'network', 'storage', 'staff'] as const;
export type ServiceKind = (typeof serviceKinds)[number];

/** Unit of each kind: `usd` of an entry is so many US dollars of it. */
export const serviceUnits: Readonly<Record<ServiceKind, string>> = {
  electricity: 'USD per kWh',
  network: 'USD a month',
  storage: 'USD a month',
  staff: 'USD a post and month',
};

/** A price of electricity, network, storage or staff. Entries of the same id follow each other by date. */
export const servicePriceSchema = z.strictObject({
  id: identifier,
  kind: z.enum(serviceKinds),
  /** What it is: `Frankfurt, green tariff`. */
  name: z.string().min(1).max(200),
  /** In the unit of its kind. */
  usd: z.number().nonnegative().max(1e9),
  /** First day on which it holds, UTC. */
  from: daySchema,
  source,
});
export type ServicePrice = z.infer<typeof servicePriceSchema>;

/** Entries of a scenario's own, and what a file of hosting prices holds. */
export const hostingBookSchema = z.strictObject({
  gpus: z.array(gpuSchema).max(100).default([]),
  offers: z.array(offerSchema).max(500).default([]),
  purchases: z.array(purchaseSchema).max(100).default([]),
  services: z.array(servicePriceSchema).max(200).default([]),
});
export type HostingBook = z.infer<typeof hostingBookSchema>;
