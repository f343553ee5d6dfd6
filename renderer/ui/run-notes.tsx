import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Sentences about the whole evaluation, under its figures. */
export function RunNotes({ notes }: { readonly notes: readonly string[] }): ReactNode {
  return notes.map((note) => (
    <Text key={note} size="xs" c="dimmed">
      {note}
    </Text>
  ));
}
