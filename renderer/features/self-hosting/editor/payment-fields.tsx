import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FleetPayment } from '#shared/domain/fleet.ts';
import { assertNever } from '#shared/result.ts';
import { QuantityCell } from '../../../ui/quantity-cell.tsx';
import type { BookProps } from './book-props.ts';
import { BuyFields } from './buy-fields.tsx';
import { FieldGrid } from './field-grid.tsx';
import { paymentOfKind } from './fleet-starts.ts';
import { numbersOf } from './fleet-numbers.ts';
import { RentFields } from './rent-fields.tsx';

const kinds: readonly { readonly value: FleetPayment['kind']; readonly label: string }[] = [
  { value: 'rent', label: 'Rent by the hour' },
  { value: 'buy', label: 'Buy' },
  { value: 'flat', label: 'Flat price' },
];

/** How the GPUs are paid for: rented in a mix of commitments, bought and written off, or at a flat price. */
export function PaymentFields(props: BookProps): ReactNode {
  const { edits, book } = props;
  const { payment } = edits.fleet;
  return (
    <>
      <SegmentedControl
        size="xs"
        mb="sm"
        aria-label="How the GPUs are paid for"
        data={[...kinds]}
        value={payment.kind}
        onChange={(value) => edits.choose('payment', { payment: paymentOfKind(value, edits.fleet, book) })}
      />
      <FieldGrid>
        <KindFields {...props} payment={payment} />
      </FieldGrid>
    </>
  );
}

function KindFields({ payment, ...props }: BookProps & { readonly payment: FleetPayment }): ReactNode {
  const { edits } = props;
  switch (payment.kind) {
    case 'rent':
      return <RentFields {...props} payment={payment} />;
    case 'buy':
      return <BuyFields {...props} payment={payment} />;
    case 'flat':
      return (
        <QuantityCell
          label="Price of a replica"
          unit="USD a month"
          {...numbersOf(edits, 'payment', payment).quantity('usdPerReplicaMonth')}
        />
      );
    default:
      return assertNever(payment);
  }
}
