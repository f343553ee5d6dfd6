import { empiricalSchema, type EmpiricalQuantity } from './quantity.ts';
import type { Scenario } from './scenario.ts';

/** The quantities of a scenario that are bound to the ledger, by JSON path, in the order of the file. */
export function boundQuantities(scenario: Scenario): ReadonlyMap<string, EmpiricalQuantity> {
  const bound = new Map<string, EmpiricalQuantity>();
  gather(scenario, '', bound);
  return bound;
}

/** Walks without copying: it runs with every move of a slider. */
function gather(node: object, path: string, bound: Map<string, EmpiricalQuantity>): void {
  if ('binding' in node) {
    const quantity = empiricalSchema.safeParse(node);
    if (quantity.success && quantity.data.binding !== undefined) bound.set(path, quantity.data);
    return;
  }
  const isList = Array.isArray(node);
  for (const [key, value] of Object.entries(node)) {
    if (typeof value !== 'object' || value === null) continue;
    gather(value, isList ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`, bound);
  }
}
