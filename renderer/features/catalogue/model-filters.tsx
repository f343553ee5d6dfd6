import { Chip, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, type ReactNode } from 'react';
import type { ModelSummary } from '#shared/contract.ts';
import { pricedTiers, subjectLabels, subjects } from '../../store/model-list.ts';
import { useApp } from '../../store/use-app.ts';

/** The search and the filters of the list; every one narrows it at once. */
export function ModelFilters(props: {
  readonly models: readonly ModelSummary[];
  /** How many entries price books disagree on. */
  readonly disagreeing: number;
}): ReactNode {
  const { models, disagreeing } = props;
  const filter = useApp((state) => state.modelFilter);
  const change = useApp((state) => state.filterModels);
  const providers = useMemo(() => providerChoices(models), [models]);
  return (
    <Group gap="xs" align="flex-end" role="search" aria-label="Find prices">
      <TextInput
        aria-label="Search models and tools"
        placeholder="Search: claude haiku 4.5, gpt-4o, web search"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={filter.search}
        onChange={(event) => change({ search: event.currentTarget.value })}
        flex="1 1 240px"
      />
      <Select
        aria-label="Provider"
        placeholder="Any provider"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Any provider' }}
        data={providers}
        value={filter.provider}
        onChange={(provider) => change({ provider })}
        w={190}
      />
      <Select
        aria-label="Kind of entry"
        placeholder="Any kind"
        clearable
        clearButtonProps={{ 'aria-label': 'Any kind of entry' }}
        data={subjects.map((subject) => ({ value: subject, label: subjectLabels[subject] }))}
        value={filter.subject}
        onChange={(value) => change({ subject: subjects.find((subject) => subject === value) ?? null })}
        w={140}
      />
      <Select
        aria-label="Has a price for"
        placeholder="Any tier"
        clearable
        clearButtonProps={{ 'aria-label': 'Any service tier' }}
        data={pricedTiers.map((tier) => ({ value: tier, label: `Has ${tier}` }))}
        value={filter.serviceTier}
        onChange={(value) => change({ serviceTier: pricedTiers.find((tier) => tier === value) ?? null })}
        w={136}
      />
      <NumberInput
        aria-label="Input costs at most, USD per million tokens"
        placeholder="Input up to $"
        prefix="≤ $"
        hideControls
        allowNegative={false}
        decimalScale={4}
        value={filter.maxInputUsdPerMTok ?? ''}
        onChange={(value) => change({ maxInputUsdPerMTok: typeof value === 'number' ? value : null })}
        w={124}
      />
      <Chip
        size="xs"
        variant="light"
        checked={filter.onlyDisagreeing}
        disabled={disagreeing === 0 && !filter.onlyDisagreeing}
        onChange={(onlyDisagreeing) => change({ onlyDisagreeing })}
        mb={5}
      >
        Books differ ({disagreeing})
      </Chip>
    </Group>
  );
}

/** Providers with their number of entries, by name. */
function providerChoices(models: readonly ModelSummary[]): { value: string; label: string }[] {
  const counts = new Map<string, { name: string; models: number }>();
  for (const { provider, providerName } of models) {
    const known = counts.get(provider);
    if (known === undefined) counts.set(provider, { name: providerName, models: 1 });
    else known.models += 1;
  }
  return [...counts]
    .map(([value, { name, models }]) => ({ value, label: `${name} (${models})` }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}
