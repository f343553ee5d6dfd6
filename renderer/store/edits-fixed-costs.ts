import { meanOf, type Quantity } from '#shared/domain/quantity.ts';
import type { FixedCost } from '#shared/domain/fixed-cost.ts';
import { addMonths } from '#shared/time.ts';
import { normaliseShares, setShare } from './shares.ts';

/** Edits of one fixed cost: whom it belongs to, and its steps. Each gives a changed copy. */

/** The workloads that a fixed cost belongs to; none = all of them. */
export function ownersOf({ workload, allocation = [] }: FixedCost): readonly string[] {
  return workload === undefined ? allocation.map((part) => part.workload) : [workload];
}

/**
 * Gives a fixed cost to workloads: none = all of them, one alone, or several that share it. Those that shared it keep
 * their proportions; a new one gets an equal part.
 */
export function giveFixedCost(cost: FixedCost, owners: readonly string[]): FixedCost {
  const { workload: _workload, allocation: earlier = [], ...rest } = cost;
  const [first, ...others] = owners;
  if (first === undefined) return rest;
  if (others.length === 0) return { ...rest, workload: first };
  const known = new Map(earlier.map((part) => [part.workload, part.share]));
  const parts = owners.map((workload) => ({ workload, share: known.get(workload) ?? 1 / owners.length }));
  return { ...rest, allocation: normaliseShares(parts) };
}

/** Sets the share of one workload; the others keep their proportions, so that the shares go on to sum to 1. */
export function setFixedCostShare(cost: FixedCost, index: number, share: Quantity): FixedCost {
  return { ...cost, allocation: setShare(cost.allocation ?? [], index, share) };
}

/** Takes a workload that is gone out of a fixed cost; with the last owner it is a cost of all. */
export function withoutOwner(cost: FixedCost, workload: string): FixedCost {
  const owners = ownersOf(cost);
  return owners.includes(workload)
    ? giveFixedCost(
        cost,
        owners.filter((owner) => owner !== workload),
      )
    : cost;
}

/** Months of a plan that have no step yet, the first one left out: it starts with the units. */
export function freeStepMonths(
  { steps }: FixedCost,
  { startMonth, months }: { readonly startMonth: string; readonly months: number },
): readonly string[] {
  const taken = new Set(steps.map(({ month }) => month));
  return Array.from({ length: months - 1 }, (_none, index) => addMonths(startMonth, index + 1)).filter(
    (month) => !taken.has(month),
  );
}

/** Adds a step in a month: as many units as before it, to be changed. */
export function addStep(cost: FixedCost, month: string): FixedCost {
  const before = cost.steps.findLast((step) => step.month < month);
  return { ...cost, steps: inOrder([...cost.steps, { month, units: before?.units ?? meanOf(cost.units) }]) };
}

/** Changes one step; steps stay in the order of their months. */
export function editStep(cost: FixedCost, index: number, change: Partial<FixedCost['steps'][number]>): FixedCost {
  return {
    ...cost,
    steps: inOrder(cost.steps.map((step, other) => (other === index ? { ...step, ...change } : step))),
  };
}

/** Removes one step. */
export function removeStep(cost: FixedCost, index: number): FixedCost {
  return { ...cost, steps: cost.steps.filter((_step, other) => other !== index) };
}

function inOrder(steps: FixedCost['steps']): FixedCost['steps'] {
  return [...steps].sort((left, right) => left.month.localeCompare(right.month));
}
