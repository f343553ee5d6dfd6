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
  readonly line: PriceLine;
  quantity: number;
  nanoUsd: bigint;
  /** Not yet in `nanoUsd`: adding numbers is many times as fast. */
  openNanoUsd: number;
}

/** Sums below it are exact whatever one record adds. */
const largestOpenNanoUsd = 2 ** 52;

/** No charges yet. */
export function createChargeSums(): ChargeSums {
  // By home, then by line: the long text of a home is looked up once for all lines of a record.
  const homes = new Map<string, { readonly home: ChargeHome; readonly lines: Map<string, OpenCharge> }>();
  return {
    add(home, lines) {
      const place = placeOf(home);
      const sums = homes.get(place) ?? { home, lines: new Map<string, OpenCharge>() };
      homes.set(place, sums);
      const quantities = wholeTokens(lines);
      for (const [index, line] of lines.entries()) {
        // A line without a price is not a charge of $0: it is told apart, in the export's notes.
        if (line.nanoUsd === null) continue;
        const key = `${line.kind}\n${line.serviceTier}\n${line.usdPerUnit}\n${line.multiplier}\n${line.aboveInputTokens ?? ''}`;
        const sum = sums.lines.get(key) ?? { line, quantity: 0, nanoUsd: 0n, openNanoUsd: 0 };
        sum.quantity += quantities[index] ?? line.quantity;
        if (Math.abs(sum.openNanoUsd) + Math.abs(line.nanoUsd) > largestOpenNanoUsd) close(sum);
        sum.openNanoUsd += line.nanoUsd;
        sums.lines.set(key, sum);
      }
    },
    charges: () =>
      inOrder(homes).flatMap(({ home, lines }) =>
        inOrder(lines).map((charge) => {
          close(charge);
          const { line, quantity, nanoUsd } = charge;
          return { ...home, line, quantity, nanoUsd };
        }),
      ),
  };
}

function close(charge: OpenCharge): void {
  charge.nanoUsd += BigInt(charge.openNanoUsd);
  charge.openNanoUsd = 0;
}

function inOrder<Value>(map: ReadonlyMap<string, Value>): readonly Value[] {
  return [...map].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, value]) => value);
}

/** A text that puts charges in order: instants have thirteen digits until the year 2286. */
function placeOf({ startMs, endMs, provider, model, project, task, ...served }: ChargeHome): string {
  const { serviceTier, residency, card } = served;
  return `${startMs}\n${endMs}\n${provider}\n${model}\n${project}\n${task}\n${serviceTier}\n${residency}\n${card.priceVersion}`;
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
