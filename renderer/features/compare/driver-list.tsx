import { SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { changeDriverLabels, type ChangeSplit } from '#shared/domain/attribution.ts';
import { Change } from '../../ui/amount.tsx';

/** Below this a sum's rounding is all there is, USD. */
export const rounding = 5e-9;

/** A change by what moved: volume, mix, tokens, cache, price, fees; what did not move is left out. */
export function DriverList(props: { readonly split: ChangeSplit; readonly columns: number }): ReactNode {
  const moved = props.split.drivers.filter(({ usd }) => Math.abs(usd) >= rounding);
  if (moved.length === 0) return <Text size="sm">Nothing moved: both cost the same.</Text>;
  return (
    <SimpleGrid cols={{ base: 2, md: 3, xl: props.columns }} spacing="sm">
      {moved.map(({ driver, usd }) => (
        <div key={driver}>
          <Text size="sm">
            {changeDriverLabels[driver].label}: <Change usd={usd} />
          </Text>
          <Text size="xs" c="dimmed">
            {changeDriverLabels[driver].help}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
