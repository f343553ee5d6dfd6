/** A provider's rule for some of its models. */
export interface ModelRule<Value> {
  /** Provider id, lower case. */
  readonly provider: string;
  /** Whether it holds for a model: the provider's id of it in lower case, versions with hyphens (`claude-opus-4-7`). */
  readonly covers: (model: string) => boolean;
  readonly value: Value;
}

/** The values of all rules for a model, in the order of the table. */
export function rulesFor<Value>(rules: readonly ModelRule<Value>[], provider: string, model: string): readonly Value[] {
  const own = rulesOf(rules, provider);
  if (own.length === 0) return [];
  const name = ruleName(model);
  return own.filter(({ covers }) => covers(name)).map(({ value }) => value);
}

/** The value of the first rule for a model; undefined = no page that we know says anything. */
export function ruleFor<Value>(rules: readonly ModelRule<Value>[], provider: string, model: string): Value | undefined {
  const own = rulesOf(rules, provider);
  if (own.length === 0) return undefined;
  const name = ruleName(model);
  return own.find(({ covers }) => covers(name))?.value;
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

/** The last name read: every table of rules is asked about a model before the next one comes. */
let lastRead = { model: '', name: '' };

function ruleName(model: string): string {
  if (lastRead.model !== model) {
    const name = model.toLowerCase();
    const dashed = name.includes('claude-') ? name.replaceAll(/(?<=claude-.*\d)\.(?=\d)/g, '-') : name;
    lastRead = { model, name: dashed };
  }
  return lastRead.name;
}
