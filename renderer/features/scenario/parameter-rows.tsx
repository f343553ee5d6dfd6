import { ActionIcon, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RowColumn, RowsField } from '../../engine.ts';
import { useApp } from '../../store/use-app.ts';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { ModelPicker } from '../../ui/model-picker.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import type { LeverFieldControlProps } from './lever-field-props.ts';
import { asNumber, asRows, asText, type ParameterRow } from './lever-values.ts';

/** A small table of parameters: stages of a cascade, thresholds of a cache, groups of users. */
export function ParameterRows(
  props: Omit<LeverFieldControlProps, 'field'> & {
    readonly field: RowsField;
    readonly editOnce: (value: unknown) => void;
  },
): ReactNode {
  const { field, value, classes, error, onEdit, onDone, editOnce } = props;
  const rows = asRows(value);
  const needsClass = field.columns.some(({ kind }) => kind === 'class');
  const used = new Set(
    rows.flatMap((row) => field.columns.flatMap(({ key, kind }) => (kind === 'class' ? [row[key]] : []))),
  );
  const free = classes.find(({ id }) => !used.has(id));

  function replaced(index: number, key: string, next: string | number): readonly ParameterRow[] {
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
  readonly value: string | number | undefined;
  readonly classes: LeverFieldControlProps['classes'];
  readonly onEdit: (value: string | number) => void;
  /** An edit that is over at once. */
  readonly onEditOnce: (value: string | number) => void;
  readonly onDone: () => void;
}): ReactNode {
  const { column, row, value, classes, onEdit, onEditOnce, onDone } = props;
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
      return (
        <NumberField
          size="xs"
          w={84}
          label={column.label}
          aria-label={`${name}, per cent`}
          suffix=" %"
          max={100}
          value={asNumber(value) * 100}
          onEdit={(next) => onEdit(next / 100)}
          onDone={onDone}
          styles={{ input: { textAlign: 'right' } }}
        />
      );
    case 'number':
      return (
        <NumberField
          size="xs"
          w={110}
          label={column.label}
          aria-label={name}
          decimalScale={9}
          {...(column.min === undefined ? {} : { min: column.min })}
          value={asNumber(value)}
          onEdit={onEdit}
          onDone={onDone}
          styles={{ input: { textAlign: 'right' } }}
        />
      );
  }
}
