import { Box, NavLink, Stack, Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { screenViews } from '../../screens.tsx';
import { screenGroups, screensOf, screenTitle, type Screen, type ScreenGroup } from '../../store/screens.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCompact, formatCount } from '../../ui/format.ts';

const groups = Object.keys(screenGroups) as readonly ScreenGroup[];

/** The screens by part, and below them what this window runs on. */
export function Navigation(): ReactNode {
  return (
    <Stack h="100%" justify="space-between" gap="md">
      <Stack component="nav" gap="xs" aria-label="Screens">
        {groups.map((group) => (
          <Stack key={group} gap={2}>
            <Text size="xs" c="dimmed" fw={600} px="xs" aria-hidden>
              {screenGroups[group]}
            </Text>
            {screensOf(group).map((screen) => (
              <ScreenLink key={screen} screen={screen} />
            ))}
          </Stack>
        ))}
      </Stack>
      <Status />
    </Stack>
  );
}

function ScreenLink({ screen }: { readonly screen: Screen }): ReactNode {
  const isOpen = useApp((state) => state.screen === screen);
  const Icon = screenViews[screen].icon;
  return (
    <NavLink
      href={`#/${screen}`}
      label={screenTitle(screen)}
      leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
      active={isOpen}
      aria-current={isOpen ? 'page' : undefined}
      fw={isOpen ? 600 : 400}
      variant="light"
      py={6}
      styles={{ root: { borderRadius: 'var(--mantine-radius-md)' } }}
    />
  );
}

/** What the ledger holds, in a word or two; null = not known yet. */
function heldText(records: number | null): string {
  if (records === null) return '…';
  return records === 0 ? 'empty' : `${formatCompact(records)} ${records === 1 ? 'record' : 'records'}`;
}

function Status(): ReactNode {
  const info = useApp((state) => state.appInfo);
  const hostKind = useApp((state) => state.hostKind);
  const imports = useApp((state) => state.imports);
  const isUnread = useApp((state) => state.importsError !== null);
  const records = imports?.reduce((sum, entry) => sum + entry.records, 0) ?? null;
  return (
    <Stack gap={6} p="xs" component="section" aria-label="Status">
      <StatusLine
        term="Ledger"
        value={isUnread ? 'cannot be read' : heldText(records)}
        hint={
          info === null
            ? ''
            : isUnread
              ? info.ledgerFile
              : `${formatCount(records ?? 0)} usage records in ${info.ledgerFile}`
        }
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
