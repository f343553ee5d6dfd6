import type { Fleet, FleetPayment, FleetScaling } from '#shared/domain/fleet.ts';
import type { FleetReport } from '#shared/domain/self-hosting.ts';
import { meanOf } from '#shared/domain/quantity.ts';
import { assertNever } from '#shared/result.ts';
import { formatCount, formatCounted, formatPercent, formatUsDollars } from '../../../ui/format.ts';
import type { OpenHostingBook } from '../../../engine.ts';
import { pricesInForce } from '../../../hosting-engine.ts';
import { publishedModelOf } from './model-shapes.ts';

/** What each group of a fleet's fields says in short, for its heading. */

/** `1 × NVIDIA H100 80 GB SXM a replica`. */
export function hardwareSummary({ gpu, gpusPerReplica, hoursPerMonth }: Fleet, book: OpenHostingBook): string {
  const name = gpu === undefined ? 'GPU not named' : (book.gpus.find(({ id }) => id === gpu)?.name ?? gpu);
  const hours = hoursPerMonth === undefined ? '' : `, ${formatCount(hoursPerMonth)} hours a month`;
  return `${gpusPerReplica} × ${name} a replica${hours}`;
}

/** Model and precision, or that it was measured; whether it fits. */
export function speedSummary({ throughput }: Fleet, report: FleetReport | undefined): string {
  if (throughput.kind !== 'roofline') return 'Measured';
  const { model, weights } = throughput;
  const name = publishedModelOf(model)?.name ?? `${formatCount(model.parametersB)} billion parameters`;
  const memory = report?.replica.memory;
  const fits = memory === undefined ? '' : memory.fits ? ', fits' : ', does not fit';
  return `${name}, ${weights.toUpperCase()}, roofline estimate${fits}`;
}

/** How the GPUs are paid for, with the figure. @param day whose price of the book counts. */
export function paymentSummary(payment: FleetPayment, book: OpenHostingBook, day: string): string {
  switch (payment.kind) {
    case 'rent': {
      const offer = pricesInForce(book.offers, day).find(({ id }) => id === payment.offer);
      const usd = payment.usdPerGpuHour ?? offer?.usdPerGpuHour;
      const from = offer === undefined ? '' : ` (${offer.provider}, ${offer.from})`;
      const rate = `Rented at ${usd === undefined ? 'an unknown rate' : formatUsDollars(meanOf(usd))} per GPU-hour${from}`;
      const reserved = payment.reservedUsdPerGpuHour === undefined ? '' : ', partly reserved';
      return `${rate}${reserved}${payment.spotShare > 0 ? `, ${formatPercent(payment.spotShare)} on spot` : ''}`;
    }
    case 'buy': {
      const purchase = pricesInForce(book.purchases, day).find(({ id }) => id === payment.purchase);
      const usd = payment.usdPerGpu ?? purchase?.usdPerGpu;
      return `Bought at ${usd === undefined ? 'an unknown price' : formatUsDollars(meanOf(usd))} per GPU, written off over ${payment.amortisationMonths} months`;
    }
    case 'flat':
      return `${formatUsDollars(meanOf(payment.usdPerReplicaMonth))} a replica and month`;
    default:
      return assertNever(payment);
  }
}

/** What runs beside the GPUs. */
export function runningSummary({ power, overheads }: Fleet): string {
  const usdPerKwh = power?.usdPerKwh;
  const tariff = usdPerKwh === undefined ? (power?.tariff ?? '') : `${formatUsDollars(meanOf(usdPerKwh))} per kWh`;
  const electricity = power === undefined ? 'Electricity included' : `Electricity ${tariff} × PUE ${power.pue}`;
  const { staffPosts, networkUsd, storageUsd, otherUsd } = overheads;
  const rest = meanOf(networkUsd) + meanOf(storageUsd) + meanOf(otherUsd);
  const others = rest === 0 ? '' : `, ${formatUsDollars(rest)} a month for network, storage and others`;
  return `${electricity}, ${formatCounted(meanOf(staffPosts), 'post')} of staff${others}`;
}

/** How many replicas run. */
export function scalingSummary(scaling: FleetScaling, report: FleetReport | undefined): string {
  const count = report === undefined ? '' : `: ${formatCounted(report.size.replicas, 'replica')}`;
  switch (scaling.kind) {
    case 'fixed':
      return `Fixed: ${formatCounted(scaling.replicas, 'replica')}`;
    case 'peak':
      return `For the peak hour at ${formatPercent(scaling.targetUtilisation)}, ${formatCounted(scaling.spareReplicas, 'spare')}${count}`;
    case 'autoscale':
      return `Autoscaling, floor ${scaling.minimumReplicas}, cold start ${formatCount(scaling.coldStartSeconds)} s${count} at the peak`;
    default:
      return assertNever(scaling);
  }
}

/** Which calls it takes and what it hands on. */
export function serviceSummary({ serves, escalationShare, overflow }: Fleet): string {
  const which = serves.workloads === undefined ? 'All workloads' : formatCounted(serves.workloads.length, 'workload');
  const again = escalationShare === 0 ? '' : `, ${formatPercent(escalationShare)} asked again`;
  const rule = { instant: 'at once', queued: 'after a wait', fluid: 'beyond capacity' }[overflow.rule];
  return `${which}${again}, overflow ${rule}`;
}

/** The APIs of the comparison. */
export function alternativesSummary({ alternatives }: Fleet): string {
  return ['The scenario’s models', ...alternatives.map(({ name }) => name)].join(', ');
}

/** The likely years ahead. */
export function outlookSummary({ outlook }: Fleet): string {
  const { years, apiPriceDeclinePerYear: api, gpuPriceDeclinePerYear: gpu } = outlook;
  return `${formatCounted(years, 'year')}; a year API −${formatPercent(api.likely)}, GPUs −${formatPercent(gpu.likely)} (likely)`;
}
