import { Group, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Section } from '../ui/section.tsx';
import { SwitchBetween } from '../ui/switch-between.tsx';

/** A chart and its table twin, to switch between. */
export const chartViews = [
  { value: 'chart', label: 'Chart' },
  { value: 'table', label: 'Table' },
] as const;

/** A chart with its sentence and its table twin: the same figures, to read or to hear. */
export function ChartFrame(props: {
  readonly title: string;
  readonly sentence: string;
  readonly chart: ReactNode;
  readonly table: ReactNode;
  /** Controls beside the switch between chart and table. */
  readonly controls?: ReactNode;
}): ReactNode {
  const { title, sentence, chart, table, controls } = props;
  const [view, setView] = useState<'chart' | 'table'>('chart');
  return (
    <Section
      title={title}
      aside={
        <Group gap="xs" justify="flex-end">
          {controls}
          <SwitchBetween label={`${title}: show as`} value={view} options={chartViews} onChange={setView} />
        </Group>
      }
    >
      <Text size="sm" c="dimmed" mb="xs">
        {sentence}
      </Text>
      {view === 'chart' ? chart : table}
    </Section>
  );
}
