import { billableUnitLabels, billableUnits } from '#shared/domain/billable-units.ts';
import type { CacheMultiplier, ContextRule, DailyWindow, PriceCard, Rate, TierModifier } from '#shared/domain/price.ts';
import { textCacheKinds, tokenKindLabels, tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { residencies, serviceTiers, type Residency, type ServiceTier } from '#shared/domain/usage.ts';
import { msPerDay } from '#shared/time.ts';
import { formatCount, formatDay } from '../../ui/format.ts';

/** A price card as a table: a row for each kind and long-context step, a column for each service tier. */
export interface RateTable {
  readonly columns: readonly RateColumn[];
  readonly rows: readonly RateRow[];
  /** What is billed besides tokens. */
  readonly units: readonly UnitRow[];
}

/** A service tier that the card has prices for. */
export interface RateColumn {
  readonly serviceTier: ServiceTier;
  /** What the tier multiplies standard rates by; null where it has rates of its own or changes nothing. */
  readonly multiplier: number | null;
  /** Where the tier's price is published; the card's own source for standard. */
  readonly source: string;
}

/** A token kind, or one long-context step of it. */
export interface RateRow {
  readonly kind: TokenKind;
  readonly label: string;
  /** Prompt size above which it holds; null below every step. */
  readonly aboveInputTokens: number | null;
  /** USD per million tokens by column; null = the card has no such rate. */
  readonly usdPerMTok: readonly (number | null)[];
  /** `2 × input`, for a cache kind without a rate of its own. */
  readonly derivation: string | null;
  /** Where the rate is published, when not where the card's others are. */
  readonly source: string | null;
}

/** A price by the call, by time or by volume. */
export interface UnitRow {
  readonly label: string;
  /** What the price is of: `request`. */
  readonly one: string;
  readonly usdPerUnit: number;
  /** Where it is published, when not where the card is. */
  readonly source: string | null;
}

/** Lays a card out. */
export function rateTable(card: PriceCard): RateTable {
  const tiers = serviceTiers.filter((tier) => tier === 'standard' || card.serviceTiers[tier] !== undefined);
  const columns = tiers.map((serviceTier): RateColumn => {
    const modifier = card.serviceTiers[serviceTier];
    return {
      serviceTier,
      multiplier: modifier === undefined || modifier.multiplier === 1 ? null : modifier.multiplier,
      source: modifier?.source ?? `${card.source.book} ${card.source.bookVersion}`,
    };
  });
  const kinds = tokenKinds.filter((kind) => tiers.some((tier) => rateIn(card, tier, kind) !== undefined));
  return { columns, rows: kinds.flatMap((kind) => rowsOf(card, tiers, kind)), units: unitRows(card) };
}

function rowsOf(card: PriceCard, tiers: readonly ServiceTier[], kind: TokenKind): readonly RateRow[] {
  const rates = tiers.map((tier) => rateIn(card, tier, kind));
  const steps = [...new Set(rates.flatMap((rate) => rate?.tiers.map((step) => step.aboveInputTokens) ?? []))];
  const label = tokenKindLabels[kind];
  const derived = card.rates[kind] === undefined ? cacheMultiplierOf(card, kind) : undefined;
  return [null, ...steps.toSorted((a, b) => a - b)].map((aboveInputTokens) => ({
    kind,
    label,
    aboveInputTokens,
    derivation: derived === undefined ? null : `${formatCount(derived.multiplier)} × input`,
    source: derived?.source ?? card.rates[kind]?.source ?? null,
    usdPerMTok: rates.map((rate) => (rate === undefined ? null : usdAt(rate, aboveInputTokens))),
  }));
}

/** The rate of a kind in a tier: the tier's own, the standard one, the standard one multiplied, or a share of input. */
function rateIn(card: PriceCard, tier: ServiceTier, kind: TokenKind): Rate | undefined {
  const standard = card.rates[kind];
  const modifier: TierModifier | undefined = card.serviceTiers[tier];
  const own = modifier?.rates?.[kind];
  if (own !== undefined) return own;
  if (standard === undefined) {
    const derived = cacheMultiplierOf(card, kind);
    const isFullRate = modifier?.fullRateKinds?.includes(kind) === true;
    const input = derived === undefined ? undefined : rateIn(card, isFullRate ? 'standard' : tier, 'input');
    return derived === undefined || input === undefined ? undefined : multiplied(input, derived.multiplier);
  }
  if (modifier === undefined || modifier.fullRateKinds?.includes(kind) === true) return standard;
  return multiplied(standard, modifier.multiplier);
}

/** What a cache kind costs as a multiple of input, where the book says so. */
function cacheMultiplierOf(card: PriceCard, kind: TokenKind): CacheMultiplier | undefined {
  const cacheKind = textCacheKinds.find((candidate) => candidate === kind);
  return cacheKind === undefined ? undefined : card.cacheMultipliers?.[cacheKind];
}

function multiplied({ usdPerMTok, tiers }: Rate, multiplier: number): Rate {
  return {
    usdPerMTok: usdPerMTok * multiplier,
    tiers: tiers.map((step) => ({ ...step, usdPerMTok: step.usdPerMTok * multiplier })),
  };
}

/** The rate for prompts just above a size; the base rate for null. */
function usdAt(rate: Rate, aboveInputTokens: number | null): number {
  if (aboveInputTokens === null) return rate.usdPerMTok;
  const reached = rate.tiers.filter((step) => step.aboveInputTokens <= aboveInputTokens);
  return reached.at(-1)?.usdPerMTok ?? rate.usdPerMTok;
}

function unitRows(card: PriceCard): readonly UnitRow[] {
  return billableUnits.flatMap((unit) => {
    const rate = card.unitRates[unit];
    if (rate === undefined) return [];
    const { label, one } = billableUnitLabels[unit];
    return [{ label, one, usdPerUnit: rate.usdPerUnit, source: rate.source ?? null }];
  });
}

/** A provider's long-context rule in one sentence. */
export function contextRuleSentence(rule: ContextRule | undefined): string {
  const { mode, bound, basis } = rule ?? { mode: 'cliff', bound: 'above', basis: 'prompt' };
  const measured = basis === 'prompt' ? 'the whole prompt, cached tokens included,' : 'the uncached part of the prompt';
  const reached = bound === 'above' ? 'is longer than the bound' : 'reaches the bound';
  const effect =
    mode === 'cliff'
      ? 'every token of the kind costs the higher price'
      : 'only the tokens beyond it cost the higher price';
  return `Once ${measured} ${reached}, ${effect}.`;
}

/** The hours in which a card's rates hold: `16:30–24:00 UTC on weekdays`. */
export function windowsText(windows: readonly DailyWindow[]): string {
  return windows
    .map(({ fromMs, toMs, weekdays }) => {
      const days = weekdays === undefined ? '' : ` on ${weekdays.map((day) => dayNames[day] ?? '').join(', ')}`;
      return `${clock(fromMs)}–${clock(toMs)} UTC${days}`;
    })
    .join(' and ');
}

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function clock(ms: number): string {
  const minutes = Math.round((ms / msPerDay) * 1440);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** One thing that is known of a model besides its rates. */
export interface ModelFact {
  readonly name: string;
  readonly value: string;
  /** What it means for the bill. */
  readonly meaning: string;
  readonly source: string | null;
}

const residencyNames: Readonly<Record<Residency, string>> = {
  global: 'Processed anywhere',
  us: 'Processed in the US',
  eu: 'Processed in the EU',
  regional: 'Processed in one region',
};

/** Everything on a card that is no rate, in the order of its weight. */
export function modelFacts(card: PriceCard): readonly ModelFact[] {
  const facts: ModelFact[] = [];
  if (card.contract !== undefined) {
    const { name, multiplier, kindMultipliers } = card.contract;
    const kinds = Object.keys(kindMultipliers ?? {}).length;
    facts.push({
      name: 'Contract',
      value: `${name}: × ${formatCount(multiplier)}`,
      meaning: `Applied last, to every rate${kinds > 0 ? `; ${kinds} kinds have a share of their own` : ''}.`,
      source: 'your contract',
    });
  }
  for (const place of residencies) {
    const modifier = card.residency?.[place];
    if (modifier === undefined) continue;
    facts.push({
      name: residencyNames[place],
      value: `× ${formatCount(modifier.multiplier)}`,
      meaning: 'Applied to every token rate when the request asks for it.',
      source: modifier.source,
    });
  }
  if (Object.values(card.rates).some(({ tiers }) => tiers.length > 0)) {
    facts.push({
      name: 'Long-context rule',
      value: card.contextRule?.mode === 'marginal' ? 'marginal' : 'cliff',
      meaning: contextRuleSentence(card.contextRule),
      source: card.contextRule?.source ?? null,
    });
  }
  if (card.dailyWindows !== undefined) {
    facts.push({
      name: 'Hours',
      value: windowsText(card.dailyWindows),
      meaning: 'These rates hold at these hours; the rest of the day has another price.',
      source: card.hoursSource ?? null,
    });
  }
  if (card.contextWindowTokens !== undefined) {
    facts.push({
      name: 'Context window',
      value: `${formatCount(card.contextWindowTokens)} tokens`,
      meaning: 'The longest prompt and answer together.',
      source: null,
    });
  }
  if (card.cacheMinimum !== undefined) {
    facts.push({
      name: 'Smallest cached prompt',
      value: `${formatCount(card.cacheMinimum.tokens)} tokens`,
      meaning: 'A shorter beginning is not cached and bills as plain input.',
      source: card.cacheMinimum.source,
    });
  }
  // A factor of one moves nothing.
  if (card.tokenizer !== undefined && card.tokenizer.factor !== 1) {
    facts.push({
      name: 'Tokenizer',
      value: `× ${formatCount(card.tokenizer.factor)} against ${card.tokenizer.relativeTo}`,
      meaning: 'The same text takes this many times the tokens.',
      source: card.tokenizer.source,
    });
  }
  const { lifecycle } = card;
  if (lifecycle?.deprecatedFromMs !== undefined) {
    facts.push({
      name: 'Deprecated',
      value: formatDay(lifecycle.deprecatedFromMs),
      meaning: 'From then on the provider advises against it.',
      source: lifecycle.source,
    });
  }
  if (lifecycle?.retiredFromMs !== undefined) {
    facts.push({
      name: 'Retired',
      value: formatDay(lifecycle.retiredFromMs),
      meaning: 'From then on the provider no longer serves it.',
      source: lifecycle.source,
    });
  }
  return facts;
}
