import { Box, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** The top of a screen: its title, what it is for in a sentence, and what can be done with all of it. */
export function ScreenHeading(props: {
  readonly title: string;
  readonly description: string;
  readonly aside?: ReactNode;
}): ReactNode {
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap">
      <Box miw={0}>
        <Title order={1} mb={2}>
          {props.title}
        </Title>
        <Text size="sm" c="dimmed">
          {props.description}
        </Text>
      </Box>
      {/* A button keeps its words; one with a long name gives way at half of the width. */}
      <Box style={{ flexShrink: 0, maxWidth: '50%' }}>{props.aside}</Box>
    </Group>
  );
}
