import type { MethodInput } from '#shared/contract.ts';
import { billableUnitLabels, billableUnits, type BillableUnit } from '#shared/domain/billable-units.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { tokenKindLabels, tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { parseInstant } from '#shared/time.ts';

/** A price that can be overridden: of a token kind or of another unit. */
export type Overridable = TokenKind | BillableUnit;

/** What the form holds. Days are `YYYY-MM-DD`, UTC; an empty text is not given. */
export interface OverrideDraft {
  readonly model: string;
  readonly from: string;
  readonly until: string;
  /** USD per million tokens or per unit; an absent one keeps its price. */
  readonly prices: Partial<Record<Overridable, number>>;
  readonly note: string;
}

/** What is wrong with a draft, by field; every sentence says what to do. */
export interface OverrideProblems {
  readonly model?: string;
  readonly from?: string;
  readonly until?: string;
  readonly prices?: string;
}

/** A field of the form. */
export interface OverrideField {
  readonly key: Overridable;
  readonly label: string;
  /** `per million tokens`, `per request`. */
  readonly unit: string;
  /** Today's price; null = there is none. */
  readonly nowUsd: number | null;
}

/** Kinds that most models bill; the others are shown when the card has them or on demand. */
const usualKinds: readonly Overridable[] = ['input', 'output', 'cacheRead', 'cacheWrite5m'];

/** The fields for a card's prices. @param showsAll every kind and unit, priced or not. */
export function overrideFields(card: PriceCard | null, showsAll: boolean): readonly OverrideField[] {
  const isToken = Object.keys(card?.unitRates ?? {}).length === 0 || Object.keys(card?.rates ?? {}).length > 0;
  const kinds = tokenKinds.map((key) => ({
    key,
    label: tokenKindLabels[key],
    unit: 'per million tokens',
    nowUsd: card?.rates[key]?.usdPerMTok ?? null,
  }));
  const units = billableUnits.map((key) => ({
    key,
    label: billableUnitLabels[key].label,
    unit: `per ${billableUnitLabels[key].one}`,
    nowUsd: card?.unitRates[key]?.usdPerUnit ?? null,
  }));
  return [...kinds, ...units].filter(
    ({ key, nowUsd }) => showsAll || nowUsd !== null || (isToken && usualKinds.includes(key)),
  );
}

/** True when an override of one of these prices would put an end to long-context steps. */
export function endsContextTiers(card: PriceCard | null, prices: OverrideDraft['prices']): boolean {
  return tokenKinds.some((kind) => prices[kind] !== undefined && (card?.rates[kind]?.tiers.length ?? 0) > 0);
}

/** What must be mended before the draft can be saved; empty when nothing. */
export function overrideProblems(draft: OverrideDraft): OverrideProblems {
  const { model, from, until, prices } = draft;
  const fromMs = parseInstant(from);
  const untilMs = until === '' ? undefined : parseInstant(until);
  return {
    ...(model.trim() === '' && { model: 'Name the model.' }),
    ...(fromMs === undefined && { from: 'Give the first day, as YYYY-MM-DD.' }),
    ...(until !== '' && untilMs === undefined && { until: 'Give a day, as YYYY-MM-DD, or leave it empty.' }),
    ...(fromMs !== undefined &&
      untilMs !== undefined &&
      untilMs <= fromMs && { until: 'It must end after it begins.' }),
    ...(Object.keys(prices).length === 0 && { prices: 'Give at least one price.' }),
  };
}

/** The draft as the services take it. @returns null while something must be mended. */
export function overrideInput(draft: OverrideDraft, isNewModel: boolean): MethodInput<'catalogue.saveOverride'> | null {
  const effectiveFromMs = parseInstant(draft.from);
  if (effectiveFromMs === undefined || Object.keys(overrideProblems(draft)).length > 0) return null;
  const effectiveToMs = draft.until === '' ? undefined : parseInstant(draft.until);
  const note = draft.note.trim();
  const rates = tokenKinds.flatMap((kind) => {
    const usdPerMTok = draft.prices[kind];
    return usdPerMTok === undefined ? [] : [[kind, { usdPerMTok, tiers: [] }] as const];
  });
  const unitRates = billableUnits.flatMap((unit) => {
    const usdPerUnit = draft.prices[unit];
    return usdPerUnit === undefined ? [] : [[unit, { usdPerUnit }] as const];
  });
  return {
    model: draft.model.trim(),
    effectiveFromMs,
    ...(effectiveToMs !== undefined && { effectiveToMs }),
    rates: Object.fromEntries(rates),
    unitRates: Object.fromEntries(unitRates),
    ...(note !== '' && { note }),
    ...(isNewModel && { newModel: true }),
  };
}
