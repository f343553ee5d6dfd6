import { Button, Group, NumberInput, Progress, Select, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OptimiseProgress } from '#shared/domain/optimisation.ts';
import type { SearchChoices } from '../../store/search-state.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCount } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { UsdField } from '../../ui/usd-field.tsx';

/** The limits to search under, and the search itself: start, progress, cancel. */
export function LimitsForm({ disabled }: { readonly disabled: boolean }): ReactNode {
  const choices = useApp((state) => state.searchChoices);
  const choose = useApp((state) => state.chooseSearch);
  const progress = useApp((state) => state.searchProgress);
  const start = useApp((state) => state.startSearch);
  const cancel = useApp((state) => state.cancelSearch);

  function limit(key: 'minQuality' | 'maxLatencySeconds' | 'maxMonthlyUsd' | 'maxChanges', value: number | null): void {
    const { [key]: _earlier, ...others } = choices;
    choose(value === null ? others : { ...others, [key]: value });
  }

  return (
    <Section title="Limits" description="What the plan must keep. An empty field is no limit.">
      <form
        data-own-undo
        onSubmit={(event) => {
          event.preventDefault();
          void start();
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
            value={choices.objective}
            onChange={(value) => choose({ ...choices, objective: value === 'p95' ? 'p95' : 'expected' })}
          />
          <NumberInput
            label="Good answers, at least"
            suffix=" %"
            min={0}
            max={100}
            clampBehavior="strict"
            w={170}
            value={shown(choices.minQuality, 100)}
            onChange={(value) => limit('minQuality', entered(value, 100))}
          />
          <NumberInput
            label="Mean wait, at most"
            suffix=" s"
            min={0}
            w={150}
            value={shown(choices.maxLatencySeconds, 1)}
            onChange={(value) => limit('maxLatencySeconds', entered(value, 1))}
          />
          <UsdField
            label="Budget a month"
            w={160}
            value={choices.maxMonthlyUsd ?? null}
            onEdit={(usd) => limit('maxMonthlyUsd', usd)}
          />
          <NumberInput
            label="Changes, at most"
            allowDecimal={false}
            min={0}
            max={1000}
            clampBehavior="strict"
            w={150}
            value={shown(choices.maxChanges, 1)}
            onChange={(value) => limit('maxChanges', entered(value, 1))}
          />
          {progress === null ? (
            <Button type="submit" disabled={disabled}>
              Find the cheapest plan
            </Button>
          ) : (
            <Button type="button" variant="default" onClick={cancel}>
              Cancel
            </Button>
          )}
        </Group>
      </form>
      {progress !== null && <Running progress={progress} />}
    </Section>
  );
}

function shown(value: SearchChoices['minQuality'], times: number): number | string {
  return value === undefined ? '' : Number((value * times).toPrecision(12));
}

/** What was typed; null while there is no number. */
function entered(value: number | string, times: number): number | null {
  return value === '' || !Number.isFinite(Number(value)) ? null : Number(value) / times;
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
