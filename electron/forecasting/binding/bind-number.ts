import { describeIssue } from '#shared/describe-issue.ts';
import type { EmpiricalQuantity } from '#shared/domain/quantity.ts';
import { scenarioSchema, type Scenario } from '#shared/domain/scenario.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { mapNodes } from '#shared/map-nodes.ts';

/**
 * Puts what the ledger gave in the place of a number or range of a scenario.
 * @param path JSON path of the number: `workloads[0].traffic.requestsPerDay`.
 * Fails `no-such-number`, and `invalid-scenario` where the field cannot be a range.
 */
export function bindNumber(scenario: Scenario, path: string, quantity: EmpiricalQuantity): Result<Scenario> {
  let isFound = false;
  const bound = mapNodes(scenario, (node, at) => {
    if (at !== path || !isNumberOrRange(node)) return undefined;
    isFound = true;
    return quantity;
  });
  if (!isFound) {
    return failure('no-such-number', 'The scenario has no number there.', {
      at: { path },
      nextStep: 'Name it by its JSON path: workloads[0].traffic.requestsPerDay.',
    });
  }
  return readBound(bound);
}

/** A scenario with new measured numbers. Fails `invalid-scenario` where a field cannot hold its own. */
export function readBound(scenario: unknown): Result<Scenario> {
  const parsed = scenarioSchema.safeParse(scenario);
  if (parsed.success) return success(parsed.data);
  const { path: at, sentence } = describeIssue(parsed.error, scenario);
  return failure('invalid-scenario', sentence, {
    at: { path: at },
    nextStep: 'Some numbers cannot be ranges, and a share cannot be above 1.',
  });
}

function isNumberOrRange(node: unknown): boolean {
  return typeof node === 'number' || (typeof node === 'object' && node !== null && 'kind' in node);
}
