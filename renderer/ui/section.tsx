import { Box, Group, Paper, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

/** A card with a heading: one region of a screen. */
export function Section(props: {
  readonly title: string;
  readonly description?: ReactNode;
  /** Controls to the right of the heading. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb="sm" gap="sm">
        <Box miw={0}>
          <Title order={2} id={id}>
            {props.title}
          </Title>
          {props.description !== undefined && (
            <Text size="sm" c="dimmed">
              {props.description}
            </Text>
          )}
        </Box>
        {props.aside}
      </Group>
      {props.children}
    </Paper>
  );
}
