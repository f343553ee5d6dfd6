import { Collapse, Select, SimpleGrid, Stack, Switch, Text, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { ColumnMapping } from '#shared/domain/importing.ts';
import { tokenKindLabels, tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { usageDimensions, type UsageDimension } from '#shared/domain/usage.ts';
import type { MappingDraft } from './mapping-model.ts';

const commonKinds: readonly TokenKind[] = ['input', 'cacheRead', 'cacheWrite5m', 'output', 'reasoning'];

const timeFormats: readonly { readonly value: ColumnMapping['time']['format']; readonly label: string }[] = [
  { value: 'auto', label: 'Recognise' },
  { value: 'iso', label: 'ISO 8601, no zone = UTC' },
  { value: 'unix-s', label: 'Unix seconds' },
  { value: 'unix-ms', label: 'Unix milliseconds' },
  { value: 'mdy', label: 'Month/day/year' },
  { value: 'dmy', label: 'Day/month/year' },
];

const dimensionLabels: Readonly<Record<UsageDimension, string>> = {
  provider: 'Provider',
  model: 'Model',
  project: 'Project',
  user: 'User',
  task: 'Task',
  conversation: 'Conversation',
};

/** Which column of a CSV holds what. */
export function MappingForm(props: {
  readonly columns: readonly string[];
  readonly mapping: MappingDraft;
  /** True when the form starts from guesses at the columns. */
  readonly isGuessed: boolean;
  readonly onChange: (mapping: MappingDraft) => void;
}): ReactNode {
  const { columns, mapping, isGuessed, onChange } = props;
  const [showsMore, { toggle }] = useDisclosure(
    tokenKinds.some((kind) => !commonKinds.includes(kind) && mapping.tokens[kind] !== undefined),
  );
  const names = [...new Set(columns)];

  function tokenSelect(kind: TokenKind): ReactNode {
    return (
      <ColumnSelect
        key={kind}
        label={`${tokenKindLabels[kind]} tokens`}
        names={names}
        value={mapping.tokens[kind] ?? null}
        onChange={(column) => onChange({ ...mapping, tokens: withColumn(mapping.tokens, kind, column) })}
      />
    );
  }

  function columnSelect(field: 'endTime' | 'requests' | 'serviceTier' | 'cost' | 'key', label: string): ReactNode {
    return (
      <ColumnSelect
        label={label}
        names={names}
        value={mapping[field]}
        onChange={(column) => onChange({ ...mapping, [field]: column })}
      />
    );
  }

  return (
    <Stack gap="sm">
      {isGuessed && (
        <Text size="sm" c="dimmed">
          The columns below are guesses from their names. Check them.
        </Text>
      )}
      <SimpleGrid cols={{ base: 2, md: 3 }} spacing="sm">
        <ColumnSelect
          label="Time"
          required
          names={names}
          value={mapping.time}
          onChange={(time) => onChange({ ...mapping, time })}
        />
        <Select
          size="xs"
          label="Time format"
          data={[...timeFormats]}
          value={mapping.timeFormat}
          allowDeselect={false}
          onChange={(format) => {
            const timeFormat = timeFormats.find(({ value }) => value === format)?.value;
            if (timeFormat !== undefined) onChange({ ...mapping, timeFormat });
          }}
        />
        {columnSelect('endTime', 'End time')}
        {columnSelect('requests', 'Requests in a row')}
        {commonKinds.map(tokenSelect)}
        {showsMore && tokenKinds.filter((kind) => !commonKinds.includes(kind)).map(tokenSelect)}
      </SimpleGrid>
      <Button variant="subtle" size="compact-xs" w="fit-content" onClick={toggle} aria-expanded={showsMore}>
        {showsMore ? 'Fewer token kinds' : 'More token kinds'}
      </Button>
      <Collapse expanded={mapping.tokens.input !== undefined && hasCacheColumn(mapping)}>
        <Switch
          size="sm"
          label="The input column contains the cached tokens (as OpenAI reports)"
          checked={mapping.inputIncludesCached}
          onChange={(event) => onChange({ ...mapping, inputIncludesCached: event.currentTarget.checked })}
        />
      </Collapse>
      <Collapse expanded={mapping.tokens.reasoning !== undefined}>
        <Switch
          size="sm"
          label="The output column contains the reasoning tokens"
          checked={mapping.outputIncludesReasoning}
          onChange={(event) => onChange({ ...mapping, outputIncludesReasoning: event.currentTarget.checked })}
        />
      </Collapse>
      <SimpleGrid cols={{ base: 2, md: 3 }} spacing="sm">
        {usageDimensions.map((dimension) => (
          <ColumnSelect
            key={dimension}
            label={`${dimensionLabels[dimension]} column`}
            names={names}
            value={mapping.dimensions[dimension] ?? null}
            onChange={(column) =>
              onChange({ ...mapping, dimensions: withColumn(mapping.dimensions, dimension, column) })
            }
          />
        ))}
        {columnSelect('serviceTier', 'Service tier column')}
        {columnSelect('cost', `Cost as billed, ${mapping.costCurrency}`)}
        {columnSelect('key', 'Row id, counted once')}
      </SimpleGrid>
    </Stack>
  );
}

function ColumnSelect(props: {
  readonly label: string;
  readonly required?: boolean;
  readonly names: readonly string[];
  readonly value: string | null;
  readonly onChange: (column: string | null) => void;
}): ReactNode {
  const { label, required = false, names, value, onChange } = props;
  return (
    <Select
      size="xs"
      label={label}
      required={required}
      placeholder="Not in the file"
      searchable
      clearable={!required}
      data={[...names]}
      value={value}
      onChange={onChange}
    />
  );
}

function hasCacheColumn({ tokens }: MappingDraft): boolean {
  return tokens.cacheRead !== undefined || tokens.cacheWrite5m !== undefined || tokens.cacheWrite1h !== undefined;
}

function withColumn<Key extends string>(
  columns: Partial<Record<Key, string>>,
  key: Key,
  column: string | null,
): Partial<Record<Key, string>> {
  const changed = { ...columns };
  if (column === null) delete changed[key];
  else changed[key] = column;
  return changed;
}
