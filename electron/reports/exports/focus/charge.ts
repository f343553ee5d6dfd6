import type { PriceCard, PriceLine } from '#shared/domain/price.ts';
import type { Residency, ServiceTier } from '#shared/domain/usage.ts';

/** One row of a FOCUS file: what one token kind, or one other unit, of a model cost on some days. */
export interface FocusCharge {
  /** Whole days, UTC ms; the end is exclusive. */
  readonly startMs: number;
  readonly endMs: number;
  /** As the ledger names them; empty where it does not. */
  readonly provider: string;
  readonly model: string;
  readonly project: string;
  readonly task: string;
  /** How and where it was asked to be served; the line says which tier's price was found for it. */
  readonly serviceTier: ServiceTier;
  readonly residency: Residency;
  readonly card: PriceCard;
  /** What was consumed, and at which rate; its amounts are those of the first record. */
  readonly line: PriceLine;
  /** Tokens, or units. */
  readonly quantity: number;
  /** Exact cost, nano-dollars. */
  readonly nanoUsd: bigint;
}

/** Where a record's charges belong. */
export type ChargeHome = Omit<FocusCharge, 'line' | 'quantity' | 'nanoUsd'>;

/** Sums the charges of records that differ in nothing but their amounts. */
export interface ChargeSums {
  add(home: ChargeHome, lines: readonly PriceLine[]): void;
  /** In order of time, provider, model, project, task, and as a price lists its lines. */
  charges(): readonly FocusCharge[];
}

interface OpenCharge {
  readonly home: ChargeHome;
  readonly line: PriceLine;
  quantity: number;
  nanoUsd: bigint;
}

/** No charges yet. */
export function createChargeSums(): ChargeSums {
  const sums = new Map<string, OpenCharge>();
  return {
    add(home, lines) {
      const place = placeOf(home);
      const quantities = wholeTokens(lines);
      for (const [index, line] of lines.entries()) {
        // A line without a price is not a charge of $0: it is told apart, in the export's notes.
        if (line.nanoUsd === null) continue;
        const key = `${place}\n${line.kind}\n${line.serviceTier}\n${line.usdPerUnit}\n${line.multiplier}\n${line.aboveInputTokens ?? ''}`;
        const sum = sums.get(key) ?? { home, line, quantity: 0, nanoUsd: 0n };
        sum.quantity += quantities[index] ?? line.quantity;
        sum.nanoUsd += BigInt(line.nanoUsd);
        sums.set(key, sum);
      }
    },
    charges: () =>
      [...sums]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([, { home, ...charge }]) => ({ ...home, ...charge })),
  };
}

/** A text that puts charges in order: instants have thirteen digits until the year 2286. */
function placeOf({ startMs, endMs, provider, model, project, task, ...served }: ChargeHome): string {
  const { serviceTier, residency, card } = served;
  return [startMs, endMs, provider, model, project, task, serviceTier, residency, card.priceVersion].join('\n');
}

/**
 * Whole tokens for lines that share a kind: a marginal long-context rule splits a count into parts that need not be
 * whole; rounded, they still add up to it.
 */
function wholeTokens(lines: readonly PriceLine[]): readonly number[] {
  const exact = new Map<string, number>();
  const given = new Map<string, number>();
  return lines.map(({ kind, quantity, unit }) => {
    if (unit !== 'USD/MTok') return quantity;
    const sum = (exact.get(kind) ?? 0) + quantity;
    const before = given.get(kind) ?? 0;
    exact.set(kind, sum);
    given.set(kind, Math.round(sum));
    return Math.round(sum) - before;
  });
}
