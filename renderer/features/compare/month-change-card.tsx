import { Group, Select, Stack, Text } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import type { ChangeSplit } from '#shared/domain/attribution.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import { splitMonths } from '../../engine.ts';
import { monthLabel } from '../../store/period-view.ts';
import { Change } from '../../ui/amount.tsx';
import { formatUsd } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { DriverList } from './driver-list.tsx';

/** Why two months of the plan cost differently, by driver: with the levers that are on, and without them. */
export function MonthChangeCard({ result }: { readonly result: SimulationResult }): ReactNode {
  const { months, summary } = result;
  const [chosen, setChosen] = useState<{ readonly from?: string; readonly to?: string }>({});
  const from = monthOr(months, chosen.from, months[0]?.month);
  const to = monthOr(months, chosen.to, months.at(-1)?.month);
  const split = useMemo(() => splitMonths(result, from, to), [result, from, to]);
  if (months.length < 2 || !split.ok) return null;
  const data = months.map(({ month }) => ({ value: month, label: monthLabel(month) }));
  return (
    <Section
      title="From month to month"
      description="Why two months of this plan cost differently. The parts of each sum to its change."
    >
      <Stack gap="md">
        <Group gap="xs" wrap="nowrap">
          <MonthSelect
            label="From month"
            data={data}
            value={from}
            onPick={(month) => setChosen({ ...chosen, from: month })}
          />
          <MonthSelect
            label="To month"
            data={data}
            value={to}
            onPick={(month) => setChosen({ ...chosen, to: month })}
          />
        </Group>
        {summary.steps.length > 0 && <Side name="With the levers" split={split.value.optimized} />}
        <Side name={summary.steps.length > 0 ? 'Without levers' : 'As planned'} split={split.value.baseline} />
      </Stack>
    </Section>
  );
}

function MonthSelect(props: {
  readonly label: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onPick: (month: string) => void;
}): ReactNode {
  const { label, data, value, onPick } = props;
  return (
    <Select
      size="xs"
      w={150}
      aria-label={label}
      allowDeselect={false}
      data={data}
      value={value}
      onChange={(month) => {
        if (month !== null) onPick(month);
      }}
    />
  );
}

function monthOr(months: SimulationResult['months'], chosen: string | undefined, otherwise = ''): string {
  return chosen !== undefined && months.some(({ month }) => month === chosen) ? chosen : otherwise;
}

function Side({ name, split }: { readonly name: string; readonly split: ChangeSplit }): ReactNode {
  return (
    <section aria-label={`Change from month to month, ${name.toLowerCase()}`}>
      <Text size="sm" mb={4}>
        <Text span fw={600}>
          {name}:
        </Text>{' '}
        {formatUsd(split.fromUsd)} to {formatUsd(split.toUsd)}, <Change usd={split.toUsd - split.fromUsd} />
      </Text>
      <DriverList split={split} columns={3} />
    </section>
  );
}
