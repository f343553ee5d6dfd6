/** A provider's rule for some of its models. */
export interface ModelRule<Value> {
  /** Provider id, lower case. */
  readonly provider: string;
  /** Whether it holds for a model: the provider's id of it in lower case, versions with hyphens (`claude-opus-4-7`). */
  readonly covers: (model: string) => boolean;
  readonly value: Value;
}

/** The values of all rules for a model, in the order of the table. @param name as `ruleName` writes it. */
export function rulesFor<Value>(rules: readonly ModelRule<Value>[], provider: string, name: string): readonly Value[] {
  return rulesOf(rules, provider)
    .filter(({ covers }) => covers(name))
    .map(({ value }) => value);
}

/**
 * The value of the first rule for a model; undefined = no page that we know says anything.
 * @param name as `ruleName` writes it.
 */
export function ruleFor<Value>(rules: readonly ModelRule<Value>[], provider: string, name: string): Value | undefined {
  return rulesOf(rules, provider).find(({ covers }) => covers(name))?.value;
}

const byProvider = new WeakMap<object, Map<string, readonly ModelRule<unknown>[]>>();

/** The rules of a provider; most providers have none, and a catalogue asks for every model of theirs. */
function rulesOf<Value>(rules: readonly ModelRule<Value>[], provider: string): readonly ModelRule<Value>[] {
  const tables = byProvider.get(rules) ?? new Map<string, readonly ModelRule<unknown>[]>();
  byProvider.set(rules, tables);
  const known = tables.get(provider) ?? rules.filter((rule) => rule.provider === provider);
  tables.set(provider, known);
  // The table was made from these very rules.
  return known as readonly ModelRule<Value>[];
}

/** Every model of the provider. */
export function everyModel(): boolean {
  return true;
}

/** Models whose name fits a pattern. */
export function named(pattern: RegExp): (model: string) => boolean {
  return (model) => pattern.test(model);
}

/** Claude models from one version to another: 4.7 is written 407. Names without a version are none of them. */
export function claude(from: number, to = Infinity): (model: string) => boolean {
  return (model) => {
    const version = claudeVersion(model);
    return version !== undefined && version >= from && version <= to;
  };
}

/**
 * The version of a Claude model as 100 × major + minor, read from its name in any order: 407 for
 * `global.anthropic.claude-opus-4-7-v1:0`, 305 for `claude-3-5-haiku-latest`, 400 for `claude-4-sonnet`.
 */
export function claudeVersion(model: string): number | undefined {
  if (!model.includes('claude-')) return undefined;
  const match =
    /claude-(?:opus|sonnet|haiku|fable|mythos)-(\d)(?:-(\d{1,2})(?!\d))?/.exec(model) ??
    /claude-(\d)(?:-(\d)(?!\d))?-(?:opus|sonnet|haiku)/.exec(model);
  if (match === null) return undefined;
  return 100 * Number(match[1]) + Number(match[2] ?? 0);
}

/** Models of sessions over a socket: they take no batch job and no service tier. */
export function isInteractiveOnly(model: string): boolean {
  return /realtime|live/.test(model);
}

/** A model's id as rules read it: lower case, versions of Claude with hyphens. */
export function ruleName(model: string): string {
  const name = model.toLowerCase();
  // A look-behind is slow, and a catalogue asks for thousands of names.
  return name.includes('claude') && name.includes('.') ? name.replaceAll(/(?<=claude-.*\d)\.(?=\d)/g, '-') : name;
}
