/**
 * A condition on a model's name, as genai-prices data files write it: a tree whose leaves compare the whole name or a
 * part of it. Comparisons ignore case, except for `regex`.
 */
export type MatchLogic =
  | { readonly or: readonly MatchLogic[] }
  | { readonly and: readonly MatchLogic[] }
  | { readonly equals: string }
  | { readonly starts_with: string }
  | { readonly ends_with: string }
  | { readonly contains: string }
  | { readonly regex: string };

/** What a condition found in a name. */
export interface LogicMatch {
  /** The part of the name that the condition speaks of, lower case; the whole name for `equals`. */
  readonly matched: string;
  /** True when the condition names the whole name, so that nothing of it is left unread. */
  readonly isWhole: boolean;
}

/**
 * Tests a name, lower case, against a condition. Of `or` the alternative that reads most of the name counts, of `and`
 * the part that does. A regular expression that does not compile matches nothing.
 */
export function testLogic(logic: MatchLogic, name: string): LogicMatch | undefined {
  if ('or' in logic) return longest(logic.or.map((part) => testLogic(part, name)));
  if ('and' in logic) {
    const parts = logic.and.map((part) => testLogic(part, name));
    return parts.includes(undefined) ? undefined : longest(parts);
  }
  if ('regex' in logic) return testPattern(logic.regex, name);
  if ('equals' in logic) return name === logic.equals.toLowerCase() ? { matched: name, isWhole: true } : undefined;
  if ('starts_with' in logic) return part(logic.starts_with, name, (text) => name.startsWith(text));
  if ('ends_with' in logic) return part(logic.ends_with, name, (text) => name.endsWith(text));
  return part(logic.contains, name, (text) => name.includes(text));
}

/** Every text that a condition compares a whole name with. */
export function wholeNames(logic: MatchLogic): readonly string[] {
  if ('or' in logic) return logic.or.flatMap(wholeNames);
  if ('equals' in logic) return [logic.equals];
  return [];
}

function part(text: string, name: string, holds: (text: string) => boolean): LogicMatch | undefined {
  const matched = text.toLowerCase();
  return holds(matched) ? { matched, isWhole: matched === name } : undefined;
}

const patterns = new Map<string, RegExp | undefined>();

function testPattern(source: string, name: string): LogicMatch | undefined {
  if (!patterns.has(source)) patterns.set(source, compile(source));
  const matched = patterns.get(source)?.exec(name)?.[0];
  return matched === undefined ? undefined : { matched, isWhole: matched === name };
}

function compile(source: string): RegExp | undefined {
  try {
    return new RegExp(source);
  } catch {
    return undefined;
  }
}

function longest(matches: readonly (LogicMatch | undefined)[]): LogicMatch | undefined {
  return matches
    .filter((match) => match !== undefined)
    .reduce<LogicMatch | undefined>(
      (best, match) => (best === undefined || match.matched.length > best.matched.length ? match : best),
      undefined,
    );
}
