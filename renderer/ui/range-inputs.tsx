import { ActionIcon, Group, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChartHistogram } from '@tabler/icons-react';
import { lazy, memo, Suspense, type ReactNode } from 'react';
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
import { useLatest } from './use-latest.ts';

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
  const onChoose = useLatest((make: (present: Quantity) => Quantity) => onPick(make(value)));
  const onMeasure = useLatest(open);
  const kind = typeof value === 'number' ? 'number' : value.kind;
  return (
    <>
      <KindMenu label={label} kind={kind} isShare={isShare} onChoose={onChoose} onMeasure={onMeasure} />
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

/** Knows the kind of the value and not the value: a menu takes longer to render than the rest of a slider's row. */
const KindMenu = memo(function KindMenu(props: {
  readonly label: string;
  readonly kind: 'number' | Exclude<Quantity, number>['kind'];
  readonly isShare: boolean;
  /** @param make the new value from the present one. */
  readonly onChoose: (make: (present: Quantity) => Quantity) => void;
  readonly onMeasure: () => void;
}): ReactNode {
  const { label, kind, isShare, onChoose, onMeasure } = props;
  const ranges = isShare
    ? shareKinds.map((candidate) => ({ candidate, make: (value: Quantity) => shareRangeAround(value, candidate) }))
    : typedKinds.map((candidate) => ({ candidate, make: (value: Quantity) => rangeAround(value, candidate) }));
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
        <Menu.Item disabled={kind === 'number'} onClick={() => onChoose(roundedMean)}>
          One number
        </Menu.Item>
        {ranges.map(({ candidate, make }) => (
          <Menu.Item key={candidate} disabled={kind === candidate} onClick={() => onChoose(make)}>
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
});

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
