import { Alert, Button, EmptyState, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { writeSentence } from '#shared/domain/sentence.ts';
import { describePlace, type Failure } from '#shared/result.ts';
import { formatUsd } from './format.ts';

/** Nothing here yet: what this place is for, and the next step. */
export function NothingYet(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly description: string;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <EmptyState
      icon={props.icon}
      variant="light"
      title={props.title}
      description={props.description}
      py="xl"
      maw={520}
      mx="auto"
    >
      {props.children !== undefined && (
        <EmptyState.Actions>
          <Group gap="xs" justify="center">
            {props.children}
          </Group>
        </EmptyState.Actions>
      )}
    </EmptyState>
  );
}

/** An expected failure: its sentence, place and next step, and a way to try again where there is one. */
export function FailureNote(props: {
  readonly title: string;
  readonly error: Failure;
  readonly onRetry?: () => void;
  readonly onClose?: () => void;
}): ReactNode {
  const { title, error, onRetry, onClose } = props;
  const place = describePlace(error.at);
  return (
    <Alert
      color="ember"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={title}
      {...(onClose && { withCloseButton: true, closeButtonLabel: 'Close', onClose })}
    >
      <Text size="sm">{error.parts === undefined ? error.message : writeSentence(error.parts, formatUsd)}</Text>
      {error.nextStep !== undefined && <Text size="sm">{error.nextStep}</Text>}
      {place !== '' && (
        <Text size="xs" c="dimmed" mt={4}>
          {place}
        </Text>
      )}
      {onRetry !== undefined && (
        <Button size="xs" variant="default" mt="xs" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Alert>
  );
}
