import { billableUnitLabels, type BillableUnit } from '#shared/domain/billable-units.ts';
import type { Rate } from '#shared/domain/price.ts';
import { tokenKindLabels, type TokenKind } from '#shared/domain/token-kinds.ts';
import { formatUsd } from '#shared/money.ts';
import { modelIdOf, type FileModel, type StatedPrice } from './stated-price.ts';

/** What the catalogue says that a model costs below every tier, USD per million tokens; undefined for one it has not. */
export type KnownRates = (modelId: string) => Partial<Record<TokenKind, Rate>> | undefined;

/**
 * The dearest token rate that is believed, USD per million. The dearest known is $600 (o1-pro); a price for a thousand
 * tokens read as one for a single token is 1,000 times too high.
 */
export const maximumUsdPerMTok = 1000;

/** The dearest unit that is believed, USD; the dearest known are dollars. Provisioned capacity is bought by the hour. */
export const maximumUsdPerUnit = 100;

/** How far a rate may be from the input rate of its own model, either way. Known: 0.06 to 23 for output. */
const maximumRatio: Readonly<Partial<Record<TokenKind, number>>> = {
  output: 100,
  reasoning: 100,
  cacheWrite5m: 100,
  cacheWrite1h: 100,
  // Known: 1/121 (DeepSeek V4 Pro).
  cacheRead: 1000,
};

/** How far a rate may be from the catalogue's for the same model, either way: no price ever moved so far at once. */
const maximumChange = 500;

/** A model with a price that cannot be true. */
export interface ImplausibleModel {
  readonly model: FileModel;
  readonly sentence: string;
}

/** The models of a book with prices that cannot be true, most likely because they are for another number of tokens. */
export function findImplausible(models: readonly FileModel[], knownRates: KnownRates): readonly ImplausibleModel[] {
  return models.flatMap((model) => {
    const known = knownRates(modelIdOf(model));
    for (const price of model.prices) {
      const sentence = tooDear(price) ?? outOfProportion(price) ?? farFromKnown(price, known);
      if (sentence !== undefined) return [{ model, sentence: `${model.model}: ${sentence}` }];
    }
    return [];
  });
}

function tooDear({ rates, unitRates }: StatedPrice): string | undefined {
  for (const [kind, { usdPerMTok, tiers }] of entriesOf(rates)) {
    const dearest = Math.max(usdPerMTok, ...tiers.map((tier) => tier.usdPerMTok));
    if (dearest > maximumUsdPerMTok)
      return `${label(kind)} would cost ${formatUsd(dearest)} per million tokens, more than the ${formatUsd(maximumUsdPerMTok)} that is believed.`;
  }
  for (const [unit, { usdPerUnit }] of Object.entries(unitRates) as [BillableUnit, { usdPerUnit: number }][]) {
    if (usdPerUnit > maximumUsdPerUnit && unit !== 'provisionedUnitHour')
      return `one ${billableUnitLabels[unit].one} would cost ${formatUsd(usdPerUnit)}, more than the ${formatUsd(maximumUsdPerUnit)} that is believed.`;
  }
  return undefined;
}

function outOfProportion({ rates }: StatedPrice): string | undefined {
  const input = rates.input?.usdPerMTok ?? 0;
  if (input === 0) return undefined;
  for (const [kind, { usdPerMTok }] of entriesOf(rates)) {
    const limit = maximumRatio[kind];
    if (limit === undefined || usdPerMTok === 0) continue;
    if (timesApart(usdPerMTok, input) > limit)
      return `${label(kind)} would cost ${formatUsd(usdPerMTok)} per million tokens next to ${formatUsd(input)} for input, more than ${limit} times apart.`;
  }
  return undefined;
}

function farFromKnown({ rates }: StatedPrice, known: ReturnType<KnownRates>): string | undefined {
  for (const [kind, { usdPerMTok }] of entriesOf(rates)) {
    const knownUsd = known?.[kind]?.usdPerMTok ?? 0;
    if (usdPerMTok === 0 || knownUsd === 0) continue;
    if (timesApart(usdPerMTok, knownUsd) > maximumChange)
      return `${label(kind)} would cost ${formatUsd(usdPerMTok)} per million tokens, but the catalogue says ${formatUsd(knownUsd)}: more than ${maximumChange} times apart.`;
  }
  return undefined;
}

function timesApart(left: number, right: number): number {
  return Math.max(left / right, right / left);
}

function entriesOf(rates: StatedPrice['rates']): [TokenKind, Rate][] {
  return Object.entries(rates) as [TokenKind, Rate][];
}

function label(kind: TokenKind): string {
  return tokenKindLabels[kind].toLowerCase();
}
