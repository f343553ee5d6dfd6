import type { ReactNode } from 'react';
import type { FleetPayment } from '#shared/domain/fleet.ts';
import { pricesInForce } from '../../../hosting-engine.ts';
import { NumberCell } from '../../../ui/number-cell.tsx';
import { QuantityCell } from '../../../ui/quantity-cell.tsx';
import type { BookProps } from './book-props.ts';
import { numbersOf } from './fleet-numbers.ts';
import { PriceSource, type BookPrice } from './price-source.tsx';

type Buy = Extract<FleetPayment, { kind: 'buy' }>;

/** Purchase: what a GPU and its server cost, how long they last, and what they sell for. */
export function BuyFields({ edits, book, day, payment }: BookProps & { readonly payment: Buy }): ReactNode {
  const { fleet, choose } = edits;
  const numbers = numbersOf(edits, 'payment', payment);
  const prices = pricesInForce(book.purchases, day)
    .filter(({ gpu, id }) => gpu === fleet.gpu || id === payment.purchase)
    .map(({ id, usdPerGpu, from, source }): BookPrice => ({ id, name: id, usd: usdPerGpu, from, source }));
  return (
    <>
      <PriceSource
        label="Price of a GPU from"
        prices={prices}
        value={payment.purchase}
        onPick={(price) => choose('payment.purchase', { payment: withPrice(payment, price, prices) })}
      />
      {payment.usdPerGpu !== undefined && (
        <QuantityCell label="Purchase price" unit="USD per GPU" {...numbers.quantity('usdPerGpu')} />
      )}
      <QuantityCell label="Server, cards and rack" unit="USD per replica" {...numbers.quantity('usdPerReplica')} />
      <NumberCell
        label="Written off over"
        unit="months"
        isWhole
        min={1}
        max={240}
        {...numbers.given('amortisationMonths')}
      />
      <NumberCell label="Sells for at the end" isShare max={1} {...numbers.given('residualShare')} />
    </>
  );
}

function withPrice(payment: Buy, price: BookPrice | undefined, prices: readonly BookPrice[]): Buy {
  const { purchase, usdPerGpu: own, ...others } = payment;
  if (price !== undefined) return { ...others, purchase: price.id };
  return { ...others, usdPerGpu: own ?? prices.find(({ id }) => id === purchase)?.usd ?? 0 };
}
