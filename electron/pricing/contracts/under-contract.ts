import { billableUnits } from '#shared/domain/billable-units.ts';
import { contractPeriod, type ContractTerms } from '#shared/domain/contract-terms.ts';
import type { ContractModifier, PriceCard } from '#shared/domain/price.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import { dayOf } from '#shared/time.ts';
import { fingerprint } from '#shared/fingerprint.ts';
import { overlapOf } from '../period.ts';
import { isInScope } from './term-scope.ts';

/**
 * The cards that a card becomes under a contract: itself before and after the contract's days, and between them with
 * the contract's discounts as its last modifier. Only `discounts` are prices of single things; the other terms are
 * worked out a month at a time (`contractMonth`). A card that carries a contract already stays as it is: contracts do
 * not stack. The pieces keep the order of time, and each has a price version of its own.
 */
export function underContract(card: PriceCard, terms: ContractTerms): readonly PriceCard[] {
  const contract = contractModifierOf(card, terms);
  if (contract === undefined || card.contract !== undefined) return [card];
  const { effectiveFromMs, effectiveToMs } = card;
  const shared = overlapOf({ fromMs: effectiveFromMs, toMs: effectiveToMs }, contractPeriod(terms));
  if (shared === undefined) return [card];
  const { fromMs, toMs } = shared;
  const before = fromMs === effectiveFromMs ? [] : [{ ...card, effectiveToMs: fromMs }];
  const after = toMs === effectiveToMs ? [] : [{ ...card, effectiveFromMs: toMs }];
  const during: PriceCard = {
    ...card,
    contract,
    effectiveFromMs: fromMs,
    effectiveToMs: toMs,
    priceVersion: contractVersionOf(card, contract, fromMs),
  };
  return [...before, during, ...after];
}

/** The discounts of a contract on one card; undefined when none applies. */
export function contractModifierOf(
  { provider, model }: PriceCard,
  { name, discounts }: ContractTerms,
): ContractModifier | undefined {
  const kinds = [...tokenKinds, ...billableUnits];
  const found = kinds.map((kind) => ({
    kind,
    term: discounts.find((discount) => isInScope(discount, { provider, model, kind })),
  }));
  if (found.every(({ term }) => term === undefined)) return undefined;
  const general = found.find(({ term }) => term !== undefined && term.kinds === undefined)?.term;
  const multiplier = general === undefined ? 1 : multiplierOf(general.percentOff);
  const kindMultipliers = Object.fromEntries(
    found
      .map(({ kind, term }) => [kind, term === undefined ? 1 : multiplierOf(term.percentOff)] as const)
      .filter(([, own]) => own !== multiplier),
  );
  return { name, multiplier, ...(Object.keys(kindMultipliers).length === 0 ? {} : { kindMultipliers }) };
}

/** What a percentage off leaves: 0.85 for 15 %. */
export function multiplierOf(percentOff: number): number {
  return (100 - percentOff) / 100;
}

function contractVersionOf({ priceVersion }: PriceCard, contract: ContractModifier, startMs: number | null): string {
  const from = startMs === null ? '' : `@${dayOf(startMs)}`;
  return `${priceVersion}+contract${from}#${fingerprint(JSON.stringify(contract))}`;
}
