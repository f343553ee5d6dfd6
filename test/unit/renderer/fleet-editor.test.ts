import { describe, expect, it } from 'vitest';
import { pricesInForce } from '#selfhosting';
import { openHostingBook } from '#simulator';
import { fleetPaymentSchema, fleetScalingSchema } from '#shared/domain/fleet.ts';
import {
  onGpu,
  paymentOfKind,
  scalingOfKind,
  throughputOfKind,
} from '../../../renderer/features/self-hosting/editor/fleet-starts.ts';
import { paymentSummary, speedSummary } from '../../../renderer/features/self-hosting/editor/fleet-summaries.ts';
import { publishedModelOf, publishedModels } from '../../../renderer/features/self-hosting/editor/model-shapes.ts';
import { addFleet, removeFleet } from '../../../renderer/store/edits-fleets.ts';
import { fleetOf } from '../selfhosting/builders.ts';
import { scenarioOf } from '../simulator/builders.ts';

const book = openHostingBook(undefined);

describe('choosing another kind', () => {
  it.each(['roofline', 'measured-tokens', 'measured-phases', 'measured-batch', 'measured-requests'] as const)(
    'a speed of kind %s is whole',
    (kind) => {
      expect(throughputOfKind(kind).kind).toBe(kind);
    },
  );

  it('takes the price from the book where it has one of the GPU, and a figure to type over where it has none', () => {
    const fleet = fleetOf({ gpu: 'a100-80-sxm' });
    expect(paymentOfKind('rent', fleet, book)).toMatchObject({ offer: 'runpod-a100-sxm-community' });
    expect(paymentOfKind('buy', fleet, book)).toMatchObject({ purchase: 'a100-80-2025', amortisationMonths: 36 });
    expect(paymentOfKind('buy', fleetOf({ gpu: 'h200-sxm' }), book)).toMatchObject({ usdPerGpu: 30_000 });
  });

  it('keeps what both rules of scaling know', () => {
    const peak = fleetScalingSchema.parse({ kind: 'peak', targetUtilisation: 0.5, spareReplicas: 2 });
    const autoscale = scalingOfKind('autoscale', peak);
    expect(autoscale).toMatchObject({
      kind: 'autoscale',
      targetUtilisation: 0.5,
      spareReplicas: 2,
      coldStartSeconds: 300,
    });
    expect(scalingOfKind('peak', autoscale)).toEqual(peak);
    expect(scalingOfKind('fixed', peak)).toEqual({ kind: 'fixed', replicas: 1 });
  });

  it('on another GPU the price is one of that GPU, or the old figure as one’s own', () => {
    const payment = fleetPaymentSchema.parse({ kind: 'rent', offer: 'runpod-h100-sxm-secure', spotShare: 0 });
    const fleet = fleetOf({ gpu: 'h100-sxm', payment });
    expect(onGpu(fleet, 'h200-sxm', book).payment).toMatchObject({ offer: 'civo-h200' });
    const own = onGpu(fleet, 'rtx-5090', book).payment;
    expect(own).toMatchObject({ usdPerGpuHour: 3.99 });
    expect(own).not.toHaveProperty('offer');
  });
});

describe('the summaries of a fleet', () => {
  it('name the price of the book in force, its provider and date', () => {
    const payment = fleetPaymentSchema.parse({ kind: 'rent', offer: 'runpod-h100-sxm-secure', spotShare: 0 });
    expect(paymentSummary(payment, book, '2026-10-01')).toBe('Rented at $3.49 per GPU-hour (RunPod, 2026-09-25)');
    expect(paymentSummary(payment, book, '2026-12-01')).toBe('Rented at $3.99 per GPU-hour (RunPod, 2026-11-09)');
  });

  it('name the model whose shape it is', () => {
    const [first] = publishedModels;
    if (first === undefined) throw new Error('No model.');
    expect(publishedModelOf(first.shape)).toBe(first);
    expect(publishedModelOf({ ...first.shape, layers: 99 })).toBeUndefined();
    const fleet = fleetOf({ gpu: 'h100-sxm', throughput: { kind: 'roofline', model: first.shape } });
    expect(speedSummary(fleet, undefined)).toBe('Llama 3.1 8B, FP16, roofline estimate');
  });
});

describe('entries that follow each other by date', () => {
  it('are one each, the one in force, or the first before its day', () => {
    const entries = [
      { id: 'a', from: '2026-02-01' },
      { id: 'a', from: '2026-01-01' },
      { id: 'b', from: '2026-03-01' },
    ];
    expect(pricesInForce(entries, '2026-01-15')).toEqual([
      { id: 'a', from: '2026-01-01' },
      { id: 'b', from: '2026-03-01' },
    ]);
    expect(pricesInForce(entries, '2026-04-01').map(({ from }) => from)).toEqual(['2026-02-01', '2026-03-01']);
  });
});

describe('adding and removing fleets', () => {
  it('the first one stands on a dated rate of the book', () => {
    const [fleet] = addFleet(scenarioOf()).fleets ?? [];
    expect(fleet).toMatchObject({ id: 'fleet', payment: { kind: 'rent', offer: 'runpod-h100-sxm-secure' } });
    expect(book.offers.some(({ id }) => id === 'runpod-h100-sxm-secure')).toBe(true);
  });

  it('notes follow their fleet', () => {
    const two = {
      ...addFleet(addFleet(scenarioOf())),
      inputNotes: { 'fleets[1].overheads.staffPosts': { note: 'Half.' } },
    };
    expect(removeFleet(two, 0).inputNotes).toEqual({ 'fleets[0].overheads.staffPosts': { note: 'Half.' } });
  });
});
