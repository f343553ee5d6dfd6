import { Button, Group, NumberInput, Progress, Select, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { optimiseOptionsSchema, type OptimiseOptions, type OptimiseProgress } from '#shared/domain/optimisation.ts';
import { formatCount } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import type { SearchState } from './use-search.ts';

/** A field that may stay empty: no limit. */
type Entry = number | string;

/** The limits to search under, and the search itself: start, progress, cancel. */
export function LimitsForm(props: {
  readonly search: SearchState;
  readonly disabled: boolean;
  readonly onStart: (options: OptimiseOptions) => void;
  readonly onCancel: () => void;
}): ReactNode {
  const [objective, setObjective] = useState<OptimiseOptions['objective']>('expected');
  const [quality, setQuality] = useState<Entry>('');
  const [latency, setLatency] = useState<Entry>('');
  const [budget, setBudget] = useState<Entry>('');
  const [changes, setChanges] = useState<Entry>('');
  const isRunning = props.search.step === 'running';

  function start(): void {
    const asked = optimiseOptionsSchema.safeParse({
      objective,
      ...(typeof quality === 'number' && { minQuality: quality / 100 }),
      ...(typeof latency === 'number' && latency > 0 && { maxLatencySeconds: latency }),
      ...(typeof budget === 'number' && { maxMonthlyUsd: budget }),
      ...(typeof changes === 'number' && { maxChanges: changes }),
    });
    if (asked.success) props.onStart(asked.data);
  }

  return (
    <Section title="Limits" description="What the plan must keep. An empty field is no limit.">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <Group align="flex-end" gap="sm">
          <Select
            label="Make small"
            w={220}
            allowDeselect={false}
            data={[
              { value: 'expected', label: 'Expected monthly cost' },
              { value: 'p95', label: 'P95 of monthly cost' },
            ]}
            value={objective}
            onChange={(value) => setObjective(value === 'p95' ? 'p95' : 'expected')}
          />
          <NumberInput
            label="Good answers, at least"
            suffix=" %"
            min={0}
            max={100}
            w={170}
            value={quality}
            onChange={setQuality}
          />
          <NumberInput label="Mean wait, at most" suffix=" s" min={0} w={150} value={latency} onChange={setLatency} />
          <NumberInput
            label="Budget a month (USD)"
            prefix="$"
            thousandSeparator=","
            min={0}
            w={170}
            value={budget}
            onChange={setBudget}
          />
          <NumberInput
            label="Changes, at most"
            allowDecimal={false}
            min={0}
            max={1000}
            w={150}
            value={changes}
            onChange={setChanges}
          />
          {isRunning ? (
            <Button variant="default" onClick={props.onCancel}>
              Cancel
            </Button>
          ) : (
            <Button type="submit" disabled={props.disabled}>
              Find the cheapest plan
            </Button>
          )}
        </Group>
      </form>
      {props.search.step === 'running' && <Running progress={props.search.progress} />}
    </Section>
  );
}

function Running({ progress: { done, total } }: { readonly progress: OptimiseProgress }): ReactNode {
  const text = total === 0 ? 'Starting' : `${formatCount(done)} of ${formatCount(total)}`;
  return (
    <Group mt="sm" gap="sm">
      <Progress flex={1} value={total === 0 ? 0 : (100 * done) / total} aria-label="Search progress" />
      <Text size="sm" c="dimmed" aria-live="polite">
        {text}
      </Text>
    </Group>
  );
}
