import { meanOf, type Quantity } from '#shared/domain/quantity.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { valueAt } from '#shared/value-at.ts';

/**
 * A copy of a scenario with a number at one path replaced. One of several shares of a whole (a call's models, classes of
 * requests, owners of a cost) takes from, or gives to, the others in proportion, so that they still sum to 1.
 * @param path as leaves of formulas name it: `workloads[0].calls[1].prompt.system`.
 */
export function withValue(scenario: Scenario, path: string, value: number): Scenario {
  const share = /^(.*\.(?:models|classes|allocation))\[(\d+)\]\.share$/.exec(path);
  if (share?.[1] !== undefined)
    return replaceAt(scenario, keysOf(share[1]), (parts) => shifted(parts, Number(share[2]), value));
  return replaceAt(scenario, keysOf(path), () => value);
}

/** What a scenario holds at a path; undefined where it holds nothing. */
export function scenarioValue(scenario: Scenario, path: string): unknown {
  return valueAt(scenario, keysOf(path));
}

function keysOf(path: string): readonly string[] {
  return path.split(/[.[\]]+/).filter((key) => key !== '');
}

function replaceAt<T>(node: T, keys: readonly string[], change: (old: unknown) => unknown): T {
  const [key, ...rest] = keys;
  if (key === undefined) return change(node) as T;
  if (Array.isArray(node)) {
    return node.map((item: unknown, index) => (String(index) === key ? replaceAt(item, rest, change) : item)) as T;
  }
  if (typeof node !== 'object' || node === null) throw new Error(`The scenario has nothing at ${keys.join('.')}.`);
  return { ...node, [key]: replaceAt((node as Record<string, unknown>)[key], rest, change) };
}

/** Sets one share and scales the others to what is left. */
function shifted(parts: unknown, index: number, value: number): unknown {
  if (!Array.isArray(parts)) throw new Error('Shares of a whole stand in a list.');
  const shares = (parts as readonly { readonly share: Quantity }[]).map(({ share }) => meanOf(share));
  const others = shares.reduce((sum, share, at) => (at === index ? sum : sum + share), 0);
  return parts.map((part: object, at) => ({
    ...part,
    share:
      at === index
        ? value
        : others === 0
          ? (1 - value) / (shares.length - 1)
          : ((shares[at] ?? 0) / others) * (1 - value),
  }));
}
