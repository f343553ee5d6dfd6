import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconDatabaseX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { LedgerState, LedgerStatus } from '#shared/domain/ledger-status.ts';
import { useApp } from '../../store/use-app.ts';
import { Section } from '../../ui/section.tsx';
import { CopyTable } from './copy-table.tsx';
import { RestoreFromFile } from './restore-from-file.tsx';

/** What is wrong, in a few words, and what it means for the usage in the file. */
const stateWords: Readonly<Record<LedgerState, readonly [title: string, meaning: string]>> = {
  ready: ['The ledger could not be read', 'Nothing was changed.'],
  missing: ['There is no ledger yet', 'It is made by the first import.'],
  corrupt: ['The ledger’s file is damaged', 'Burnrate does not write to it. A backup can take its place.'],
  'not-a-ledger': ['The file is not a Burnrate ledger', 'Burnrate leaves it alone. A backup can take its place.'],
  newer: [
    'A newer Burnrate wrote this ledger',
    'This version does not read it, so that nothing in it is lost. It opens in the newer version.',
  ],
  locked: ['Another program holds the ledger', 'What it holds is safe. Close the other program, then try again.'],
  'read-only': ['The ledger cannot be written', 'What it holds is safe.'],
  'disk-full': ['The disk is full', 'What the ledger held is safe. Make room, then try again.'],
  unavailable: ['The ledger cannot be opened', 'Nothing was changed.'],
};

/** States that a backup in the file's place ends. */
const restorable: readonly LedgerState[] = ['corrupt', 'not-a-ledger'];

/** A ledger that does not open: what is wrong, what that means, and the ways on. */
export function LedgerProblem(props: {
  readonly status: LedgerStatus;
  readonly problem: NonNullable<LedgerStatus['problem']>;
}): ReactNode {
  const { status, problem } = props;
  const readLedger = useApp((state) => state.readLedger);
  const [title, meaning] = stateWords[status.state];
  return (
    <Stack gap="md" maw={1080}>
      <Alert color="ember" variant="light" role="alert" icon={<IconDatabaseX aria-hidden />} title={title}>
        <Stack gap={6}>
          <Text size="sm">{problem.message}</Text>
          <Text size="sm">{meaning}</Text>
          {problem.nextStep !== undefined && <Text size="sm">{problem.nextStep}</Text>}
          <Text size="xs" c="dimmed">
            File: <Code>{status.file}</Code>
          </Text>
          <Group gap="xs" mt={4}>
            <Button size="xs" variant="default" onClick={() => void readLedger()}>
              Try again
            </Button>
            {restorable.includes(status.state) && <RestoreFromFile size="xs" />}
          </Group>
        </Stack>
      </Alert>
      {restorable.includes(status.state) && (
        <Section title="Copies beside the ledger">
          <CopyTable copies={status.copies} />
        </Section>
      )}
    </Stack>
  );
}
