import { ActionIcon, Group, Image, Text, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { ColorSchemeMenu } from './color-scheme-menu.tsx';
import { CurrencyMenu } from './currency-menu.tsx';
import { LibraryMenu } from './library-menu.tsx';
import { SaveStatus } from './save-status.tsx';

/** The header: product, open scenario with the library behind it, undo and redo, currency, colour scheme. */
export function Header(): ReactNode {
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="md">
      <Group gap="md" wrap="nowrap" miw={0}>
        <Group gap={8} wrap="nowrap" w={160}>
          <Image src="./icon.svg" alt="" w={24} h={24} />
          <Text fw={650} fz={16} lts={-0.2}>
            Burnrate
          </Text>
        </Group>
        <LibraryMenu />
        <SaveStatus />
      </Group>
      <Group gap={4} wrap="nowrap">
        <History />
        <CurrencyMenu />
        <ColorSchemeMenu />
      </Group>
    </Group>
  );
}

function History(): ReactNode {
  const canUndo = useApp(({ history }) => (history?.past.length ?? 0) > 0);
  const canRedo = useApp(({ history }) => (history?.future.length ?? 0) > 0);
  const undo = useApp((state) => state.undoEdit);
  const redo = useApp((state) => state.redoEdit);
  return (
    <>
      <Tooltip label="Undo (Ctrl+Z)">
        <ActionIcon size="lg" aria-label="Undo" disabled={!canUndo} onClick={undo}>
          <IconArrowBackUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Redo (Ctrl+Shift+Z)">
        <ActionIcon size="lg" aria-label="Redo" disabled={!canRedo} onClick={redo}>
          <IconArrowForwardUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
