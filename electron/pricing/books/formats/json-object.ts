/** An object of a JSON document. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; undefined when it is none. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
