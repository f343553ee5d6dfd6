import type { PlainFleet } from '#shared/domain/fleet.ts';
import { assertNever } from '#shared/result.ts';
import type { ResolvedFleet } from '../book/hosting-book.ts';
import type { FleetSize } from '../sizing/size-fleet.ts';
import { hoursPerWeek } from '../sizing/week.ts';
import { costLine, type CostFactor, type FleetCostLine } from './cost-line.ts';

/** What a fleet of one size costs in a month. */
export interface FleetBill {
  readonly lines: readonly FleetCostLine[];
  /** Everything, amortisation included, USD a month. */
  readonly usd: number;
  /** What is paid month by month: everything but amortisation. */
  readonly runningUsd: number;
  /** What has to be paid up front, USD; 0 for what is rented. */
  readonly capexUsd: number;
  /** What it sells for at the end of its life, USD. */
  readonly residualUsd: number;
  readonly notes: readonly string[];
}

/** Works out a fleet's bill. @param openHours hours of the month in which it runs. */
export function fleetBill(resolved: ResolvedFleet, size: FleetSize, openHours: number): FleetBill {
  const hardware = hardwareCost(resolved, size, openHours);
  const lines = [
    ...hardware.lines,
    ...electricity(resolved, size, openHours),
    // A fleet of no replicas is no fleet: it needs nobody and nothing.
    ...(size.replicas === 0 ? [] : overheads(resolved)),
  ].filter(({ usd }) => usd > 0);
  const usd = lines.reduce((sum, line) => sum + line.usd, 0);
  const amortised = lines.reduce((sum, line) => (line.kind === 'amortisation' ? sum + line.usd : sum), 0);
  return {
    lines,
    usd,
    runningUsd: usd - amortised,
    capexUsd: hardware.capexUsd,
    residualUsd: hardware.residualUsd,
    notes: hardware.notes,
  };
}

interface HardwareCost {
  readonly lines: readonly FleetCostLine[];
  readonly capexUsd: number;
  readonly residualUsd: number;
  readonly notes: readonly string[];
}

const nothingOwned = { capexUsd: 0, residualUsd: 0, notes: [] } as const;

function hardwareCost(resolved: ResolvedFleet, size: FleetSize, openHours: number): HardwareCost {
  const { payment } = resolved.fleet;
  switch (payment.kind) {
    case 'rent':
      return rented(resolved, payment, size, openHours);
    case 'buy':
      return bought(resolved, payment, size.replicas);
    case 'flat':
      return {
        ...nothingOwned,
        lines: [
          costLine('replicas', 'gpu', 'Replicas', [
            replicas(size.replicas),
            {
              label: 'Price of a replica',
              value: payment.usdPerReplicaMonth,
              unit: 'USD a month',
              path: 'payment.usdPerReplicaMonth',
            },
          ]),
        ],
      };
    default:
      return assertNever(payment);
  }
}

function replicas(value: number): CostFactor {
  return { label: 'Replicas', value, unit: 'replicas' };
}

/** GPUs paid for each replica: machines of several GPUs are paid whole, shared over the replicas. */
function paidGpus({ fleet, gpusPerInstance }: ResolvedFleet, count: number): CostFactor {
  const gpus = Math.ceil((count * fleet.gpusPerReplica) / gpusPerInstance) * gpusPerInstance;
  const value = count === 0 ? fleet.gpusPerReplica : gpus / count;
  const whole = value === fleet.gpusPerReplica;
  return {
    label: whole ? 'GPUs of a replica' : `GPUs of a replica, in machines of ${gpusPerInstance}`,
    value,
    unit: 'GPUs',
    ...(whole ? { path: 'gpusPerReplica' } : {}),
  };
}

type Rent = Extract<PlainFleet['payment'], { kind: 'rent' }>;

function rented(resolved: ResolvedFleet, payment: Rent, size: FleetSize, openHours: number): HardwareCost {
  const perWeek = openHours / hoursPerWeek;
  const onDemand: CostFactor = {
    label: 'On-demand rate',
    value: resolved.price?.usd ?? payment.usdPerGpuHour ?? 0,
    unit: 'USD per GPU-hour',
    ...(resolved.price === undefined
      ? { path: 'payment.usdPerGpuHour' }
      : { source: `${resolved.price.source}, ${resolved.price.from}` }),
  };
  const gpus = paidGpus(resolved, size.replicas);
  const spotUsd = payment.spotUsdPerGpuHour ?? onDemand.value;
  const openUsd = onDemand.value * (1 - payment.spotShare) + spotUsd * payment.spotShare;
  const reserved =
    payment.reservedUsdPerGpuHour === undefined
      ? 0
      : (payment.reservedReplicas ?? cheapestReserve(size, payment.reservedUsdPerGpuHour, openUsd));
  const openWeekly = hoursBeyond(size, reserved);
  const open: CostFactor = {
    label: 'Replica-hours beyond what is reserved',
    value: openWeekly * perWeek,
    unit: 'hours',
  };
  const lines = [
    costLine('reserved', 'gpu', 'Reserved GPUs, busy or not', [
      { label: 'Reserved replicas', value: reserved, unit: 'replicas' },
      gpus,
      { label: 'Hours of the month', value: openHours, unit: 'hours' },
      {
        label: 'Reserved rate',
        value: payment.reservedUsdPerGpuHour ?? 0,
        unit: 'USD per GPU-hour',
        path: 'payment.reservedUsdPerGpuHour',
      },
    ]),
    costLine('on-demand', 'gpu', 'GPUs on demand', [
      open,
      gpus,
      ...(payment.spotShare > 0 ? [{ label: 'Share not on spot', value: 1 - payment.spotShare, unit: 'share' }] : []),
      onDemand,
    ]),
    costLine('spot', 'gpu', 'Spot GPUs', [
      open,
      gpus,
      { label: 'Share on spot', value: payment.spotShare, unit: 'share', path: 'payment.spotShare' },
      { label: 'Spot rate', value: spotUsd, unit: 'USD per GPU-hour', path: 'payment.spotUsdPerGpuHour' },
    ]),
  ];
  const notes =
    payment.spotShare > 0
      ? ['Spot GPUs can be taken away at short notice: what they cost while they are missing is not counted.']
      : [];
  return { ...nothingOwned, lines, notes };
}

/** Replica-hours a week beyond the first `reserved` replicas. */
function hoursBeyond(size: FleetSize, reserved: number): number {
  const beyond = size.running.reduce((hours, running) => hours + Math.max(0, running - reserved), 0);
  // Starting and cooling down happen at the edges of the peaks, which are beyond the reserve.
  return beyond === 0 ? 0 : beyond + size.idleHours;
}

/** The number of reserved replicas that costs least: a replica is worth reserving while it runs long enough. */
function cheapestReserve(size: FleetSize, reservedUsd: number, openUsd: number): number {
  let [best, bestUsd] = [0, Infinity];
  // Between two numbers of running replicas the cost changes evenly: only those numbers can be the cheapest.
  for (const reserved of new Set([0, ...size.running].toSorted((left, right) => left - right))) {
    const usd = reserved * hoursPerWeek * reservedUsd + hoursBeyond(size, reserved) * openUsd;
    if (usd < bestUsd) [best, bestUsd] = [reserved, usd];
  }
  return best;
}

type Buy = Extract<PlainFleet['payment'], { kind: 'buy' }>;

function bought(resolved: ResolvedFleet, payment: Buy, count: number): HardwareCost {
  const gpuUsd = resolved.price?.usd ?? payment.usdPerGpu ?? 0;
  const perReplica = resolved.fleet.gpusPerReplica * gpuUsd + payment.usdPerReplica;
  const capexUsd = count * perReplica;
  const residualUsd = capexUsd * payment.residualShare;
  const gpuSource = resolved.price === undefined ? {} : { source: `${resolved.price.source}, ${resolved.price.from}` };
  const writtenOff = (id: string, label: string, price: readonly CostFactor[]): FleetCostLine =>
    costLine(id, 'amortisation', label, [
      replicas(count),
      ...price,
      { label: 'Share that is not sold again', value: 1 - payment.residualShare, unit: 'share' },
      { label: 'One of the months of its life', value: 1 / payment.amortisationMonths, unit: 'share' },
    ]);
  // A price that is a range stands by itself, so that it can be sampled.
  const lines = ['payment.usdPerGpu', 'payment.usdPerReplica'].some((path) => resolved.ranges.has(path))
    ? [
        writtenOff('amortisation-gpus', 'GPUs, written off', [
          { label: 'GPUs of a replica', value: resolved.fleet.gpusPerReplica, unit: 'GPUs', path: 'gpusPerReplica' },
          {
            label: 'Price of a GPU',
            value: gpuUsd,
            unit: 'USD',
            ...(resolved.price === undefined ? { path: 'payment.usdPerGpu' } : gpuSource),
          },
        ]),
        writtenOff('amortisation', 'Servers, written off', [
          {
            label: 'Server, cards and rack',
            value: payment.usdPerReplica,
            unit: 'USD',
            path: 'payment.usdPerReplica',
          },
        ]),
      ]
    : [
        writtenOff('amortisation', 'Hardware, written off', [
          { label: 'Price of a replica', value: perReplica, unit: 'USD', ...gpuSource },
        ]),
      ];
  return { capexUsd, residualUsd, notes: [], lines };
}

function electricity(
  { fleet, gpu, serviceSources }: ResolvedFleet,
  size: FleetSize,
  openHours: number,
): readonly FleetCostLine[] {
  const { power } = fleet;
  if (power === undefined) return [];
  const watts = power.wattsPerGpu ?? gpu?.watts ?? 0;
  return [
    costLine('electricity', 'electricity', 'Electricity', [
      { label: 'Replica-hours', value: (size.paidHours * openHours) / hoursPerWeek, unit: 'hours' },
      { label: 'GPUs of a replica', value: fleet.gpusPerReplica, unit: 'GPUs', path: 'gpusPerReplica' },
      { label: 'Kilowatts in a watt', value: 1 / 1000, unit: 'factor' },
      {
        label: 'Power of a GPU',
        value: watts,
        unit: 'W',
        ...(power.wattsPerGpu === undefined ? {} : { path: 'power.wattsPerGpu' }),
      },
      { label: 'Building over machines (PUE)', value: power.pue, unit: 'factor', path: 'power.pue' },
      {
        label: 'Electricity',
        value: power.usdPerKwh ?? 0,
        unit: 'USD per kWh',
        ...originOf(serviceSources, 'power.usdPerKwh'),
      },
    ]),
  ];
}

/** Where a running cost comes from: the book's entry, or the fleet's own field. */
function originOf(sources: ResolvedFleet['serviceSources'], field: keyof ResolvedFleet['serviceSources']): object {
  const source = sources[field];
  return source === undefined ? { path: field } : { source };
}

function overheads({ fleet: { overheads: costs }, serviceSources }: ResolvedFleet): readonly FleetCostLine[] {
  const single = (id: 'network' | 'storage', label: string, value: number): FleetCostLine =>
    costLine(id, id, label, [{ label, value, unit: 'USD a month', ...originOf(serviceSources, `overheads.${id}Usd`) }]);
  return [
    single('network', 'Network', costs.networkUsd),
    single('storage', 'Storage', costs.storageUsd),
    costLine('other', 'other', 'Other costs', [
      { label: 'Other costs', value: costs.otherUsd, unit: 'USD a month', path: 'overheads.otherUsd' },
    ]),
    costLine('staff', 'staff', 'Staff', [
      { label: 'Full-time posts', value: costs.staffPosts, unit: 'posts', path: 'overheads.staffPosts' },
      {
        label: 'Cost of a post',
        value: costs.usdPerPostMonth,
        unit: 'USD a month',
        ...originOf(serviceSources, 'overheads.usdPerPostMonth'),
      },
    ]),
  ];
}
