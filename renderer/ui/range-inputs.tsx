import { ActionIcon, Group, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChartHistogram } from '@tabler/icons-react';
import { lazy, Suspense, type ReactNode } from 'react';
import type { Quantity } from '#shared/domain/quantity.ts';
import {
  distributionKinds,
  rangeAround,
  roundedMean,
  shareKinds,
  shareRangeAround,
  typedKinds,
  type TypedDistribution,
} from './distribution-kinds.ts';
import { NumberField } from './number-field.tsx';

const MeasureDialog = lazy(async () => ({ default: (await import('./measure-dialog.tsx')).MeasureDialog }));

/** Makes a number a range, a range a number, one kind of range another, or any of them what the ledger measures. */
export function RangeMenu(props: {
  readonly label: string;
  /** JSON path in the scenario. */
  readonly path: string | undefined;
  readonly unit: string;
  readonly value: Quantity;
  /** True for a share: its range stays between 0 and 1. */
  readonly isShare?: boolean | undefined;
  readonly onPick: (value: Quantity) => void;
}): ReactNode {
  const { label, path, unit, value, isShare = false, onPick } = props;
  const [isMeasuring, { open, close }] = useDisclosure(false);
  return (
    <>
      <KindMenu label={label} value={value} isShare={isShare} onPick={onPick} onMeasure={open} />
      {isMeasuring && (
        <Suspense>
          <MeasureDialog
            label={label}
            path={path}
            unit={unit}
            value={value}
            isShare={isShare}
            onClose={close}
            onApply={(measured) => {
              onPick(measured);
              close();
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function KindMenu(props: {
  readonly label: string;
  readonly value: Quantity;
  readonly isShare: boolean;
  readonly onPick: (value: Quantity) => void;
  readonly onMeasure: () => void;
}): ReactNode {
  const { label, value, isShare, onPick, onMeasure } = props;
  const kind = typeof value === 'number' ? 'number' : value.kind;
  const ranges = isShare
    ? shareKinds.map((candidate) => ({ candidate, range: () => shareRangeAround(value, candidate) }))
    : typedKinds.map((candidate) => ({ candidate, range: () => rangeAround(value, candidate) }));
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
        {ranges.map(({ candidate, range }) => (
          <Menu.Item key={candidate} disabled={kind === candidate} onClick={() => onPick(range())}>
            {distributionKinds[candidate].label}
            <Text size="xs" c="dimmed">
              {distributionKinds[candidate].help}
            </Text>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onMeasure}>
          Measured in the ledger…
          <Text size="xs" c="dimmed">
            What recent usage came to, read again whenever you like.
          </Text>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The parameters of a range, side by side. */
export function RangeInputs(props: {
  readonly label: string;
  readonly unit: string;
  readonly value: TypedDistribution;
  /** True = written in per cent. */
  readonly isShare?: boolean | undefined;
  readonly error?: string | undefined;
  readonly onEdit: (value: Quantity) => void;
  readonly onDone: () => void;
}): ReactNode {
  const { label, unit, value, isShare, error, onEdit, onDone } = props;
  const scale = isShare === true ? 100 : 1;
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
          {...(isShare === true && { suffix: ' %', max: 100 })}
          value={Number((Number(numbers[parameter.key]) * scale).toPrecision(12))}
          error={error !== undefined}
          onEdit={(next) => onEdit({ ...value, [parameter.key]: next / scale })}
          onDone={onDone}
          styles={{ input: { textAlign: 'right' } }}
        />
      ))}
    </Group>
  );
}
