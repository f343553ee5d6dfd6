/**
 * A scenario as a tree of attributes: objects by key, lists whose items have ids by id, everything else (numbers, ranges,
 * texts, lists of shares) as one value.
 */

/** A step into the tree: a field's name, or an item's id within a list. */
export type Step = { readonly key: string } | { readonly id: string };

/** One attribute that two trees hold otherwise; undefined = absent. */
export interface Change {
  readonly steps: readonly Step[];
  readonly from: unknown;
  readonly to: unknown;
}

/** What describes a scenario without being part of it. */
const describing: ReadonlySet<string> = new Set([
  '$schema',
  'format',
  'version',
  'name',
  'note',
  'source',
  'parent',
  'provenance',
  'inputNotes',
]);

/** Every attribute in which two scenarios differ, in the order of the first one's file, then of the second one's. */
export function changesBetween(from: unknown, to: unknown, steps: readonly Step[] = []): readonly Change[] {
  if (isSame(from, to)) return [];
  if (hasIds(from) && hasIds(to)) {
    return childChanges(byId(from), byId(to), steps, (id) => ({ id }));
  }
  if (isRecord(from) && isRecord(to) && !isQuantity(from) && !isQuantity(to)) {
    return childChanges(fieldsOf(from), fieldsOf(to), steps, (key) => ({ key }));
  }
  return [{ steps, from, to }];
}

/** A copy of a tree with one change made. New items of a list take their place in the list that they come from. */
export function withChange(tree: unknown, { steps, to }: Change, target: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return to;
  if ('id' in step) {
    if (!hasIds(tree)) return tree;
    const order = hasIds(target) ? target.map(({ id }) => id) : [];
    const known = tree.find(({ id }) => id === step.id);
    const item = withChange(known, { steps: rest, from: undefined, to }, itemOf(target, step.id));
    const others = tree.filter(({ id }) => id !== step.id);
    if (item === undefined) return others;
    if (known !== undefined) return tree.map((one) => (one === known ? item : one));
    const place = others.findIndex(({ id }) => order.indexOf(id) > order.indexOf(step.id));
    return place === -1 ? [...others, item] : [...others.slice(0, place), item, ...others.slice(place)];
  }
  if (!isRecord(tree)) return tree;
  const value = withChange(
    tree[step.key],
    { steps: rest, from: undefined, to },
    isRecord(target) ? target[step.key] : undefined,
  );
  const { [step.key]: _old, ...others } = tree;
  return value === undefined ? others : { ...tree, [step.key]: value };
}

/** Names of lists that a path leaves out where an item's id says enough: `support.answer.prompt.system`. */
const silentKeys: ReadonlySet<string> = new Set(['workloads', 'calls', 'parameters']);

/** A path for people: `support.traffic.requestsPerDay`, `levers.prompt-caching.hitRate`. */
export function pathText(steps: readonly Step[]): string {
  const names = steps.map((step) => ('id' in step ? step.id : step.key));
  const shown = names.filter((_name, index) => {
    const step = steps[index];
    return step === undefined || 'id' in step || !silentKeys.has(step.key) || index === names.length - 1;
  });
  return shown.join('.');
}

function childChanges(
  from: ReadonlyMap<string, unknown>,
  to: ReadonlyMap<string, unknown>,
  steps: readonly Step[],
  stepOf: (name: string) => Step,
): readonly Change[] {
  const names = new Set([...from.keys(), ...to.keys()]);
  return [...names].flatMap((name) => changesBetween(from.get(name), to.get(name), [...steps, stepOf(name)]));
}

function fieldsOf(record: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(record).filter(([key, value]) => !describing.has(key) && value !== undefined));
}

interface Item {
  readonly id: string;
}

function byId(items: readonly Item[]): ReadonlyMap<string, unknown> {
  return new Map(items.map((item) => [item.id, item]));
}

function itemOf(list: unknown, wanted: string): unknown {
  return hasIds(list) ? list.find(({ id }) => id === wanted) : undefined;
}

function hasIds(value: unknown): value is readonly Item[] {
  return Array.isArray(value) && value.every((item: unknown) => isRecord(item) && typeof item['id'] === 'string');
}

/** A range: one value, however many numbers describe it. */
function isQuantity(record: Readonly<Record<string, unknown>>): boolean {
  return typeof record['kind'] === 'string' && record['parameters'] === undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equal as JSON, whatever the order of fields. */
function isSame(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isSame(item, right[index]));
  }
  if (!isRecord(left) || !isRecord(right)) return false;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => isSame(left[key], right[key]));
}
