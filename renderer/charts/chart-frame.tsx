import { SegmentedControl, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Section } from '../ui/section.tsx';

/** A chart with its sentence and its table twin: the same figures, to read or to hear. */
export function ChartFrame(props: {
  readonly title: string;
  readonly sentence: string;
  readonly chart: ReactNode;
  readonly table: ReactNode;
}): ReactNode {
  const { title, sentence, chart, table } = props;
  const [view, setView] = useState<'chart' | 'table'>('chart');
  return (
    <Section
      title={title}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={`${title}: show as`}
          value={view}
          onChange={setView}
          data={[
            { value: 'chart', label: 'Chart' },
            { value: 'table', label: 'Table' },
          ]}
        />
      }
    >
      <Text size="sm" c="dimmed" mb="xs">
        {sentence}
      </Text>
      {view === 'chart' ? chart : table}
    </Section>
  );
}
