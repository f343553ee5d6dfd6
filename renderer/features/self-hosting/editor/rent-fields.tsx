import type { ReactNode } from 'react';
import type { FleetPayment } from '#shared/domain/fleet.ts';
import type { Commitment, Offer } from '#shared/domain/hosting-book.ts';
import { pricesInForce } from '../../../hosting-engine.ts';
import { NumberCell } from '../../../ui/number-cell.tsx';
import { without } from './fleet-edits.ts';
import type { BookProps } from './book-props.ts';
import { PriceSource, type BookPrice } from './price-source.tsx';

type Rent = Extract<FleetPayment, { kind: 'rent' }>;

/** Rent: the rate of what is not reserved, and the mix of reserved, on-demand and spot GPUs. */
export function RentFields({ edits, book, day, payment }: BookProps & { readonly payment: Rent }): ReactNode {
  const { fleet, path, set, choose, done } = edits;
  const offers = pricesInForce(book.offers, day).filter(({ gpu, id }) => gpu === fleet.gpu || id === payment.offer);
  const prices = offers.map(priceOf).toSorted((left, right) => left.usd - right.usd);
  const change = (field: keyof Rent, next: Rent): void => set(`payment.${field}`, { payment: next });
  return (
    <>
      <PriceSource
        label="On-demand rate from"
        prices={prices}
        value={payment.offer}
        onPick={(price) => choose('payment.offer', { payment: withRate(payment, price, prices) })}
      />
      {payment.usdPerGpuHour !== undefined && (
        <NumberCell
          label="On-demand rate"
          unit="USD per GPU-hour"
          path={`${path}.payment.usdPerGpuHour`}
          value={payment.usdPerGpuHour}
          onEdit={(usdPerGpuHour) => change('usdPerGpuHour', { ...payment, usdPerGpuHour })}
          onDone={done}
        />
      )}
      <NumberCell
        label="Reserved rate"
        unit="USD per GPU-hour"
        path={`${path}.payment.reservedUsdPerGpuHour`}
        whenEmpty="nothing reserved"
        value={payment.reservedUsdPerGpuHour}
        onEdit={(usd) => change('reservedUsdPerGpuHour', { ...payment, reservedUsdPerGpuHour: usd })}
        onClear={() => change('reservedUsdPerGpuHour', without(payment, 'reservedUsdPerGpuHour'))}
        onDone={done}
      />
      {payment.reservedUsdPerGpuHour !== undefined && (
        <NumberCell
          label="Reserved replicas"
          unit="replicas"
          path={`${path}.payment.reservedReplicas`}
          isWhole
          whenEmpty="as many as are cheapest"
          value={payment.reservedReplicas}
          onEdit={(reservedReplicas) => change('reservedReplicas', { ...payment, reservedReplicas })}
          onClear={() => change('reservedReplicas', without(payment, 'reservedReplicas'))}
          onDone={done}
        />
      )}
      <NumberCell
        label="Spot rate"
        unit="USD per GPU-hour"
        path={`${path}.payment.spotUsdPerGpuHour`}
        whenEmpty="no spot GPUs"
        value={payment.spotUsdPerGpuHour}
        onEdit={(usd) => change('spotUsdPerGpuHour', { ...payment, spotUsdPerGpuHour: usd })}
        onClear={() => change('spotUsdPerGpuHour', { ...without(payment, 'spotUsdPerGpuHour'), spotShare: 0 })}
        onDone={done}
      />
      {payment.spotUsdPerGpuHour !== undefined && (
        <NumberCell
          label="On spot, of what is not reserved"
          isShare
          path={`${path}.payment.spotShare`}
          max={1}
          value={payment.spotShare}
          onEdit={(spotShare) => change('spotShare', { ...payment, spotShare })}
          onDone={done}
        />
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
