import { describeIssue } from '#shared/describe-issue.ts';
import { distributionKinds, distributionSchema, meanOf, type Distribution } from '#shared/domain/quantity.ts';
import type { Lever } from '#shared/domain/scenario.ts';
import { mapNodes } from '#shared/map-nodes.ts';
import { failure, success, type Result } from '#shared/result.ts';
import type { LeverDefinition } from './levers/lever.ts';
import { leverDefinition } from './levers/registry.ts';
import { quantileFunction } from './sampling/quantity-samples.ts';

/**
 * Any number among a lever's parameters may be a range. A lever itself knows only numbers: it is given the mean of each
 * range, and the leaves that its numbers become carry the ranges (`LeverTarget.at`), so that sampling, sensitivity and
 * explanations follow as for every other number.
 */
export interface LeverParameters {
  /** As the lever's schema gives them: means for ranges, defaults filled in. */
  readonly values: object;
  /** The ranges, by dotted path: `hitRate`, `targets[0].share`. */
  readonly ranges: ReadonlyMap<string, Distribution>;
}

/**
 * What was read of parameters that fit, by the object that holds them. One evaluation asks for the same levers several times,
 * and a slider moves one lever of many: scenarios are values, an edit replaces what it changes and mutates nothing.
 */
const known = new WeakMap<
  Lever['parameters'],
  { readonly definition: LeverDefinition; readonly read: LeverParameters }
>();

/**
 * Reads the parameters of a lever. Fails `invalid-scenario` where they do not fit the lever, or where a range reaches
 * values that do not: a hit rate over 1.
 * @param path JSON path of the parameters.
 */
export function readLeverParameters(
  definition: LeverDefinition,
  parameters: Lever['parameters'],
  path: string,
): Result<LeverParameters> {
  const earlier = known.get(parameters);
  if (earlier?.definition === definition) return success(earlier.read);
  const read = readAnew(definition, parameters, path);
  if (read.ok) known.set(parameters, { definition, read: read.value });
  return read;
}

function readAnew(definition: LeverDefinition, parameters: Lever['parameters'], path: string): Result<LeverParameters> {
  const found = findRanges(parameters, path);
  if (!found.ok) return found;
  const ranges = found.value;
  const values = parse(definition, withNumbers(parameters, ranges, meanOf), path);
  if (!values.ok) return values;
  for (const [end, probability] of rangeEnds) {
    if (ranges.size === 0) break;
    const atEnd = withNumbers(parameters, ranges, (range) => quantileFunction(range)(probability));
    const checked = parse(definition, atEnd, path, ` when the ranges are at their ${end} values`);
    if (!checked.ok) return checked;
  }
  return success({ values: values.value, ranges });
}

/** What can be drawn: beyond it lies one sample in a billion. */
const rangeEnds = [
  ['lowest', 1e-9],
  ['highest', 1 - 1e-9],
] as const;

/** What of a lever says what it does. */
type LeverOfKind = Pick<Lever, 'kind' | 'parameters'>;

/** The definition and the parameters of a lever of a scenario; undefined where `checkScenario` would refuse it. */
export function leverAsRead({
  kind,
  parameters,
}: LeverOfKind): (LeverParameters & { readonly definition: LeverDefinition }) | undefined {
  const definition = leverDefinition(kind);
  if (definition === undefined) return undefined;
  const read = readLeverParameters(definition, parameters, '');
  return read.ok ? { definition, ...read.value } : undefined;
}

/** A lever's parameters as the file holds them, in the lever's own order and with its defaults; undefined as `leverAsRead`. */
export function filledParameters(lever: LeverOfKind): Lever['parameters'] | undefined {
  const read = leverAsRead(lever);
  if (read === undefined) return undefined;
  const { values, ranges } = read;
  return { ...values, ...(ranges.size === 0 ? {} : (mapNodes(values, (_node, path) => ranges.get(path)) as object)) };
}

/** Ranges among parameters. */
function findRanges(parameters: object, path: string): Result<ReadonlyMap<string, Distribution>> {
  const ranges = new Map<string, Distribution>();
  function visit(node: object, at: string): Result<undefined> {
    const isList = Array.isArray(node);
    for (const [key, value] of Object.entries(node)) {
      if (typeof value !== 'object' || value === null) continue;
      const below = isList ? `${at}[${key}]` : at === '' ? key : `${at}.${key}`;
      if (!isRange(value)) {
        const visited = visit(value as object, below);
        if (!visited.ok) return visited;
        continue;
      }
      const range = distributionSchema.safeParse(value);
      if (!range.success) {
        const { path: where, sentence } = describeIssue(range.error, value, path === '' ? below : `${path}.${below}`);
        return failure('invalid-scenario', sentence, { at: { path: where } });
      }
      ranges.set(below, range.data);
    }
    return success(undefined);
  }
  const visited = visit(parameters, '');
  return visited.ok ? success(ranges) : visited;
}

function isRange(value: object): boolean {
  return 'kind' in value && distributionKinds.some((kind) => kind === value.kind);
}

function withNumbers(
  parameters: object,
  ranges: ReadonlyMap<string, Distribution>,
  numberOf: (range: Distribution) => number,
): unknown {
  if (ranges.size === 0) return parameters;
  return mapNodes(parameters, (_node, path) => {
    const range = ranges.get(path);
    return range === undefined ? undefined : numberOf(range);
  });
}

function parse({ schema }: LeverDefinition, numbers: unknown, path: string, when = ''): Result<object> {
  const parsed = schema.safeParse(numbers);
  if (parsed.success) return success(parsed.data);
  const { path: at, sentence } = describeIssue(parsed.error, numbers, path);
  return failure('invalid-scenario', when === '' ? sentence : sentence.replace(/\.$/, `${when}.`), {
    at: { path: at },
  });
}
