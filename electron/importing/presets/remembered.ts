/** Different texts that are remembered; bills have few, and a file made to have many must not fill the memory. */
const maximumTexts = 10_000;

/** A reader of texts that recur on row after row, such as the names of meters: each is read once. */
export function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    const value = read(text);
    if (known.size < maximumTexts) known.set(text, value);
    return value;
  };
}
