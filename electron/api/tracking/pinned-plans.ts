import type { Ledger, PinnedPlanRow } from '#ledger';
import { cardsOfModels, type Catalogue } from '#pricing';
import { modelsOf } from '#simulator';
import type { PinnedPlan } from '#tracking';
import { planDocumentSchema, type PlanEntry } from '#shared/domain/plan-variance.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { failure, success, type Result } from '#shared/result.ts';

/** A plan of the ledger as it is used. @throws Error for a document that is none: the ledger checks what it is given. */
function pinnedPlan({ id, pinnedAtMs, document }: PinnedPlanRow): PinnedPlan {
  const parsed = planDocumentSchema.parse(JSON.parse(document));
  return { entry: entryOf(id, pinnedAtMs, parsed.scenario), document: parsed };
}

/** Every pinned plan, newest first. */
export function pinnedPlans({ tracking }: Pick<Ledger, 'tracking'>): readonly PinnedPlan[] {
  return tracking.pinnedPlans().map(pinnedPlan);
}

/** A pinned plan by its number. Fails `unknown-plan`. */
export function findPlan(ledger: Pick<Ledger, 'tracking'>, id: number): Result<PinnedPlan> {
  const row = ledger.tracking.pinnedPlans().find((plan) => plan.id === id);
  return row === undefined
    ? failure('unknown-plan', `The ledger has no pinned plan ${id}.`, {
        nextStep: 'List the pinned plans to see their numbers: burnrate plan list.',
      })
    : success(pinnedPlan(row));
}

/** Pins a scenario: a copy of it with every price of its models, so that it stays what it was. */
export function pinPlan(
  { tracking }: Pick<Ledger, 'tracking'>,
  catalogue: Catalogue,
  scenario: Scenario,
  nowMs: number,
): Result<PlanEntry> {
  const { cards } = cardsOfModels(catalogue, modelsOf(scenario));
  const pinned = tracking.pinPlan(JSON.stringify({ scenario, cards }), nowMs);
  return pinned.ok ? success(entryOf(pinned.value.id, nowMs, scenario)) : pinned;
}

function entryOf(id: number, pinnedAtMs: number, { name, calendar }: Scenario): PlanEntry {
  return { id, pinnedAtMs, name, startMonth: calendar.startMonth, months: calendar.months };
}
