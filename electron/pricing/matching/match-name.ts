import type { Residency, ServiceTier } from '#shared/domain/usage.ts';
import type { ModelReference } from '../catalogue.ts';
import { bedrockIdPattern, nameParts, type NameParts } from './name-parts.ts';
import type { ModelAlias, NamedBook, NamedModel, NamedProvider } from './named-models.ts';
import { isGateway, makerOf, providerNamed } from './provider-names.ts';
import { findByRule, indexRules, type RuleIndex } from './rule-index.ts';
import { residencyOf } from './rules/bedrock-id.ts';
import { nameRules } from './rules/index.ts';
import type { NameRule, Reading, Unreadable, VendorName } from './rules/name-rule.ts';
import { findByMonthAndDay, findByWords, indexSpellings, type SpellingIndex } from './spellings.ts';

/** A name's model, with the reason. */
export interface NameMatch {
  readonly kind: 'match';
  /** The entry whose prices hold. */
  readonly model: NamedModel;
  /** Who sells it: the entry's provider, or one that has no entry of its own and falls back to it. */
  readonly seller: string;
  /** How the entry was found, as a sentence without a full stop: "exact id", "same words as …". */
  readonly reason: string;
  /** What was taken off the name before, outermost first. */
  readonly normalised: readonly string[];
  /** Where the name says that requests are processed. */
  readonly residency?: Residency | undefined;
  /** How the name says that requests are served; only bills say so. */
  readonly serviceTier?: ServiceTier | undefined;
}

/** A name that no model may be taken for. */
export interface NameMiss {
  readonly kind: 'miss';
  /** Stable: `unknown`, the name is not in the book; `ambiguous`, it fits several; `unreadable`, it hides its model. */
  readonly cause: 'unknown' | 'ambiguous' | 'unreadable';
  /** Why, as a sentence; empty for a name that is just not there. */
  readonly sentence: string;
  /** What to do about it; empty where the nearest names say it. */
  readonly nextStep: string;
  /** Models that the name may mean, before the nearest ones; only for `ambiguous`. */
  readonly between: readonly NamedModel[];
}

/** Finds the model that a name means. Deterministic; letter case never counts. */
export type NameMatcher = (reference: ModelReference, aliases?: readonly ModelAlias[]) => NameMatch | NameMiss;

/** A name is read further at most this often, however its layers multiply. */
const maximumReadings = 40;

/** No vendor's name for a model comes near; longer ones are not read at all, since patterns take time. */
const longestName = 500;

/** Names of resources: what they hold is read by the rules, their words are not the model's. */
const dressed = /^(?:arn:|(?:models|publishers|projects|locations|accounts)\/)/;

const unknownName: NameMiss = { kind: 'miss', cause: 'unknown', sentence: '', nextStep: '', between: [] };

/**
 * Prepares to match names to the models of a book. A name is looked up as it stands (the user's aliases, exact id, the
 * book's own conditions, the same words in another spelling), then with one layer of dress taken off after the other;
 * the first reading that finds a model decides. A reading that fits several models at different prices ends the
 * search: a wrong price is worse than none.
 */
export function createNameMatcher(book: NamedBook): NameMatcher {
  const providers = new Map(book.providers.map((provider) => [provider.id, provider]));
  const byId = new Map(book.models.map((model) => [model.modelId, model]));
  const byProvider = new Map<string, NamedModel[]>();
  for (const model of book.models) {
    const siblings = byProvider.get(model.provider);
    if (siblings === undefined) byProvider.set(model.provider, [model]);
    else siblings.push(model);
  }
  const spellings = new Map<string, SpellingIndex>();
  const conditions = new Map<string, RuleIndex>();
  const rules = nameRules(providers);

  function spellingsOf(provider: string): SpellingIndex {
    const known = spellings.get(provider) ?? indexSpellings(byProvider.get(provider) ?? []);
    spellings.set(provider, known);
    return known;
  }

  function rulesOf(provider: string): RuleIndex {
    const known = conditions.get(provider) ?? indexRules(byProvider.get(provider) ?? []);
    conditions.set(provider, known);
    return known;
  }

  function sellersEntries(seller: NamedProvider): readonly string[] {
    return [seller.id, ...(seller.fallbacks ?? [])];
  }

  /** The provider that a name begins with; such a name is read further before its words are compared. */
  function providerInName(model: string): string | undefined {
    return providerNamed(model.slice(0, Math.max(0, model.indexOf('/'))), providers);
  }

  /** Looks a name up as it stands. */
  function lookUp(name: ReadName): NameMatch | NameMiss | undefined {
    const model = name.model.toLowerCase();
    // Only Bedrock knows its ids, whoever a file thinks was called.
    if (model === '' || (name.provider !== 'aws' && bedrockIdPattern.test(model))) return undefined;
    if (name.provider === undefined) {
      const exact = byId.get(model);
      const seller = providers.get(exact?.provider ?? '');
      if (exact !== undefined && seller !== undefined) return matched(exact, seller, name, 'exact id');
      if (dressed.test(model) || providerInName(model) !== undefined) return undefined;
      const maker = makerOf(dashed(model), book.providers);
      return maker === undefined ? undefined : lookUpAt(maker, name, model);
    }
    const seller = providers.get(name.provider);
    return seller === undefined ? undefined : lookUpAt(seller, name, model);
  }

  function lookUpAt(seller: NamedProvider, name: ReadName, model: string): NameMatch | NameMiss | undefined {
    const exact = byId.get(`${seller.id}/${model}`);
    if (exact !== undefined && name.provider !== undefined) return matched(exact, seller, name, 'exact id');
    if (exact !== undefined) return matched(exact, seller, name, byNameAlone(exact));
    for (const owner of sellersEntries(seller)) {
      const ruled = findByRule(rulesOf(owner), model);
      if (ruled === undefined) continue;
      const how = name.provider === undefined ? byNameAlone(ruled) : byRule(ruled, seller);
      return matched(ruled, seller, name, how);
    }
    if (dressed.test(model) || providerInName(model) === seller.id) return undefined;
    const parts = wantedParts(name, model);
    for (const owner of sellersEntries(seller)) {
      const index = spellingsOf(owner);
      const found = findByWords(index, parts) ?? findByMonthAndDay(index, parts);
      if (found === undefined) continue;
      const [first, ...others] = found.models;
      if (others.length > 0) return ambiguous(name, found.models);
      return matched(first, seller, name, `matched ${first.modelId} by its words in another spelling`);
    }
    return undefined;
  }

  function matched(model: NamedModel, seller: NamedProvider, name: ReadName, how: string): NameMatch | NameMiss {
    const other = name.orModel === undefined ? undefined : lookUp({ ...name, model: name.orModel, orModel: undefined });
    if (other?.kind === 'match' && other.model.priceKey !== model.priceKey)
      return ambiguous(name, [model, other.model]);
    const named = how.endsWith(`for ${seller.id}`) ? how : `${how} for ${seller.id}`;
    return {
      kind: 'match',
      model,
      seller: seller.id,
      reason:
        model.provider === seller.id
          ? how
          : `${named}, which has no entry of its own and falls back to ${model.provider}`,
      normalised: name.notes,
      residency: name.residency,
      serviceTier: name.serviceTier,
    };
  }

  function search(start: ReadName): NameMatch | NameMiss {
    const queue = [start];
    const seen = new Set<string>();
    for (const name of queue) {
      const key = `${name.provider ?? ''}\n${name.model.toLowerCase()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (seen.size > maximumReadings) break;
      const found = lookUp(name);
      if (found !== undefined) return found;
      const further = readFurther(rules, name);
      if ('unreadable' in further) return unreadable(further);
      queue.push(...further);
    }
    return unknownName;
  }

  function aliased(reference: ModelReference, aliases: readonly ModelAlias[]): NameMatch | NameMiss | undefined {
    const names = [reference.model, `${reference.provider ?? ''}/${reference.model}`].map(plain);
    const alias = aliases.findLast(({ name }) => names.includes(plain(name)));
    if (alias === undefined) return undefined;
    // A deployment is sold by whom the file names; an alias that names another seller means that one.
    const read = [{ provider: reference.provider, model: alias.model }, { model: alias.model }].map((named) =>
      match(named),
    );
    const found = read.find((result) => result.kind === 'match') ?? read[0];
    if (found?.kind !== 'match') {
      return {
        ...unknownName,
        cause: 'unreadable',
        sentence: `The alias "${alias.name}" stands for "${alias.model}", which no price book has.`,
        nextStep: 'Correct the alias.',
      };
    }
    return { ...found, reason: `${found.reason}, for which the alias "${alias.name}" stands` };
  }

  function match(reference: ModelReference, aliases: readonly ModelAlias[] = []): NameMatch | NameMiss {
    const alias = aliased(reference, aliases);
    if (alias !== undefined) return alias;
    const model = reference.model.trim();
    if (model.length > longestName) return unknownName;
    const seller = reference.provider?.trim() ?? '';
    if (seller === '' || isGateway(seller)) return search(unread({ model }));
    const provider = providerNamed(seller, providers);
    if (provider !== undefined) return search(unread({ provider, model }));
    return { ...unknownName, sentence: `No price book has prices of the provider "${seller}".` };
  }

  return match;
}

/** A name with everything that was read of it. */
interface ReadName extends VendorName, Pick<Reading, 'orModel' | 'residency' | 'serviceTier'> {
  readonly notes: readonly string[];
}

function unread(name: VendorName): ReadName {
  return withPlace({ ...name, notes: [] });
}

/** Notes the place that a Bedrock id names by its prefix; ids without one are served in a single region. */
function withPlace(name: ReadName): ReadName {
  if (name.provider !== 'aws') return name;
  const id = bedrockIdPattern.exec(name.model.toLowerCase());
  if (id === null) return name;
  const place = id[1];
  if (place === undefined || place === 'regional') return { ...name, residency: name.residency ?? 'regional' };
  return { ...name, residency: residencyOf(place) };
}

function readFurther(rules: readonly NameRule[], name: ReadName): readonly ReadName[] | Unreadable {
  const further: ReadName[] = [];
  for (const rule of rules) {
    const read = rule.read(name);
    if (read === undefined) continue;
    if ('unreadable' in read) return read;
    further.push(...read.map((reading) => combine(name, reading)));
  }
  return further;
}

function combine(name: ReadName, reading: Reading): ReadName {
  return withPlace({
    provider: reading.provider,
    model: reading.model.trim(),
    orModel: reading.orModel,
    residency: reading.residency ?? name.residency,
    serviceTier: reading.serviceTier ?? name.serviceTier,
    notes: reading.note === undefined ? name.notes : [...name.notes, reading.note],
  });
}

function byRule(model: NamedModel, seller: NamedProvider): string {
  return `matched ${model.modelId} by the book's rule for ${seller.id}`;
}

function byNameAlone(model: NamedModel): string {
  return `matched ${model.modelId} by its name alone, no provider given`;
}

function wantedParts(name: ReadName, model: string): NameParts {
  const parts = nameParts(model);
  // A bill says apart from the model's name where it was served.
  if (name.provider !== 'aws' || parts.scope !== undefined || name.residency === undefined) return parts;
  return { ...parts, scope: name.residency === 'global' ? 'global' : 'regional' };
}

function ambiguous({ model }: ReadName, between: readonly NamedModel[]): NameMiss {
  const ids = between.map(({ modelId }) => modelId);
  const others = ids.slice(0, -1).join(', ');
  return {
    kind: 'miss',
    cause: 'ambiguous',
    sentence: `"${model}" may be ${others} or ${ids.at(-1)}, whose prices differ.`,
    nextStep: '',
    between,
  };
}

function unreadable({ unreadable: sentence, nextStep }: Unreadable): NameMiss {
  return { ...unknownName, cause: 'unreadable', sentence, nextStep };
}

function dashed(model: string): string {
  return model.replaceAll(/\s+/g, '-');
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
