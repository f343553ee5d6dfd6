import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { LegendItem } from '../../../charts/legend.tsx';

/** What lines and areas of a comparison stand for. */
export function BandLegend({ api, children }: { readonly api: string; readonly children?: ReactNode }): ReactNode {
  return (
    <Group gap="md" mb={4} aria-hidden>
      <LegendItem colour="var(--chart-baseline)" label={`${api}, likely`} mark="dashed" />
      <LegendItem colour="var(--chart-baseline)" label="P5 to P95" mark="band" />
      <LegendItem colour="var(--chart-optimized)" label="Fleet, likely" />
      <LegendItem colour="var(--chart-optimized)" label="P5 to P95" mark="band" />
      {children}
    </Group>
  );
}
