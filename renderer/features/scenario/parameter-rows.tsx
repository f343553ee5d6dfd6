import { ActionIcon, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { RowColumn, RowsField } from '../../engine.ts';
import { useApp } from '../../store/use-app.ts';
import { DistributionInputs } from '../../ui/distribution-inputs.tsx';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { ModelPicker } from '../../ui/model-picker.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { RangeMenu } from '../../ui/range-inputs.tsx';
import type { LeverFieldControlProps } from './lever-field-props.ts';
import { asQuantity, asRows, asText, type ParameterRow } from './lever-values.ts';

/** A small table of parameters: stages of a cascade, thresholds of a cache, groups of users. */
export function ParameterRows(
  props: Omit<LeverFieldControlProps, 'field'> & {
    readonly field: RowsField;
    readonly editOnce: (value: unknown) => void;
  },
): ReactNode {
  const { field, path, value, classes, error, onEdit, onDone, editOnce } = props;
  const rows = asRows(value);
  const needsClass = field.columns.some(({ kind }) => kind === 'class');
  const used = new Set(
    rows.flatMap((row) => field.columns.flatMap(({ key, kind }) => (kind === 'class' ? [row[key]] : []))),
  );
  const free = classes.find(({ id }) => !used.has(id));

  function replaced(index: number, key: string, next: string | Quantity): readonly ParameterRow[] {
    return rows.map((row, other) => (other === index ? { ...row, [key]: next } : row));
  }
  function newRow(): ParameterRow {
    const own = field.columns.flatMap(({ key, kind }) =>
      kind === 'class' && free !== undefined ? [[key, free.id]] : [],
    );
    return { ...field.newRow, ...Object.fromEntries(own) };
  }

  return (
    <Stack gap={6} role="group" aria-label={field.label}>
      <Text size="xs" c="dimmed">
        <Text span size="sm" c="var(--mantine-color-text)">
          {field.label}
        </Text>{' '}
        {field.help}
      </Text>
      {rows.map((row, index) => (
        // Rows have no names; a row's place is its identity.
        // oxlint-disable-next-line react/no-array-index-key
        <Group key={index} gap="xs" align="flex-end" wrap="wrap">
          {field.columns.map((column) => (
            <Cell
              key={column.key}
              column={column}
              row={index}
              value={row[column.key]}
              path={`${path}[${index}].${column.key}`}
              classes={classes}
              onEdit={(next) => onEdit(replaced(index, column.key, next))}
              onEditOnce={(next) => editOnce(replaced(index, column.key, next))}
              onDone={onDone}
            />
          ))}
          <ActionIcon
            aria-label={`Remove row ${index + 1} of ${field.label}`}
            title="Remove this row"
            mb={3}
            onClick={() => editOnce(rows.filter((_row, other) => other !== index))}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <FieldProblem sentence={error} />
      <Group gap="xs">
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={needsClass && free === undefined}
          onClick={() => editOnce([...rows, newRow()])}
        >
          {field.addLabel}
        </Button>
        {needsClass && classes.length === 0 && (
          <Text size="xs" c="dimmed">
            No workload has classes of requests: add them in its card first.
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function Cell(props: {
  readonly column: RowColumn;
  readonly row: number;
  readonly value: string | Quantity | undefined;
  /** JSON path of the value. */
  readonly path: string;
  readonly classes: LeverFieldControlProps['classes'];
  readonly onEdit: (value: string | Quantity) => void;
  /** An edit that is over at once. */
  readonly onEditOnce: (value: string | Quantity) => void;
  readonly onDone: () => void;
}): ReactNode {
  const { column, row, value, path, classes, onEdit, onEditOnce, onDone } = props;
  const catalogue = useApp((state) => state.models);
  const name = `${column.label}, row ${row + 1}`;
  switch (column.kind) {
    case 'model':
      return (
        <ModelPicker
          size="xs"
          flex={1}
          miw={200}
          label={column.label}
          aria-label={name}
          models={catalogue}
          value={asText(value)}
          onPick={onEditOnce}
        />
      );
    case 'class':
      return (
        <Select
          size="xs"
          w={160}
          label={column.label}
          aria-label={name}
          allowDeselect={false}
          data={classes.map(({ id, name: title }) => ({ value: id, label: title }))}
          value={asText(value)}
          onChange={(next) => {
            if (next !== null) onEditOnce(next);
          }}
        />
      );
    case 'share':
    case 'number':
      return (
        <QuantityCell
          column={column}
          name={name}
          path={path}
          value={asQuantity(value)}
          onEdit={onEdit}
          onEditOnce={onEditOnce}
          onDone={onDone}
        />
      );
  }
}

/** A share in per cent or an amount, either of them a number or a range. */
function QuantityCell(props: {
  readonly column: RowColumn;
  readonly name: string;
  readonly path: string;
  readonly value: Quantity;
  readonly onEdit: (value: Quantity) => void;
  readonly onEditOnce: (value: Quantity) => void;
  readonly onDone: () => void;
}): ReactNode {
  const { column, name, path, value, onEdit, onEditOnce, onDone } = props;
  const isShare = column.kind === 'share';
  const unit = isShare ? 'per cent' : (column.unit ?? column.label);
  const menu = <RangeMenu label={name} path={path} unit={unit} value={value} isShare={isShare} onPick={onEditOnce} />;
  if (typeof value === 'number') {
    const scale = isShare ? 100 : 1;
    return (
      <NumberField
        size="xs"
        w={isShare ? 108 : 134}
        label={column.label}
        aria-label={isShare ? `${name}, per cent` : name}
        {...(isShare ? { suffix: ' %', max: 100 } : { decimalScale: 9 })}
        {...(column.min === undefined ? {} : { min: column.min })}
        value={value * scale}
        onEdit={(next) => onEdit(next / scale)}
        onDone={onDone}
        leftSection={menu}
        styles={{ input: { textAlign: 'right' } }}
      />
    );
  }
  return (
    <Stack gap={2} miw={220} flex={1}>
      <Group gap={4}>
        <Text size="xs" fw={500}>
          {column.label}
        </Text>
        {menu}
      </Group>
      <DistributionInputs
        label={name}
        unit={unit}
        value={value}
        isShare={isShare}
        onEdit={onEdit}
        onEditOnce={onEditOnce}
        onDone={onDone}
      />
    </Stack>
  );
}
