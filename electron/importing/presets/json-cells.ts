import { isEmptyCell, isProblem, readCount } from '../read/cells.ts';
import { isObject } from '../read/json-fields.ts';
import { jsonOfPythonLiteral } from '../read/python-literal.ts';

/**
 * The object that a cell holds as JSON. Some exports stringify twice: the cell's text is then a JSON string that holds
 * the object. Undefined for an empty cell and for anything else.
 */
export function objectCell(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = jsonCell(text);
  return isObject(value) ? value : undefined;
}

/** The text of a cell that may be a JSON string: `"2026-03-31T09:15:22Z"` with its quotes is the time without them. */
export function unquotedCell(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('"')) return trimmed;
  const value = jsonCell(trimmed);
  return typeof value === 'string' ? value : trimmed;
}

/** The strings of a cell that holds a JSON array. */
export function stringsCell(text: string): readonly string[] {
  const value = jsonCell(text);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A field as an object; undefined when it is something else. */
export function objectIn(
  value: Readonly<Record<string, unknown>> | undefined,
  key: string,
): Readonly<Record<string, unknown>> | undefined {
  const field = value !== undefined && Object.hasOwn(value, key) ? value[key] : undefined;
  return isObject(field) ? field : undefined;
}

/** The first of the fields that holds a count of tokens; 0 when none does. */
export function countIn(value: Readonly<Record<string, unknown>> | undefined, ...keys: readonly string[]): number {
  if (value === undefined) return 0;
  for (const key of keys) {
    const field = Object.hasOwn(value, key) ? value[key] : undefined;
    if (typeof field !== 'number' && typeof field !== 'string') continue;
    const count = readCount(String(field));
    if (count !== undefined && !isProblem(count)) return count;
  }
  return 0;
}

function jsonCell(text: string): unknown {
  if (isEmptyCell(text)) return undefined;
  const value = parse(text.trim());
  return typeof value === 'string' && /^\s*[[{]/.test(value) ? parse(value) : value;
}

/** JSON, or the Python literal that a data frame makes of it. */
function parse(text: string): unknown {
  const value = parseJson(text);
  if (value !== undefined || !/^[[{(]/.test(text)) return value;
  const json = jsonOfPythonLiteral(text);
  return json === undefined ? undefined : parseJson(json);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
