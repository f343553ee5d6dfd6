import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FleetPower } from '#shared/domain/fleet.ts';
import type { ServiceKind } from '#shared/domain/hosting-book.ts';
import { pricesInForce } from '../../../hosting-engine.ts';
import { NumberCell } from '../../../ui/number-cell.tsx';
import { QuantityCell } from '../../../ui/quantity-cell.tsx';
import type { BookProps } from './book-props.ts';
import { FieldGrid } from './field-grid.tsx';
import { without } from './fleet-edits.ts';
import { numbersOf } from './fleet-numbers.ts';
import { PriceSource, type BookPrice } from './price-source.tsx';

/** What break-even posts forget: power where it is paid apart, network, storage, people. For the whole fleet. */
export function RunningCostFields(props: BookProps): ReactNode {
  const { edits } = props;
  const { fleet, choose, clear, done } = edits;
  const numbers = numbersOf(edits, 'overheads', fleet.overheads);
  return (
    <>
      <Switch
        size="xs"
        mb="sm"
        label="Electricity is paid apart from the GPUs"
        checked={fleet.power !== undefined}
        onChange={(event) => {
          done();
          if (event.currentTarget.checked) choose('power', { power: { usdPerKwh: 0.15, pue: 1.3 } });
          else clear('power');
          done();
        }}
      />
      <FieldGrid>
        {fleet.power !== undefined && <PowerFields {...props} power={fleet.power} />}
        {services.map((service) => (
          <ServiceFields key={service.kind} {...props} service={service} />
        ))}
        <QuantityCell label="Staff" unit="full-time posts" {...numbers.quantity('staffPosts')} />
        <QuantityCell label="Other costs" unit="USD a month" {...numbers.quantity('otherUsd')} />
      </FieldGrid>
    </>
  );
}

/** A cost that is a figure of one's own, or an entry of the book. */
interface Service {
  readonly kind: Exclude<ServiceKind, 'electricity'>;
  readonly label: string;
  readonly unit: string;
  readonly figure: 'networkUsd' | 'storageUsd' | 'usdPerPostMonth';
  readonly entry: 'networkPrice' | 'storagePrice' | 'staffPrice';
}

const services: readonly Service[] = [
  { kind: 'network', label: 'Network', unit: 'USD a month', figure: 'networkUsd', entry: 'networkPrice' },
  { kind: 'storage', label: 'Storage', unit: 'USD a month', figure: 'storageUsd', entry: 'storagePrice' },
  { kind: 'staff', label: 'Cost of a post', unit: 'USD a month', figure: 'usdPerPostMonth', entry: 'staffPrice' },
];

function ServiceFields({ edits, book, day, service }: BookProps & { readonly service: Service }): ReactNode {
  const { choose } = edits;
  const { overheads } = edits.fleet;
  const { kind, label, unit, figure, entry } = service;
  const prices = pricesOf(book, kind, day);
  const used = overheads[entry];
  return (
    <>
      {(prices.length > 0 || used !== undefined) && (
        <PriceSource
          label={`${label} from`}
          prices={prices}
          value={used}
          onPick={(price) =>
            choose(`overheads.${entry}`, {
              overheads: { ...without(overheads, entry), ...(price !== undefined && { [entry]: price.id }) },
            })
          }
        />
      )}
      {used === undefined && (
        <QuantityCell label={label} unit={unit} {...numbersOf(edits, 'overheads', overheads).quantity(figure)} />
      )}
    </>
  );
}

function PowerFields({ edits, book, day, power }: BookProps & { readonly power: FleetPower }): ReactNode {
  const { choose } = edits;
  const numbers = numbersOf(edits, 'power', power);
  const prices = pricesOf(book, 'electricity', day);
  return (
    <>
      <PriceSource
        label="Electricity from"
        prices={prices}
        value={power.tariff}
        onPick={(price) => choose('power.tariff', { power: withTariff(power, price, prices) })}
      />
      {power.usdPerKwh !== undefined && (
        <QuantityCell label="Electricity" unit="USD per kWh" max={100} {...numbers.quantity('usdPerKwh')} />
      )}
      <NumberCell label="PUE" unit="building ÷ machines" min={1} max={5} {...numbers.given('pue')} />
      <NumberCell
        label="Power of a GPU"
        unit="W"
        whenEmpty="as its data sheet says"
        {...numbers.optional('wattsPerGpu')}
      />
    </>
  );
}

function pricesOf(book: BookProps['book'], kind: ServiceKind, day: string): readonly BookPrice[] {
  return pricesInForce(
    book.services.filter((service) => service.kind === kind),
    day,
  );
}

function withTariff(power: FleetPower, price: BookPrice | undefined, prices: readonly BookPrice[]): FleetPower {
  const { tariff, usdPerKwh: own, ...others } = power;
  if (price !== undefined) return { ...others, tariff: price.id };
  return { ...others, usdPerKwh: own ?? prices.find(({ id }) => id === tariff)?.usd ?? 0 };
}
