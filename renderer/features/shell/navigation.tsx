import { Box, NavLink, Stack, Text, Tooltip } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconArrowsHorizontal,
  IconDatabase,
  IconDatabaseImport,
  IconScale,
  IconTags,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { screens, screenTitles, type Screen } from '../../store/screens.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCompact, formatCount } from '../../ui/format.ts';

const icons: Readonly<Record<Screen, typeof IconScale>> = {
  scenario: IconAdjustmentsHorizontal,
  compare: IconScale,
  sensitivity: IconArrowsHorizontal,
  import: IconDatabaseImport,
  ledger: IconDatabase,
  catalogue: IconTags,
};

/** The screens, and below them what this window runs on. */
export function Navigation(): ReactNode {
  const current = useApp((state) => state.screen);
  return (
    <Stack h="100%" justify="space-between" gap="md">
      <Stack component="nav" gap={2} aria-label="Screens">
        {screens.map((screen) => {
          const Icon = icons[screen];
          return (
            <NavLink
              key={screen}
              href={`#/${screen}`}
              label={screenTitles[screen]}
              leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
              active={screen === current}
              aria-current={screen === current ? 'page' : undefined}
              fw={screen === current ? 600 : 400}
              variant="light"
              styles={{ root: { borderRadius: 'var(--mantine-radius-md)' } }}
            />
          );
        })}
      </Stack>
      <Status />
    </Stack>
  );
}

function Status(): ReactNode {
  const info = useApp((state) => state.appInfo);
  const hostKind = useApp((state) => state.hostKind);
  const imports = useApp((state) => state.imports);
  const records = imports?.reduce((sum, entry) => sum + entry.records, 0) ?? null;
  return (
    <Stack gap={6} p="xs" component="section" aria-label="Status">
      <StatusLine
        term="Ledger"
        value={
          records === null
            ? '…'
            : records === 0
              ? 'empty'
              : `${formatCompact(records)} ${records === 1 ? 'record' : 'records'}`
        }
        hint={info === null ? '' : `${formatCount(records ?? 0)} usage records in ${info.ledgerFile}`}
      />
      <StatusLine
        term="Prices"
        value={info === null ? '…' : `${formatCount(info.catalogue.models)} models`}
        hint={
          info === null ? '' : `Price book ${info.catalogue.book} ${info.catalogue.bookVersion}, bundled: works offline`
        }
      />
      <StatusLine
        term="Runs in"
        value={hostKind === 'electron' ? 'this app' : 'this browser'}
        hint={
          hostKind === 'electron'
            ? `Burnrate ${info?.version ?? ''}. Nothing leaves this machine.`
            : `Burnrate ${info?.version ?? ''}, served to this machine only. Nothing leaves it.`
        }
      />
    </Stack>
  );
}

function StatusLine({
  term,
  value,
  hint,
}: {
  readonly term: string;
  readonly value: string;
  readonly hint: string;
}): ReactNode {
  return (
    <Tooltip label={hint} disabled={hint === ''} position="right">
      <Box>
        <Text size="xs" c="dimmed" lh={1.3}>
          {term}
        </Text>
        <Text size="xs" lh={1.3}>
          {value}
        </Text>
      </Box>
    </Tooltip>
  );
}
