import { Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FleetThroughput } from '#shared/domain/fleet.ts';
import { assertNever } from '#shared/result.ts';
import { NumberCell } from '../../../ui/number-cell.tsx';
import { FieldGrid } from './field-grid.tsx';
import { without, type FleetEdits } from './fleet-edits.ts';
import { throughputOfKind } from './fleet-starts.ts';
import { RooflineFields } from './roofline-fields.tsx';

const kinds: readonly { readonly value: FleetThroughput['kind']; readonly label: string }[] = [
  { value: 'roofline', label: 'Estimated by the roofline' },
  { value: 'measured-tokens', label: 'Measured: tokens a second in all' },
  { value: 'measured-phases', label: 'Measured: prompt and answer tokens a second' },
  { value: 'measured-batch', label: 'Measured: one benchmark run' },
  { value: 'measured-requests', label: 'Measured: requests an hour' },
];

/** How fast one replica is: measured, or estimated from the model's shape. */
export function SpeedFields({ edits }: { readonly edits: FleetEdits }): ReactNode {
  const { throughput } = edits.fleet;
  return (
    <>
      <Select
        size="xs"
        label="Speed of a replica"
        maw={380}
        mb="sm"
        allowDeselect={false}
        data={[...kinds]}
        value={throughput.kind}
        onChange={(value) => {
          const picked = kinds.find((kind) => kind.value === value);
          if (picked !== undefined) edits.choose('throughput', { throughput: throughputOfKind(picked.value) });
        }}
      />
      <KindFields edits={edits} throughput={throughput} />
    </>
  );
}

function KindFields({
  edits,
  throughput,
}: {
  readonly edits: FleetEdits;
  readonly throughput: FleetThroughput;
}): ReactNode {
  switch (throughput.kind) {
    case 'roofline':
      return <RooflineFields edits={edits} throughput={throughput} />;
    case 'measured-tokens':
    case 'measured-phases':
    case 'measured-batch':
    case 'measured-requests':
      return <MeasuredFields edits={edits} throughput={throughput} />;
    default:
      return assertNever(throughput);
  }
}

type Measured = Exclude<FleetThroughput, { kind: 'roofline' }>;

interface MeasuredNumber {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly isWhole?: boolean;
}

const concurrency: MeasuredNumber = {
  key: 'concurrency',
  label: 'Under way together',
  unit: 'requests',
  isWhole: true,
};

/** The numbers of each kind of measurement. */
const measuredNumbers: Readonly<Record<Measured['kind'], readonly MeasuredNumber[]>> = {
  'measured-tokens': [{ key: 'tokensPerSecond', label: 'Prompt and answer', unit: 'tokens a second' }, concurrency],
  'measured-phases': [
    { key: 'prefillTokensPerSecond', label: 'Prompt', unit: 'tokens a second' },
    { key: 'decodeTokensPerSecond', label: 'Answer', unit: 'tokens a second' },
    concurrency,
  ],
  'measured-batch': [
    { key: 'batch', label: 'Batch', unit: 'requests', isWhole: true },
    { key: 'inputTokens', label: 'Prompt', unit: 'tokens a request' },
    { key: 'outputTokens', label: 'Answer', unit: 'tokens a request' },
    { key: 'timeToFirstTokenSeconds', label: 'To the first token', unit: 'seconds' },
    { key: 'completionSeconds', label: 'First token to last', unit: 'seconds' },
  ],
  'measured-requests': [{ key: 'requestsPerHour', label: 'Requests', unit: 'an hour' }, concurrency],
};

function MeasuredFields({
  edits,
  throughput,
}: {
  readonly edits: FleetEdits;
  readonly throughput: Measured;
}): ReactNode {
  const { path, set, done } = edits;
  const values = new Map<string, unknown>(Object.entries(throughput));
  return (
    <FieldGrid>
      {measuredNumbers[throughput.kind].map(({ key, label, unit, isWhole = false }) => (
        <NumberCell
          key={key}
          label={label}
          unit={unit}
          path={`${path}.throughput.${key}`}
          isWhole={isWhole}
          min={isWhole ? 1 : 0}
          value={Number(values.get(key))}
          onEdit={(value) => set(`throughput.${key}`, { throughput: { ...throughput, [key]: value } })}
          onDone={done}
        />
      ))}
      <TextInput
        size="xs"
        label="Measured by"
        placeholder="who, with what, when"
        maxLength={500}
        value={throughput.source ?? ''}
        onChange={(event) => {
          const source = event.currentTarget.value;
          set('throughput.source', {
            throughput: { ...without(throughput, 'source'), ...(source !== '' && { source }) },
          });
        }}
        onBlur={done}
      />
    </FieldGrid>
  );
}
