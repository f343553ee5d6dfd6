import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A headline figure in a card of its own, with what it is compared with or made of. */
export function FigureCard(props: {
  readonly title: string;
  /** Words and long figures are set smaller, so that they stay on one line. */
  readonly value: string;
  readonly notes: readonly string[];
  readonly testId?: string;
}): ReactNode {
  const { title, value, notes, testId } = props;
  return (
    <Paper component="section" aria-label={title} p="sm">
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      <Text fz={value.length > 14 ? 16 : 22} fw={650} lh={1.4} data-testid={testId}>
        {value}
      </Text>
      {notes.map((note) => (
        <Text key={note} size="xs" c="dimmed">
          {note}
        </Text>
      ))}
    </Paper>
  );
}
