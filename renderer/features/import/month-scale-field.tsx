import { Button, Group, NumberInput, Text } from '@mantine/core';
import type { ReactNode } from 'react';

const common = [
  { label: '1 hour', scale: 720 },
  { label: '1 day', scale: 30 },
  { label: '1 week', scale: 30 / 7 },
] as const;

/** How many such files make a month: only the user knows what a trace stands for. */
export function MonthScaleField(props: {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}): ReactNode {
  const { value, onChange } = props;
  return (
    <div>
      <Group align="flex-end" gap="xs">
        <NumberInput
          label="Files like this in a month"
          description="How a calibrated scenario scales this trace up to a month."
          placeholder="From the time that the trace spans"
          w={420}
          min={0.001}
          max={1_000_000}
          decimalScale={3}
          hideControls
          thousandSeparator=","
          value={value ?? ''}
          onChange={(next) => onChange(typeof next === 'number' && next > 0 ? next : null)}
        />
        <Text size="xs" c="dimmed" pb={10}>
          The trace covers
        </Text>
        {common.map(({ label, scale }) => (
          <Button key={label} variant="default" size="xs" mb={3} onClick={() => onChange(Number(scale.toFixed(3)))}>
            {label}
          </Button>
        ))}
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        One hour of a steady load is 720 such files in a month of 30 days. Left empty, the time from the first to the
        last request is taken as typical. The stored usage is never multiplied.
      </Text>
    </div>
  );
}
