/** Different texts that are remembered; bills have few, and a file made to have many must not fill the memory. */
const maximumTexts = 10_000;

/** Characters of a bill's text that are read: no meter, SKU or description is longer, and patterns take time. */
const longestText = 1000;

/** The part of a text that is read. */
export function readablePart(text: string): string {
  return text.length > longestText ? text.slice(0, longestText) : text;
}

/** A reader of texts that recur on row after row, such as the names of meters: each is read once. */
export function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (whole) => {
    const text = readablePart(whole);
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    const value = read(text);
    if (known.size < maximumTexts) known.set(text, value);
    return value;
  };
}
