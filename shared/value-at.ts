/** What a JSON value holds at a path of keys; undefined where it holds nothing. */
export function valueAt(document: unknown, path: Iterable<PropertyKey>): unknown {
  let value = document;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  }
  return value;
}
