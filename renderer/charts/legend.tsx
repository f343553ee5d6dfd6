import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** How a line or an area of a chart is drawn: never told apart by colour alone. */
export type LegendMark = 'solid' | 'dashed' | 'dotted' | 'band';

/** One entry of a chart's legend. The sentence and the table say the same to those who do not see it. */
export function LegendItem(props: {
  readonly colour: string;
  readonly label: string;
  readonly mark?: LegendMark;
}): ReactNode {
  const { colour, label, mark = 'solid' } = props;
  return (
    <Group gap={6} wrap="nowrap" aria-hidden>
      {mark === 'band' ? (
        <span style={{ width: 18, height: 10, background: colour, opacity: 0.25 }} />
      ) : (
        <span style={{ width: 18, borderTop: `2px ${mark} ${colour}` }} />
      )}
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </Group>
  );
}
