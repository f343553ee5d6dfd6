import type { ModelSummary } from '#shared/contract.ts';
import { serviceTiers, type ServiceTier } from '#shared/domain/usage.ts';

/** What is priced: models, tools of agents, infrastructure. */
export const subjects = ['model', 'tool', 'infrastructure'] as const;
export type Subject = (typeof subjects)[number];

/** What each subject is called in a filter. */
export const subjectLabels: Readonly<Record<Subject, string>> = {
  model: 'Models',
  tool: 'Tools',
  infrastructure: 'Infrastructure',
};

/** Service tiers that a list can be narrowed to: every one but standard. */
export const pricedTiers = serviceTiers.filter((tier) => tier !== 'standard');

/** Which entries of the catalogue are shown. */
export interface ModelFilter {
  /** Words that all must occur in the id, the display name or the provider. */
  readonly search: string;
  /** Provider id; null = all. */
  readonly provider: string | null;
  /** Null = all. */
  readonly subject: Subject | null;
  /** Only models with a price for this service tier; null = any. */
  readonly serviceTier: ServiceTier | null;
  /** Only entries whose input costs at most this, USD per million tokens; null = any, unknown prices too. */
  readonly maxInputUsdPerMTok: number | null;
  readonly onlyDisagreeing: boolean;
}

/** Shows everything. */
export const noModelFilter: ModelFilter = {
  search: '',
  provider: null,
  subject: null,
  serviceTier: null,
  maxInputUsdPerMTok: null,
  onlyDisagreeing: false,
};

/** Columns that the list can be sorted by. */
export const modelSortKeys = ['model', 'provider', 'input', 'output', 'cacheRead', 'context', 'since', 'book'] as const;
export type ModelSortKey = (typeof modelSortKeys)[number];

/** The order of the list; null = best match first while searching, the catalogue's own order otherwise. */
export interface ModelSort {
  readonly key: ModelSortKey;
  readonly direction: 'ascending' | 'descending';
}

/** The order after a press on a heading: ascending, descending, then none. */
export function nextSort(sort: ModelSort | null, key: ModelSortKey): ModelSort | null {
  if (sort?.key !== key) return { key, direction: 'ascending' };
  return sort.direction === 'ascending' ? { key, direction: 'descending' } : null;
}

/** The entries that pass the filter, in order. */
export function findModels(
  models: readonly ModelSummary[],
  filter: ModelFilter,
  sort: ModelSort | null,
): readonly ModelSummary[] {
  const words = searchWords(filter.search);
  const found = models.filter(
    (model) => passes(model, filter) && words.every((word) => searchText(model).includes(word)),
  );
  if (sort !== null) return sorted(found, sort);
  return words.length === 0 ? found : bestMatchFirst(found, words.join(''));
}

/** True when the filter hides something. */
export function isFiltered(filter: ModelFilter): boolean {
  return (Object.keys(noModelFilter) as (keyof ModelFilter)[]).some((key) => filter[key] !== noModelFilter[key]);
}

/** `12 of 1,694 models`: what is shown of what there is. @param all the entries that the filter's subject allows. */
export function countLine(shown: number, all: readonly ModelSummary[], subject: Subject | null): string {
  const isMixed = subject === null && all.some((model) => model.subject !== undefined);
  const noun = isMixed ? 'models, tools and services' : subjectLabels[subject ?? 'model'].toLowerCase();
  return `${shown.toLocaleString('en-US')} of ${all.length.toLocaleString('en-US')} ${noun}`;
}

/** The entries of a subject; all for null. */
export function modelsOf(models: readonly ModelSummary[], subject: Subject | null): readonly ModelSummary[] {
  return subject === null ? models : models.filter((model) => (model.subject ?? 'model') === subject);
}

function passes(model: ModelSummary, filter: ModelFilter): boolean {
  const { provider, subject, serviceTier, maxInputUsdPerMTok, onlyDisagreeing } = filter;
  if (provider !== null && model.provider !== provider) return false;
  if (subject !== null && (model.subject ?? 'model') !== subject) return false;
  if (serviceTier !== null && !model.serviceTiers.includes(serviceTier)) return false;
  if (onlyDisagreeing && model.disagrees !== true) return false;
  if (maxInputUsdPerMTok === null) return true;
  return model.inputUsdPerMTok !== null && model.inputUsdPerMTok <= maxInputUsdPerMTok;
}

/** Letters and digits only: "Claude Haiku 4.5" and `claude-haiku-4-5` are the same words. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function searchWords(search: string): readonly string[] {
  return search
    .split(/\s+/)
    .map(plain)
    .filter((word) => word !== '');
}

// A key press looks through thousands of models: what is searched is made once for each.
const searchTexts = new WeakMap<ModelSummary, string>();

function searchText(model: ModelSummary): string {
  const known = searchTexts.get(model);
  if (known !== undefined) return known;
  // A character that no word holds keeps one name's end from running into the next one's start.
  const text = [model.modelId, model.displayName, model.providerName].map(plain).join(' ');
  searchTexts.set(model, text);
  return text;
}

/** Names that are what was typed, then those that begin with it, then the rest; the catalogue's order within each. */
function bestMatchFirst(models: readonly ModelSummary[], typed: string): readonly ModelSummary[] {
  function rank({ modelId, provider, displayName }: ModelSummary): number {
    const names = [plain(modelId.slice(provider.length)), plain(displayName), plain(modelId)];
    if (names.includes(typed)) return 0;
    return names.some((name) => name.startsWith(typed)) ? 1 : 2;
  }
  const ranks = new Map(models.map((model) => [model, rank(model)]));
  return models.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
}

function sorted(models: readonly ModelSummary[], { key, direction }: ModelSort): readonly ModelSummary[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return models.toSorted((a, b) => {
    const [left, right] = [sortValue(a, key), sortValue(b, key)];
    // What is not known is last, whichever way round.
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    if (left === right) return 0;
    return left < right ? -sign : sign;
  });
}

function sortValue(model: ModelSummary, key: ModelSortKey): string | number | null {
  switch (key) {
    case 'model':
      return model.modelId.slice(model.provider.length + 1);
    case 'provider':
      return model.providerName.toLowerCase();
    case 'input':
      return model.inputUsdPerMTok;
    case 'output':
      return model.outputUsdPerMTok;
    case 'cacheRead':
      return model.cacheReadUsdPerMTok;
    case 'context':
      return model.contextWindowTokens;
    case 'since':
      return model.effectiveFromMs;
    case 'book':
      return `${model.source.book} ${model.source.bookVersion}`;
  }
}
