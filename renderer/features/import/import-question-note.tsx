import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ImportQuestion } from './import-answers.ts';
import type { ImportOptions } from '#shared/domain/importing.ts';

/** A failed import that asks: what it found, and an answer to press. Nothing has been added yet. */
export function ImportQuestionNote(props: {
  readonly title: string;
  readonly message: string;
  readonly question: ImportQuestion;
  readonly onAnswer: (options: ImportOptions) => void;
  readonly onClose?: () => void;
}): ReactNode {
  const { title, message, question, onAnswer, onClose } = props;
  return (
    <Alert
      color="ember"
      variant="light"
      role="alert"
      icon={<IconHelpCircle aria-hidden />}
      title={title}
      {...(onClose && { withCloseButton: true, closeButtonLabel: 'Close', onClose })}
    >
      <Text size="sm">{message}</Text>
      <Text size="sm" mt={6} fw={500}>
        {question.question}
      </Text>
      <Group gap="xs" mt={6}>
        {question.answers.map(({ label, options }) => (
          <Button key={label} size="xs" variant="default" onClick={() => onAnswer(options)}>
            {label}
          </Button>
        ))}
      </Group>
    </Alert>
  );
}
