import { Grid, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Calendar } from '#shared/domain/calendar.ts';
import { useApp } from '../../store/use-app.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Section } from '../../ui/section.tsx';
import { GrowthFields } from './growth-fields.tsx';
import { LaunchFields } from './launch-fields.tsx';
import { useEdits } from '../../store/use-edits.ts';

const dayCounts = [
  { value: '30', label: '30 days' },
  { value: '30.4375', label: '30.4375 days' },
  { value: 'calendar', label: 'As the calendar' },
] as const;

/** Horizon, days in a month and growth of traffic. */
export function CalendarPanel(): ReactNode {
  const calendar = useApp(({ history }) => history?.present.calendar);
  return calendar === undefined ? null : <CalendarFields calendar={calendar} />;
}

function CalendarFields({ calendar }: { readonly calendar: Calendar }): ReactNode {
  const { edit, done, editOnce } = useEdits();

  function set(change: Partial<Calendar>): void {
    edit(`calendar.${Object.keys(change).join()}`, (scenario) => ({
      ...scenario,
      calendar: { ...scenario.calendar, ...change },
    }));
  }

  return (
    <Section title="Calendar" description="Which months are planned, and how traffic grows over them.">
      <Stack gap="md">
        <Grid gap="md">
          <Grid.Col span={6}>
            <StartMonthField key={calendar.startMonth} value={calendar.startMonth} />
          </Grid.Col>
          <Grid.Col span={6}>
            <NumberField
              label="Months"
              description="Length of the horizon, 1 to 60."
              min={1}
              max={60}
              clampBehavior="strict"
              allowDecimal={false}
              hideControls={false}
              value={calendar.months}
              onEdit={(months) => set({ months })}
              onDone={done}
            />
          </Grid.Col>
        </Grid>
        <div>
          <Text size="sm" fw={500} mb={4} id="days-per-month">
            Days in a month
          </Text>
          <SegmentedControl
            aria-labelledby="days-per-month"
            value={String(calendar.daysPerMonth)}
            data={[...dayCounts]}
            onChange={(value) =>
              editOnce('calendar.daysPerMonth', (scenario) => ({
                ...scenario,
                calendar: { ...scenario.calendar, daysPerMonth: daysPerMonthOf(value) },
              }))
            }
          />
          <Text size="xs" c="dimmed" mt={4}>
            30.4375 is the average month: 365.25 days ÷ 12.
          </Text>
        </div>
        <GrowthFields growth={calendar.growth} />
        <LaunchFields calendar={calendar} />
      </Stack>
    </Section>
  );
}

/** A month is typed in one go: it counts when it is whole, or goes back to what it was. */
function StartMonthField({ value }: { readonly value: string }): ReactNode {
  const { editOnce } = useEdits();
  const [draft, setDraft] = useState(value);
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(draft);

  function apply(): void {
    if (!isMonth || draft === value) return;
    editOnce('calendar.startMonth', (scenario) => ({
      ...scenario,
      calendar: { ...scenario.calendar, startMonth: draft },
    }));
  }

  return (
    <TextInput
      label="First month"
      description="Decides which dated prices hold."
      placeholder="2026-01"
      maxLength={7}
      value={draft}
      error={isMonth ? undefined : 'Write the month as YYYY-MM, for example 2026-01.'}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === 'Enter') apply();
      }}
    />
  );
}

function daysPerMonthOf(value: string): Calendar['daysPerMonth'] {
  if (value === '30') return 30;
  return value === '30.4375' ? 30.4375 : 'calendar';
}
