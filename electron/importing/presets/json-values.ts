import { isProblem, readCount, readName } from '../read/cells.ts';
import { readInstant, type Instant } from '../read/instants.ts';
import type { Amount, Rejection } from './preset.ts';

/** A JSON object whose fields are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; undefined for arrays, scalars and null. */
export function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The value's items; empty for what is no array. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects among the value's items. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  return listOf(value)
    .map(objectOf)
    .filter((item) => item !== undefined);
}

/** The first of the fields that is neither missing nor null. */
export function fieldOf(object: JsonObject | undefined, ...names: readonly string[]): unknown {
  if (object === undefined) return undefined;
  for (const name of names) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** The first of the fields as an object. */
export function objectField(object: JsonObject | undefined, ...names: readonly string[]): JsonObject | undefined {
  return objectOf(fieldOf(object, ...names));
}

/** The first of the fields as text; empty when it is missing, or an array or object. */
export function textField(object: JsonObject | undefined, ...names: readonly string[]): string {
  return scalarText(fieldOf(object, ...names));
}

/** A string, number or boolean as text; empty for everything else. */
export function scalarText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Names of the fields that hold a count, the usual one first. */
export type CountFields<K extends string> = Readonly<Record<K, readonly string[]>>;

/** Reads counts by key; a field that is missing, null or empty is absent. Arrays and objects are refused. */
export function readCountFields<K extends string>(
  object: JsonObject | undefined,
  names: CountFields<K>,
): Partial<Record<K, number>> | Rejection {
  const counts: Partial<Record<K, number>> = {};
  for (const key of Object.keys(names) as K[]) {
    const column = names[key].find((name) => fieldOf(object, name) !== undefined);
    if (column === undefined) continue;
    const value = fieldOf(object, column);
    if (typeof value === 'object') return { kind: 'reject', column, reason: 'it is not a number' };
    const count = readCount(scalarText(value));
    if (isProblem(count)) return { kind: 'reject', column, reason: count.problem };
    if (count !== undefined) counts[key] = count;
  }
  return counts;
}

/** Reads a name: a model, project or session. Undefined when no field holds one. */
export function readNameField(object: JsonObject | undefined, ...names: readonly string[]): string | undefined {
  return readName(textField(object, ...names));
}

/** Reads a time that the row must have: Unix time (its size tells the unit) or ISO 8601; without a zone it is UTC. */
export function readTimeField(object: JsonObject | undefined, ...names: readonly string[]): Instant | Rejection {
  const column = names.find((name) => fieldOf(object, name) !== undefined) ?? names[0] ?? '';
  const instant = readInstant(textField(object, column), 'auto');
  if (instant === undefined) return { kind: 'reject', column, reason: 'the time is missing' };
  return isProblem(instant) ? { kind: 'reject', column, reason: instant.problem } : instant;
}

/** Money that a field states; undefined when it states none. Text that is no number is refused when it is converted. */
export function amountField(object: JsonObject | undefined, currency: string, column: string): Amount | undefined {
  const decimal = textField(object, column).trim();
  return decimal === '' ? undefined : { decimal, currency: currency.trim().toUpperCase(), column };
}

/** The last part of a folder's path: `/home/jane/work/shop` is `shop`. What stands before it may name a person. */
export function folderName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? '';
}

/** One value with its place in what was read. */
export interface PlacedValue {
  /** `$[3]` in an array; empty for a value by itself. */
  readonly path: string;
  readonly value: unknown;
}

/** A value, or the items of an array: a log is lines as often as one array of the same. */
export function itemsOf(value: unknown): readonly PlacedValue[] {
  return Array.isArray(value)
    ? value.map((item: unknown, index) => ({ path: `$[${index}]`, value: item }))
    : [{ path: '', value }];
}

/** The objects of a sample, arrays opened. */
export function sampleObjects(sample: readonly unknown[]): readonly JsonObject[] {
  return sample
    .flatMap(itemsOf)
    .map((item) => objectOf(item.value))
    .filter((item) => item !== undefined);
}
