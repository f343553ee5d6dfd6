import type { ReactNode } from 'react';
import type { FleetPayment } from '#shared/domain/fleet.ts';
import type { Commitment, Offer } from '#shared/domain/hosting-book.ts';
import { pricesInForce } from '../../../hosting-engine.ts';
import { NumberCell } from '../../../ui/number-cell.tsx';
import { QuantityCell } from '../../../ui/quantity-cell.tsx';
import { without } from './fleet-edits.ts';
import type { BookProps } from './book-props.ts';
import { numbersOf } from './fleet-numbers.ts';
import { PriceSource, type BookPrice } from './price-source.tsx';

type Rent = Extract<FleetPayment, { kind: 'rent' }>;

/** Rent: the rate of what is not reserved, and the mix of reserved, on-demand and spot GPUs. */
export function RentFields({ edits, book, day, payment }: BookProps & { readonly payment: Rent }): ReactNode {
  const { fleet, set, choose } = edits;
  const numbers = numbersOf(edits, 'payment', payment);
  const offers = pricesInForce(book.offers, day).filter(({ gpu, id }) => gpu === fleet.gpu || id === payment.offer);
  const prices = offers.map(priceOf).toSorted((left, right) => left.usd - right.usd);
  return (
    <>
      <PriceSource
        label="On-demand rate from"
        prices={prices}
        value={payment.offer}
        onPick={(price) => choose('payment.offer', { payment: withRate(payment, price, prices) })}
      />
      {payment.usdPerGpuHour !== undefined && (
        <QuantityCell label="On-demand rate" unit="USD per GPU-hour" {...numbers.quantity('usdPerGpuHour')} />
      )}
      <QuantityCell
        label="Reserved rate"
        unit="USD per GPU-hour"
        whenEmpty="nothing reserved"
        {...numbers.optionalQuantity('reservedUsdPerGpuHour')}
      />
      {payment.reservedUsdPerGpuHour !== undefined && (
        <NumberCell
          label="Reserved replicas"
          unit="replicas"
          isWhole
          whenEmpty="as many as are cheapest"
          {...numbers.optional('reservedReplicas')}
        />
      )}
      <QuantityCell
        label="Spot rate"
        unit="USD per GPU-hour"
        whenEmpty="no spot GPUs"
        {...numbers.quantity('spotUsdPerGpuHour')}
        onClear={() =>
          set('payment.spotUsdPerGpuHour', { payment: { ...without(payment, 'spotUsdPerGpuHour'), spotShare: 0 } })
        }
      />
      {payment.spotUsdPerGpuHour !== undefined && (
        <NumberCell label="On spot, of what is not reserved" isShare max={1} {...numbers.given('spotShare')} />
      )}
    </>
  );
}

const commitmentLabels: Readonly<Record<Commitment, string>> = {
  'on-demand': 'on demand',
  'reserved-1y': 'reserved for a year',
  'reserved-3y': 'reserved for three years',
  spot: 'spot',
  community: 'community',
};

function priceOf({
  id,
  provider,
  instance,
  gpusPerInstance,
  commitment,
  usdPerGpuHour,
  from,
  source,
}: Offer): BookPrice {
  const machine = instance === undefined ? '' : ` ${instance}`;
  const size = gpusPerInstance === 1 ? '' : `, in machines of ${gpusPerInstance}`;
  return {
    id,
    name: `${provider}${machine}, ${commitmentLabels[commitment]}${size}`,
    usd: usdPerGpuHour,
    from,
    source,
  };
}

/** The rent at another entry of the book, or at the figure that it had, to type over. */
function withRate(payment: Rent, price: BookPrice | undefined, prices: readonly BookPrice[]): Rent {
  const { offer, usdPerGpuHour: own, ...others } = payment;
  if (price !== undefined) return { ...others, offer: price.id };
  return { ...others, usdPerGpuHour: own ?? prices.find(({ id }) => id === offer)?.usd ?? 0 };
}
