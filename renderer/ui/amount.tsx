import { Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Expression } from '#shared/domain/expression.ts';
import { Figure } from './figure.tsx';
import { formatPercentChange, formatUsd, formatUsdChange } from './format.ts';

export interface AmountProps {
  /** What the amount is, for its button's name. */
  readonly label: string;
  /** Null = nothing here at all. */
  readonly amount: { readonly usd: number; readonly hasUnknown: boolean; readonly expression: Expression } | null;
}

/** A cost in a table: a figure to open, marked where a part of it has no known price, a dash where there is nothing. */
export function Amount({ label, amount }: AmountProps): ReactNode {
  if (amount === null)
    return (
      <Text c="dimmed" component="span" inherit aria-label={`${label}: none`}>
        –
      </Text>
    );
  if (!amount.hasUnknown) {
    return (
      <Figure expression={amount.expression} label={label}>
        {formatUsd(amount.usd)}
      </Figure>
    );
  }
  return (
    <Tooltip label="A part of this has no known price and is not in the sum.">
      <span>
        {amount.usd > 0 && (
          <>
            <Figure expression={amount.expression} label={label}>
              {formatUsd(amount.usd)}
            </Figure>{' '}
            +{' '}
          </>
        )}
        <Text component="span" inherit className="increase">
          unknown
        </Text>
      </span>
    </Tooltip>
  );
}

/** A change in cost with its sign; savings and increases differ in sign and word order as well as in colour. */
export function Change({ usd, share }: { readonly usd: number; readonly share?: number | null }): ReactNode {
  const tone = Math.abs(usd) < 5e-9 ? undefined : usd < 0 ? 'saving' : 'increase';
  return (
    <span className={tone}>
      {formatUsdChange(usd)}
      {share !== undefined && share !== null && ` (${formatPercentChange(share)})`}
    </span>
  );
}
