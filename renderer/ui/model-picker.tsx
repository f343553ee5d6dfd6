import { Group, Select, Text, type SelectProps } from '@mantine/core';
import { memo, useMemo, type ReactNode } from 'react';
import type { ModelSummary } from '#shared/contract.ts';
import { formatRate } from './format.ts';
import { useLatest } from './use-latest.ts';

export interface ModelPickerProps extends Omit<SelectProps, 'data' | 'onChange' | 'value' | 'renderOption'> {
  /** The catalogue; null while it is being read. Tools and infrastructure are not offered. */
  readonly models: readonly ModelSummary[] | null;
  readonly value: string | null;
  readonly onPick: (model: string) => void;
}

/** Picks a model by typing a part of its name; each option shows its price for input and output. */
export function ModelPicker(props: ModelPickerProps): ReactNode {
  const onPick = useLatest(props.onPick);
  return <MemoizedPicker {...props} onPick={onPick} />;
}

const MemoizedPicker = memo(function MemoizedPicker({ models, value, onPick, ...others }: ModelPickerProps): ReactNode {
  const byId = useMemo(
    () => new Map(models?.filter(({ subject }) => subject === undefined).map((model) => [model.modelId, model])),
    [models],
  );
  const ids = useMemo(() => {
    const known = [...byId.keys()];
    return value === null || byId.has(value) ? known : [value, ...known];
  }, [byId, value]);
  return (
    <Select
      searchable
      limit={60}
      nothingFoundMessage={models === null ? 'Reading the catalogue…' : 'No model has this name.'}
      placeholder="Type to search, e.g. gpt-4o"
      {...others}
      data={ids}
      value={value}
      onChange={(model) => {
        if (model !== null) onPick(model);
      }}
      allowDeselect={false}
      renderOption={({ option }) => {
        const model = byId.get(option.value);
        return (
          <Group justify="space-between" wrap="nowrap" gap="md" flex={1} miw={0}>
            <Text size="sm" truncate>
              {option.value}
            </Text>
            <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {model === undefined
                ? 'not in the catalogue'
                : `${formatRate(model.inputUsdPerMTok)} in · ${formatRate(model.outputUsdPerMTok)} out`}
            </Text>
          </Group>
        );
      }}
    />
  );
});
