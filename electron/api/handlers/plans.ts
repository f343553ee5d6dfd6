import { calibrate, seededRandom } from '#forecasting';
import type { Ledger } from '#ledger';
import type { Catalogue } from '#pricing';
import { checkScenario } from '#simulator';
import { nextVersion, planVariance } from '#tracking';
import type { AppEvent } from '#shared/contract.ts';
import { success } from '#shared/result.ts';
import { monthOf } from '#shared/time.ts';
import { fromLedger } from '../from-ledger.ts';
import type { Handlers } from '../handler.ts';
import { findPlan, pinnedPlans, pinPlan } from '../tracking/pinned-plans.ts';

/** What the methods of plans work on. */
export interface PlanServices {
  readonly ledger: () => Ledger;
  readonly catalogue: Catalogue;
  readonly emit: (event: AppEvent) => void;
  /** UTC ms. */
  readonly now: () => number;
}

type PlanMethods = 'plan.list' | 'plan.pin' | 'plan.recalibrate' | 'plan.unpin' | 'plan.variance';

/** Fixed, so that the same ledger always calibrates to the same scenario. */
const sampleSeed = 20_261_122;

/** Plans that are pinned, and what became of them. */
export function planHandlers({ ledger, catalogue, emit, now }: PlanServices): Handlers<PlanMethods> {
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
    'plan.recalibrate': ({ id }) =>
      fromLedger(() => {
        const plan = findPlan(ledger(), id);
        if (!plan.ok) return plan;
        const calibrated = calibrate(ledger(), { startMonth: monthOf(now()), random: seededRandom(sampleSeed) });
        if (!calibrated.ok) return calibrated;
        return success({ scenario: nextVersion(plan.value.document.scenario, calibrated.value) });
      }),
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
