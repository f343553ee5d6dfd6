import { ActionIcon, Box, Group, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DiffMarker } from '#shared/domain/plan-comparison.ts';

/** The colour of a change: a saving, an increase, or neither. */
export function toneOf(marker: DiffMarker, deltaUsd: number): 'saving' | 'increase' | undefined {
  if (marker === '=' || Math.abs(deltaUsd) < 5e-9) return undefined;
  return deltaUsd < 0 ? 'saving' : 'increase';
}

/** How a part differs, as a sign with its meaning for those who hear it; nothing where it is the same. */
export function Marker(props: {
  readonly marker: DiffMarker;
  readonly meaning: string;
  readonly tone?: string | undefined;
}): ReactNode {
  const { marker, meaning, tone } = props;
  return (
    <Text
      span
      inherit
      ff="monospace"
      aria-label={meaning}
      role="img"
      title={meaning}
      {...(tone && { className: tone })}
    >
      {marker === '=' ? '' : marker}
    </Text>
  );
}

/** The name of a part at its depth, with the button that opens what is below it. */
export function PartName(props: {
  readonly label: string;
  readonly level: number;
  readonly hasChildren: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}): ReactNode {
  const { label, level, hasChildren, isOpen, onToggle } = props;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Group gap={4} wrap="nowrap" pl={level * 22}>
      {hasChildren ? (
        <ActionIcon
          size="sm"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Close' : 'Open'} ${label}`}
          onClick={onToggle}
        >
          <Chevron size={15} aria-hidden />
        </ActionIcon>
      ) : (
        <Box w={22} />
      )}
      <Text size="sm" fw="inherit">
        {label}
      </Text>
    </Group>
  );
}
