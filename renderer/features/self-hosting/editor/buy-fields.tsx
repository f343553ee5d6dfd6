import type { ReactNode } from 'react';
import type { FleetPayment } from '#shared/domain/fleet.ts';
import { pricesInForce } from '../../../hosting-engine.ts';
import { NumberCell } from '../../../ui/number-cell.tsx';
import type { BookProps } from './book-props.ts';
import { PriceSource, type BookPrice } from './price-source.tsx';

type Buy = Extract<FleetPayment, { kind: 'buy' }>;

/** Purchase: what a GPU and its server cost, how long they last, and what they sell for. */
export function BuyFields({ edits, book, day, payment }: BookProps & { readonly payment: Buy }): ReactNode {
  const { fleet, path, set, choose, done } = edits;
  const prices = pricesInForce(book.purchases, day)
    .filter(({ gpu, id }) => gpu === fleet.gpu || id === payment.purchase)
    .map(({ id, usdPerGpu, from, source }): BookPrice => ({ id, name: id, usd: usdPerGpu, from, source }));
  const change = (field: keyof Buy, next: Buy): void => set(`payment.${field}`, { payment: next });
  return (
    <>
      <PriceSource
        label="Price of a GPU from"
        prices={prices}
        value={payment.purchase}
        onPick={(price) => choose('payment.purchase', { payment: withPrice(payment, price, prices) })}
      />
      {payment.usdPerGpu !== undefined && (
        <NumberCell
          label="Purchase price"
          unit="USD per GPU"
          path={`${path}.payment.usdPerGpu`}
          value={payment.usdPerGpu}
          onEdit={(usdPerGpu) => change('usdPerGpu', { ...payment, usdPerGpu })}
          onDone={done}
        />
      )}
      <NumberCell
        label="Server, cards and rack"
        unit="USD per replica"
        path={`${path}.payment.usdPerReplica`}
        value={payment.usdPerReplica}
        onEdit={(usdPerReplica) => change('usdPerReplica', { ...payment, usdPerReplica })}
        onDone={done}
      />
      <NumberCell
        label="Written off over"
        unit="months"
        path={`${path}.payment.amortisationMonths`}
        isWhole
        min={1}
        max={240}
        value={payment.amortisationMonths}
        onEdit={(amortisationMonths) => change('amortisationMonths', { ...payment, amortisationMonths })}
        onDone={done}
      />
      <NumberCell
        label="Sells for at the end"
        isShare
        path={`${path}.payment.residualShare`}
        max={1}
        value={payment.residualShare}
        onEdit={(residualShare) => change('residualShare', { ...payment, residualShare })}
        onDone={done}
      />
    </>
  );
}

function withPrice(payment: Buy, price: BookPrice | undefined, prices: readonly BookPrice[]): Buy {
  const { purchase, usdPerGpu: own, ...others } = payment;
  if (price !== undefined) return { ...others, purchase: price.id };
  return { ...others, usdPerGpu: own ?? prices.find(({ id }) => id === purchase)?.usd ?? 0 };
}
