import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { SettledNumber } from '../../ui/settled-number.tsx';
import { UsageFilters } from '../../ui/usage-filters.tsx';

const horizons = [1, 2, 3, 6, 9, 12];

/** What is forecast: which usage, how far, against which budget. */
export function ForecastForm(): ReactNode {
  const question = useApp((state) => state.forecastQuestion);
  const ask = useApp((state) => state.askForecast);
  return (
    <UsageFilters choice={question.choice} onChange={(choice) => ask({ choice })}>
      <Select
        label="Months ahead"
        w={130}
        allowDeselect={false}
        data={horizons.map((months) => ({
          value: String(months),
          label: months === 1 ? 'Month end' : `${months} months`,
        }))}
        value={String(question.months)}
        onChange={(value) => ask({ months: Number(value ?? question.months) })}
      />
      <BudgetField budgetUsd={question.budgetUsd} onChange={(budgetUsd) => ask({ budgetUsd })} />
      <Select
        label="Time zone of days"
        w={170}
        allowDeselect={false}
        data={timeZones()}
        value={question.timeZone}
        onChange={(timeZone) => ask({ timeZone: timeZone ?? question.timeZone })}
      />
    </UsageFilters>
  );
}

/** UTC, and the zone that this machine is in. */
function timeZones(): string[] {
  return [...new Set(['UTC', new Intl.DateTimeFormat().resolvedOptions().timeZone])];
}

/** The budget of the present month, asked when the field is left. */
function BudgetField(props: {
  readonly budgetUsd: number | null;
  readonly onChange: (budgetUsd: number | null) => void;
}): ReactNode {
  const { budgetUsd, onChange } = props;
  return (
    <SettledNumber
      label="Budget of the month, USD"
      placeholder="When is it used up?"
      w={190}
      thousandSeparator=","
      value={budgetUsd}
      onSettle={(typed) => {
        const next = typed !== null && typed > 0 ? typed : null;
        if (next !== budgetUsd) onChange(next);
      }}
    />
  );
}
