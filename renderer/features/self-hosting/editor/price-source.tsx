import { Select, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A dated price of the hosting book to choose. */
export interface BookPrice {
  readonly id: string;
  /** `RunPod, on demand`. */
  readonly name: string;
  /** In the unit of the field: a GPU-hour, or a GPU. */
  readonly usd: number;
  /** Day on which it was first seen. */
  readonly from: string;
  readonly source: string;
}

const own = 'own';

/** Where a price comes from: an entry of the hosting book with its date, or a figure of one's own. */
export function PriceSource(props: {
  readonly label: string;
  readonly prices: readonly BookPrice[];
  /** Id of the entry in use; undefined = a figure of one's own. */
  readonly value: string | undefined;
  /** Called with undefined for a figure of one's own. */
  readonly onPick: (price: BookPrice | undefined) => void;
}): ReactNode {
  const { label, prices, value, onPick } = props;
  const used = prices.find(({ id }) => id === value);
  const missing = value !== undefined && used === undefined ? [{ value, label: value }] : [];
  return (
    <div>
      <Select
        size="xs"
        label={label}
        allowDeselect={false}
        data={[
          { value: own, label: 'A figure of my own' },
          ...missing,
          ...prices.map(({ id, name, usd, from }) => ({ value: id, label: `$${usd} · ${name} · ${from}` })),
        ]}
        value={value ?? own}
        onChange={(id) => {
          const price = prices.find((entry) => entry.id === id);
          if (price !== undefined || id === own) onPick(price);
        }}
      />
      {used !== undefined && (
        <Text size="xs" c="dimmed" mt={4}>
          {`${used.source}, seen ${used.from}`}
        </Text>
      )}
    </div>
  );
}
