import { ActionIcon, Group, Menu, Text } from '@mantine/core';
import { IconChartHistogram } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Quantity } from '#shared/domain/quantity.ts';
import {
  distributionKinds,
  rangeAround,
  roundedMean,
  typedKinds,
  type TypedDistribution,
} from './distribution-kinds.ts';
import { NumberField } from './number-field.tsx';

/** Makes a number a range, a range a number, or one kind of range another. */
export function RangeMenu(props: {
  readonly label: string;
  readonly value: Quantity;
  readonly onPick: (value: Quantity) => void;
}): ReactNode {
  const { label, value, onPick } = props;
  const kind = typeof value === 'number' ? 'number' : value.kind;
  return (
    <Menu position="bottom-start" shadow="md" width={280}>
      <Menu.Target>
        <ActionIcon
          size="sm"
          aria-label={`Range of ${label}`}
          title={kind === 'number' ? `Give ${label} a range` : `Change the range of ${label}`}
          {...(kind === 'number' && { c: 'dimmed' })}
        >
          <IconChartHistogram size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={kind === 'number'} onClick={() => onPick(roundedMean(value))}>
          One number
        </Menu.Item>
        {typedKinds.map((candidate) => (
          <Menu.Item
            key={candidate}
            disabled={kind === candidate}
            onClick={() => onPick(rangeAround(value, candidate))}
          >
            {distributionKinds[candidate].label}
            <Text size="xs" c="dimmed">
              {distributionKinds[candidate].help}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The parameters of a range, side by side. */
export function RangeInputs(props: {
  readonly label: string;
  readonly unit: string;
  readonly value: TypedDistribution;
  readonly error?: string | undefined;
  readonly onEdit: (value: Quantity) => void;
  readonly onDone: () => void;
}): ReactNode {
  const { label, unit, value, error, onEdit, onDone } = props;
  const numbers: Readonly<Record<string, string | number>> = value;
  return (
    <Group gap={6} wrap="nowrap" style={{ gridColumn: 'span 2' }}>
      {distributionKinds[value.kind].parameters.map((parameter) => (
        <NumberField
          key={parameter.key}
          flex={1}
          size="xs"
          aria-label={`${label}, ${parameter.label}, ${unit}`}
          leftSection={
            <Text size="xs" c="dimmed">
              {parameter.label}
            </Text>
          }
          leftSectionWidth={44}
          value={Number(numbers[parameter.key])}
          error={error !== undefined}
          onEdit={(next) => onEdit({ ...value, [parameter.key]: next })}
          onDone={onDone}
          styles={{ input: { textAlign: 'right' } }}
        />
      ))}
    </Group>
  );
}
