import { explainPrice, type Consumption } from '#pricing';
import type { Expression } from '#shared/domain/expression.ts';
import { priceLineLabel, type PriceCard, type PriceLine } from '#shared/domain/price.ts';
import { formatUsd } from '#shared/money.ts';
import { dayOf } from '#shared/time.ts';

const tokensPerMillion = 1_000_000;

/**
 * How a price card makes a record's cost, as a formula that opens down to amounts and dated rates. Where it does not meet the
 * recorded cost (billed at a contract's terms, or rounded), a note says so.
 * @param recordedUsd what the ledger holds.
 */
export function explainRecord(card: PriceCard, consumption: Consumption, recordedUsd: number): Expression {
  const { lines } = explainPrice(card, consumption);
  const operands = lines.map(lineExpression);
  const value = operands.reduce((sum, { value: usd }) => sum + usd, 0);
  const isMet = Math.abs(value - recordedUsd) <= Math.max(1e-9 * lines.length, 1e-6 * recordedUsd);
  return {
    operation: 'sum',
    label: `Cost of the record at ${card.displayName}`,
    unit: 'USD',
    value,
    operands,
    ...(isMet ? {} : { notes: [`The ledger holds ${formatUsd(recordedUsd)}: other terms held when it was priced.`] }),
  };
}

function lineExpression(line: PriceLine): Expression {
  const { kind, quantity, usdPerUnit, unit, modifiers, multiplier, usd, notes } = line;
  const label = priceLineLabel(kind);
  if (usd === null || usdPerUnit === null)
    return { operation: 'input', label: `${label}: no price is known`, unit: 'USD', value: 0, notes: [...notes] };
  const isTokens = unit === 'USD/MTok';
  const factors: Expression[] = [
    { operation: 'input', label, unit: isTokens ? 'tokens' : 'requests', value: quantity },
    {
      operation: 'input',
      label: `Price of ${label.toLowerCase()}`,
      unit: isTokens ? 'USD/MTok' : 'USD/request',
      value: usdPerUnit,
      source: sourceText(line),
    },
    ...(multiplier === 1
      ? []
      : [
          {
            operation: 'input' as const,
            label: modifiers.map(({ name }) => name).join(', ') || 'Modifiers',
            unit: 'factor' as const,
            value: multiplier,
          },
        ]),
  ];
  const product: Expression = {
    operation: 'product',
    label: isTokens ? 'Tokens × rate, in millionths of a dollar' : `${label}: cost`,
    unit: isTokens ? 'factor' : 'USD',
    value: quantity * usdPerUnit * multiplier,
    operands: factors,
    notes: [...notes],
  };
  if (!isTokens) return { ...product, value: usd };
  const million: Expression = {
    operation: 'input',
    label: 'Tokens in a million',
    unit: 'factor',
    value: tokensPerMillion,
  };
  return { operation: 'quotient', label: `${label}: cost`, unit: 'USD', value: usd, operands: [product, million] };
}

/** Where a rate is from, and since when it holds. */
function sourceText({ source, effectiveFromMs }: PriceLine): string {
  return effectiveFromMs === null ? source : `${source}, from ${dayOf(effectiveFromMs)}`;
}
