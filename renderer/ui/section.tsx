import { Box, Group, Paper, Text, Title, VisuallyHidden } from '@mantine/core';
import { useId, type ReactNode } from 'react';

/** A card with a heading: one region of a screen. */
export function Section(props: {
  readonly title: string;
  /** Shown in the heading's place: a field to type the title in. */
  readonly titleField?: ReactNode;
  readonly description?: ReactNode;
  /** Controls to the right of the heading. */
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id}>
      <Group
        justify="space-between"
        align="flex-start"
        wrap="nowrap"
        mb={props.children === undefined ? 0 : 'sm'}
        gap="sm"
      >
        <Box miw={0} flex={1}>
          {props.titleField === undefined ? (
            <Title order={2} id={id}>
              {props.title}
            </Title>
          ) : (
            <>
              <VisuallyHidden component="h2" id={id}>
                {props.title}
              </VisuallyHidden>
              {props.titleField}
            </>
          )}
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
