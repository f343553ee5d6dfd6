import type { ParsedInput } from '#shared/contract.ts';
import type { PriceCard, PricedRecord } from '#shared/domain/price.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { cardAt, explainPrice, underContract, type Catalogue } from '#pricing';

/**
 * Prices one record as of an instant and explains it. A contract given with it takes the place of those that are stored.
 * Fails with what the catalogue says of an unknown model, and `price-too-large` beyond what one record can hold.
 * @param atMs UTC milliseconds.
 */
export function priceOne(
  catalogue: Catalogue,
  { model, contract, ...consumption }: ParsedInput<'catalogue.price'>,
  atMs: number,
): Result<PricedRecord> {
  const match = catalogue.resolve({ model }, atMs);
  if (!match.ok) return match;
  const { card: listed, reason } = match.value;
  // What the record does not say of itself its model's name may.
  const residency = consumption.residency ?? match.value.residency ?? 'global';
  const serviceTier =
    consumption.serviceTier === 'standard' ? (match.value.serviceTier ?? 'standard') : consumption.serviceTier;
  const card =
    contract === undefined ? listed : (cardAt(underContract(withoutContract(listed), contract), atMs) ?? listed);
  try {
    const price = explainPrice(card, { ...consumption, residency, serviceTier });
    return success({ modelId: card.modelId, ...price, card, matchReason: reason, serviceTier, residency });
  } catch (error) {
    // The method's input lets no other amount through that pricing refuses.
    if (!(error instanceof RangeError)) throw error;
    return failure(
      'price-too-large',
      'This record costs more than $9 million, too much for one record to hold exactly.',
    );
  }
}

function withoutContract(card: PriceCard): PriceCard {
  const plain = { ...card };
  delete plain.contract;
  return plain;
}
