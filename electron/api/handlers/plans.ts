import type { Ledger } from '#ledger';
import type { Catalogue } from '#pricing';
import { checkScenario } from '#simulator';
import { nextVersion, planVariance } from '#tracking';
import type { AppEvent } from '#shared/contract.ts';
import { success } from '#shared/result.ts';
import { monthOf } from '#shared/time.ts';
import type { JobRegistry } from '#workers';
import { fromLedger } from '../from-ledger.ts';
import type { Handlers } from '../handler.ts';
import { findPlan, pinnedPlans, pinPlan } from '../tracking/pinned-plans.ts';

/** What the methods of plans work on. */
export interface PlanServices {
  readonly ledger: () => Ledger;
  readonly catalogue: Catalogue;
  readonly jobs: Pick<JobRegistry, 'answer'>;
  readonly emit: (event: AppEvent) => void;
  /** UTC ms. */
  readonly now: () => number;
}

type PlanMethods = 'plan.list' | 'plan.pin' | 'plan.recalibrate' | 'plan.unpin' | 'plan.variance';

/** Plans that are pinned, and what became of them. */
export function planHandlers({ ledger, catalogue, jobs, emit, now }: PlanServices): Handlers<PlanMethods> {
  return {
    'plan.list': ({ timeZone }) =>
      fromLedger(() =>
        success(
          pinnedPlans(ledger()).map((plan) => {
            const variance = planVariance(ledger(), catalogue, plan, { timeZone, nowMs: now() });
            return { ...plan.entry, accuracy: variance.ok ? variance.value.accuracy : null };
          }),
        ),
      ),
    'plan.pin'({ scenario }) {
      const checked = checkScenario(scenario);
      if (!checked.ok) return checked;
      const pinned = pinPlan(ledger(), catalogue, scenario, now());
      if (pinned.ok) emit({ type: 'plans-changed' });
      return pinned;
    },
    async 'plan.recalibrate'({ id }) {
      const plan = fromLedger(() => findPlan(ledger(), id));
      if (!plan.ok) return plan;
      const calibrated = await jobs.answer({
        title: `Calibrating ${plan.value.entry.name} anew`,
        task: { kind: 'calibrate', input: { startMonth: monthOf(now()) } },
      });
      if (!calibrated.ok) return calibrated;
      return success({ scenario: nextVersion(plan.value.document.scenario, calibrated.value.scenario) });
    },
    'plan.unpin'({ id }) {
      const removed = ledger().tracking.unpinPlan(id);
      if (!removed.ok) return removed;
      emit({ type: 'plans-changed' });
      return success({ id });
    },
    'plan.variance': ({ id, timeZone }) =>
      fromLedger(() => {
        const plan = findPlan(ledger(), id);
        return plan.ok ? planVariance(ledger(), catalogue, plan.value, { timeZone, nowMs: now() }) : plan;
      }),
  };
}
