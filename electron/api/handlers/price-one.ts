import type { ParsedInput } from '#shared/contract.ts';
import type { ContractTerms } from '#shared/domain/contract-terms.ts';
import type { ContractedMonth, PriceCard, PricedRecord } from '#shared/domain/price.ts';
import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { monthOf } from '#shared/time.ts';
import {
  cardAt,
  convertTokens,
  explainPrice,
  tokenizerChange,
  underContract,
  monthOfRecords,
  type LayeredCatalogue,
} from '#pricing';

/**
 * Prices one record as of an instant and explains it. A contract given with it takes the place of those that are stored;
 * tokens counted on another model are converted to this one's. A month of such records is priced under their terms for months.
 * Fails with what the catalogue says of an unknown model, `tokenizers-not-comparable` where tokens cannot be converted,
 * and `price-too-large` beyond what one record can hold.
 * @param atMs UTC milliseconds.
 */
export function priceOne(
  catalogue: LayeredCatalogue,
  { model, contract, countedOn, recordsPerMonth, ...consumption }: ParsedInput<'catalogue.price'>,
  atMs: number,
): Result<PricedRecord> {
  const match = catalogue.resolve({ model }, atMs);
  if (!match.ok) return match;
  const { card: listed, reason } = match.value;
  const converted = convertedTokens(catalogue, listed, consumption.tokens, countedOn, atMs);
  if (!converted.ok) return converted;
  // What the record does not say of itself its model's name may.
  const residency = consumption.residency ?? match.value.residency ?? 'global';
  const serviceTier =
    consumption.serviceTier === 'standard' ? (match.value.serviceTier ?? 'standard') : consumption.serviceTier;
  const card =
    contract === undefined ? listed : (cardAt(underContract(withoutContract(listed), contract), atMs) ?? listed);
  const { tokens, tokenizer } = converted.value;
  try {
    const price = explainPrice(card, { ...consumption, tokens, residency, serviceTier });
    const month =
      recordsPerMonth === undefined
        ? undefined
        : contractedMonth({ card, lines: price.lines }, recordsPerMonth, contract ?? catalogue.contracts, atMs);
    return success({
      modelId: card.modelId,
      ...price,
      card,
      matchReason: reason,
      serviceTier,
      residency,
      ...(tokenizer === undefined ? {} : { tokenizer }),
      ...(month === undefined ? {} : { month }),
    });
  } catch (error) {
    // The method's input lets no other amount through that pricing refuses.
    if (!(error instanceof RangeError)) throw error;
    return failure(
      'price-too-large',
      'This record costs more than $9 million, too much for one record to hold exactly.',
    );
  }
}

type Converted = Pick<PricedRecord, 'tokenizer'> & { readonly tokens: TokenCounts };

function convertedTokens(
  catalogue: LayeredCatalogue,
  card: PriceCard,
  tokens: TokenCounts,
  countedOn: string | undefined,
  atMs: number,
): Result<Converted> {
  if (countedOn === undefined) return success({ tokens });
  const other = catalogue.resolve({ model: countedOn }, atMs);
  if (!other.ok) return other;
  const change = tokenizerChange(other.value.card, card);
  if (change === undefined) {
    return failure(
      'tokenizers-not-comparable',
      `How many tokens of ${card.modelId} one of ${other.value.card.modelId} makes is not known.`,
      { nextStep: `Count the text on ${card.modelId}, or leave the other model out to price the counts as they are.` },
    );
  }
  const tokenizer = { countedOn: other.value.card.modelId, ...change };
  return success({ tokens: convertTokens(tokens, change), tokenizer });
}

/** A month under contracts; undefined where none of them has a term that changes what it costs. */
function contractedMonth(
  record: Pick<PricedRecord, 'card' | 'lines'>,
  records: number,
  contracts: ContractTerms | readonly ContractTerms[],
  atMs: number,
): ContractedMonth | undefined {
  const { month, lines, usd } = monthOfRecords(record, records, [contracts].flat(), monthOf(atMs));
  if (lines.every(({ step }) => step === 'usage')) return undefined;
  return { month, usd, lines: lines.map(({ step, name, usd: part, formula }) => ({ step, name, usd: part, formula })) };
}

function withoutContract(card: PriceCard): PriceCard {
  const plain = { ...card };
  delete plain.contract;
  return plain;
}
