import type { Expression } from '#shared/domain/expression.ts';
import type { FixedCost } from '#shared/domain/fixed-cost.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { monthsBetween } from '#shared/time.ts';
import { compoundGrowth, type PlanMonth } from './calendar.ts';
import { leaf, product } from './expressions.ts';
import type { MonthRequests } from './part-requests.ts';
import { quantityLeaf } from './quantity-leaf.ts';
import { sharesOfWhole } from './shares-of-whole.ts';

/** A cost that comes by the month: whatever the traffic, or, for a fleet, as it is sized for the month's traffic. */
export interface FixedCostPlan {
  readonly id: string;
  readonly name: string;
  /** The workload it belongs to; absent = all of them. */
  readonly workloadId: string | undefined;
  /** Its cost in a month, USD. @param requests what each part of the plan serves in the month. */
  readonly usdIn: (month: PlanMonth, requests: MonthRequests) => Expression;
}

/**
 * The fixed costs of a scenario: units × USD per unit × growth since the start or the last step. One that several
 * workloads share is a cost of each: its share of the whole.
 */
export function buildFixedCosts({ fixedCosts, calendar }: Scenario): readonly FixedCostPlan[] {
  return fixedCosts.flatMap((cost, index) => {
    const path = `fixedCosts[${index}]`;
    const whole = buildFixedCost(cost, calendar.startMonth, path);
    return cost.allocation === undefined ? [whole] : allocated(whole, cost.allocation, path);
  });
}

function allocated(
  whole: FixedCostPlan,
  allocation: NonNullable<FixedCost['allocation']>,
  path: string,
): readonly FixedCostPlan[] {
  const parts = sharesOfWhole(
    allocation.map(({ workload, share }, index) => ({
      label: `Share of ${workload}`,
      share,
      path: `${path}.allocation[${index}].share`,
    })),
  );
  return allocation.map(({ workload }, index) => ({
    id: `${whole.id}/${workload}`,
    name: whole.name,
    workloadId: workload,
    usdIn: (month, requests) =>
      product(`${whole.name} for ${workload} in ${month.month}`, 'USD', [
        whole.usdIn(month, requests),
        ...parts.slice(index, index + 1),
      ]),
  }));
}

function buildFixedCost(cost: FixedCost, startMonth: string, path: string): FixedCostPlan {
  const units = quantityLeaf('Units', 'factor', cost.units, `${path}.units`);
  const usdPerUnit = quantityLeaf('USD per unit and month', 'USD', cost.usdPerUnitMonth, `${path}.usdPerUnitMonth`);
  return {
    id: cost.id,
    name: cost.name,
    workloadId: cost.workload,
    usdIn: ({ month }) => {
      const stepIndex = cost.steps.findLastIndex((step) => step.month <= month);
      const step = cost.steps[stepIndex];
      const inForce =
        step === undefined
          ? units
          : quantityLeaf(`Units from ${step.month}`, 'factor', step.units, `${path}.steps[${stepIndex}].units`);
      return product(`${cost.name} in ${month}`, 'USD', [
        inForce,
        usdPerUnit,
        growthLeaf(cost, monthsBetween(step?.month ?? startMonth, month), path),
      ]);
    },
  };
}

function growthLeaf({ growthPerMonth }: FixedCost, months: number, path: string): Expression {
  const growthPath = `${path}.growthPerMonth`;
  return growthPerMonth === 0 || months === 0
    ? leaf('Growth: none yet', 'factor', 1, { path: growthPath })
    : compoundGrowth(growthPerMonth, months, growthPath);
}
