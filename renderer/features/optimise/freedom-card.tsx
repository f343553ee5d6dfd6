import { ActionIcon, Group, MultiSelect, Select, Stack, TagsInput, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useMemo, type ReactNode } from 'react';
import type { Lever, Scenario } from '#shared/domain/scenario.ts';
import { leverDefinition } from '../../engine.ts';
import type { SearchChoices } from '../../store/search-state.ts';
import { useApp } from '../../store/use-app.ts';
import { Section } from '../../ui/section.tsx';
import { isFreeable, valueFrom, valueText, type FreeableField } from './free-values.ts';

/** What a search may change: levers on or off or not at all, numbers of theirs with the values to try, models. */
export function FreedomCard({ scenario }: { readonly scenario: Scenario }): ReactNode {
  const choices = useApp((state) => state.searchChoices);
  const choose = useApp((state) => state.chooseSearch);
  return (
    <Section
      title="What may change"
      description="Each lever may be switched on or off unless you hold it. Its numbers are taken as facts unless you name values to try."
    >
      <Stack gap="sm">
        {scenario.levers.length === 0 && (
          <Text size="sm">The plan has no levers: only the models of its calls can be decided.</Text>
        )}
        {scenario.levers.map((lever) => (
          <LeverFreedom key={lever.id} lever={lever} choices={choices} onChoose={choose} />
        ))}
        <ModelChoice choices={choices} onChoose={choose} />
      </Stack>
    </Section>
  );
}

interface FreedomProps {
  readonly choices: SearchChoices;
  readonly onChoose: (choices: SearchChoices) => void;
}

function LeverFreedom({ lever, choices, onChoose }: FreedomProps & { readonly lever: Lever }): ReactNode {
  const definition = leverDefinition(lever.kind);
  const name = lever.name ?? definition?.name ?? lever.kind;
  const isHeld = choices.held.includes(lever.id);
  const fields = (definition?.fields ?? []).filter(isFreeable);
  const free = choices.free.filter((one) => one.lever === lever.id);
  const others = fields.filter(({ path }) => !free.some(({ field }) => field === path));

  function setValues(field: string, values: (number | string)[] | null): void {
    const rest = choices.free.filter((one) => one.lever !== lever.id || one.field !== field);
    onChoose({ ...choices, free: values === null ? rest : [...rest, { lever: lever.id, field, values }] });
  }

  return (
    <div>
      <Group gap="sm" wrap="nowrap">
        <Text size="sm" flex={1} miw={0}>
          {name}
        </Text>
        <Select
          size="xs"
          w={170}
          aria-label={`May ${name} change`}
          allowDeselect={false}
          value={isHeld ? 'held' : 'free'}
          data={[
            { value: 'free', label: 'On or off' },
            { value: 'held', label: lever.enabled ? 'Stays on' : 'Stays off' },
          ]}
          onChange={(value) => {
            const held = choices.held.filter((id) => id !== lever.id);
            onChoose({ ...choices, held: value === 'held' ? [...held, lever.id] : held });
          }}
        />
        <Select
          size="xs"
          w={200}
          aria-label={`Vary a number of ${name}`}
          placeholder={others.length === 0 ? 'No other number' : 'Vary a number…'}
          disabled={isHeld || others.length === 0}
          value={null}
          data={others.map(({ path, label }) => ({ value: path, label }))}
          onChange={(path) => {
            if (path !== null) setValues(path, []);
          }}
        />
      </Group>
      {!isHeld &&
        free.map(({ field: path, values }) => {
          const field = fields.find((one) => one.path === path);
          return field === undefined ? null : (
            <FieldValues
              key={path}
              field={field}
              leverName={name}
              values={values}
              onValues={(next) => setValues(path, next)}
            />
          );
        })}
    </div>
  );
}

function FieldValues(props: {
  readonly field: FreeableField;
  readonly leverName: string;
  readonly values: readonly (number | string)[];
  /** Null = the number is a fact again. */
  readonly onValues: (values: (number | string)[] | null) => void;
}): ReactNode {
  const { field, leverName, values, onValues } = props;
  const label = `${field.label} of ${leverName}: values to try`;
  const texts = values.map((value) => valueText(field, value));
  function take(entered: readonly string[]): void {
    onValues([...new Set(entered.flatMap((text) => valueFrom(field, text) ?? []))]);
  }
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start" pl="md" mt={6}>
      <Text size="sm" c="dimmed" w={170} pt={4} style={{ flexShrink: 0 }}>
        {field.label}
      </Text>
      {field.control === 'choice' ? (
        <MultiSelect
          size="xs"
          flex={1}
          aria-label={label}
          placeholder={texts.length === 0 ? 'Values to try' : ''}
          data={field.options.map((option) => option.label)}
          value={texts}
          onChange={take}
        />
      ) : (
        <TagsInput
          size="xs"
          flex={1}
          aria-label={label}
          placeholder={texts.length === 0 ? `Values to try, in ${field.unit}: type one, press Enter` : ''}
          acceptValueOnBlur
          value={texts}
          onChange={take}
        />
      )}
      <ActionIcon
        aria-label={`Take ${field.label} of ${leverName} as a fact`}
        title="Take it as a fact"
        onClick={() => onValues(null)}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

function ModelChoice({ choices, onChoose }: FreedomProps): ReactNode {
  const models = useApp((state) => state.models);
  const loadModels = useApp((state) => state.loadModels);
  useEffect(() => {
    void loadModels();
  }, [loadModels]);
  const ids = useMemo(
    () => (models ?? []).filter(({ subject }) => subject === undefined).map(({ modelId }) => modelId),
    [models],
  );
  return (
    <MultiSelect
      label="Models that may take over any call"
      description="Besides those whose quality you give below for a workload. Without a limit on quality the cheapest wins."
      placeholder={choices.models.length === 0 ? 'Type to search, e.g. gpt-4o-mini' : ''}
      searchable
      limit={60}
      maxValues={20}
      data={ids}
      value={[...choices.models]}
      onChange={(chosen) => onChoose({ ...choices, models: chosen })}
    />
  );
}
