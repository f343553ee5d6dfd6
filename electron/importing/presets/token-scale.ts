import type { PriceCard } from '#shared/domain/price.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { billingKind } from '#pricing';

/** What a line of a bill shows of the size of its unit. */
export interface UnitEvidence {
  /** USD for one unit, from cost and quantity; undefined when the line cost nothing. */
  readonly usdPerUnit: number | undefined;
  /** Tokens in one unit as the line states it; undefined when it does not say ("Units"). */
  readonly statedBlock: number | undefined;
  /** True when lines of this sort are known to state the wrong unit, so that it takes a price to believe one. */
  readonly isDoubtful: boolean;
  readonly kind: TokenKind;
  readonly card: PriceCard | undefined;
}

/** Units that bills count tokens in. */
const blocks = [1, 1000, 1_000_000] as const;

/** A tier, a discount and a region move a price by less than this factor; units differ by a thousand. */
const priceMargin = 8;

/** USD per million tokens between which every published price of a token lies, with room. */
const leastUsdPerMTok = 0.0005;
const mostUsdPerMTok = 2000;

/**
 * How many tokens one unit of a bill's line is. A known price decides; without one the line's own unit holds, where what
 * it cost is a possible price. Undefined = it cannot be told.
 */
export function tokensPerUnit({ usdPerUnit, statedBlock, isDoubtful, kind, card }: UnitEvidence): number | undefined {
  const known = card === undefined ? undefined : usdPerMTok(card, kind);
  if (usdPerUnit !== undefined && known !== undefined) {
    const fitting = blocks.find((block) => {
      const ratio = ((usdPerUnit / block) * 1e6) / known;
      return ratio > 1 / priceMargin && ratio < priceMargin;
    });
    if (fitting !== undefined) return fitting;
    if (isDoubtful) return undefined;
  }
  if (statedBlock === undefined) return undefined;
  if (usdPerUnit === undefined) return isDoubtful ? undefined : statedBlock;
  const price = (usdPerUnit / statedBlock) * 1e6;
  // Of a doubtful unit only a price that no other unit would make as well is believed.
  const isPossible = price >= leastUsdPerMTok && price <= mostUsdPerMTok;
  return isPossible && (!isDoubtful || (price >= 0.05 && price <= 200)) ? statedBlock : undefined;
}

function usdPerMTok(card: PriceCard, kind: TokenKind): number | undefined {
  const billedAs = billingKind(card, kind);
  const rate = billedAs === undefined ? undefined : card.rates[billedAs]?.usdPerMTok;
  return rate === undefined || rate === 0 ? undefined : rate;
}
