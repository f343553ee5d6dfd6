import { boundQuantities } from '#shared/domain/bound-quantities.ts';
import type { EmpiricalQuantity } from '#shared/domain/quantity.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { RefreshedBinding } from '#shared/domain/refreshed-binding.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { mapNodes } from '#shared/map-nodes.ts';
import { readBound } from './bind-number.ts';
import { resolveBinding } from './resolve-binding.ts';
import type { BindingSource } from './source.ts';

export interface RefreshedScenario {
  readonly scenario: Scenario;
  /** In the order of the file. */
  readonly bindings: RefreshedBinding[];
}

/**
 * Reads the ledger again for every number of a scenario that is bound to it. One that cannot be read refuses all, with
 * its JSON path, so that a scenario is never half up to date. Fails `no-bindings`, as `resolveBinding`
 * does, and `invalid-scenario` where a field cannot hold what is measured now.
 * @param nowMs UTC ms: usage after it does not count.
 */
export function refreshScenario(source: BindingSource, scenario: Scenario, nowMs: number): Result<RefreshedScenario> {
  const bound = boundQuantities(scenario);
  if (bound.size === 0) {
    return failure('no-bindings', 'No number of the scenario is bound to the ledger.', {
      nextStep: 'Bind one in its range menu on the screen, or with `burnrate bind`.',
    });
  }
  const bindings: RefreshedBinding[] = [];
  const fresh = new Map<string, EmpiricalQuantity>();
  for (const [path, before] of bound) {
    if (before.binding === undefined) continue;
    const { measure, filter, windowDays } = before.binding;
    const after = resolveBinding(source, { measure, filter, windowDays }, nowMs);
    if (!after.ok) return { ok: false, error: { ...after.error, at: { path } } };
    bindings.push({ path, before, after: after.value });
    fresh.set(path, after.value);
  }
  const refreshed = mapNodes(scenario, (_node, path) => fresh.get(path));
  const read = readBound(refreshed);
  return read.ok ? success({ scenario: read.value, bindings }) : read;
}
