import { Select, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Gpu } from '#shared/domain/hosting-book.ts';
import type { OpenHostingBook } from '../../../engine.ts';
import { useProblemAt } from '../../../store/use-edits.ts';
import { NumberCell } from '../../../ui/number-cell.tsx';
import { FieldGrid } from './field-grid.tsx';
import type { FleetEdits } from './fleet-edits.ts';
import { onGpu } from './fleet-starts.ts';

/** Which GPU, how many of them hold one copy of the model, and in which hours they run. */
export function HardwareFields({
  edits,
  book,
}: {
  readonly edits: FleetEdits;
  readonly book: OpenHostingBook;
}): ReactNode {
  const { fleet, path, set, choose, clear, done } = edits;
  const problem = useProblemAt(`${path}.gpu`);
  const gpu = book.gpus.find(({ id }) => id === fleet.gpu);
  return (
    <>
      <FieldGrid>
        <Select
          size="xs"
          label="GPU"
          searchable
          allowDeselect={false}
          placeholder="Not named"
          data={book.gpus.map(({ id, name }) => ({ value: id, label: name }))}
          value={fleet.gpu ?? null}
          error={problem}
          onChange={(id) => {
            if (id !== null) choose('gpu', onGpu(fleet, id, book));
          }}
        />
        <NumberCell
          label="GPUs of a replica"
          path={`${path}.gpusPerReplica`}
          isWhole
          min={1}
          max={1024}
          value={fleet.gpusPerReplica}
          onEdit={(gpusPerReplica) => set('gpusPerReplica', { gpusPerReplica })}
          onDone={done}
        />
        <NumberCell
          label="Open"
          unit="hours a month"
          path={`${path}.hoursPerMonth`}
          min={1}
          max={744}
          whenEmpty="all hours"
          value={fleet.hoursPerMonth}
          onEdit={(hoursPerMonth) => set('hoursPerMonth', { hoursPerMonth })}
          onClear={() => clear('hoursPerMonth')}
          onDone={done}
        />
      </FieldGrid>
      {gpu !== undefined && (
        <Text size="xs" c="dimmed" mt={6}>
          {gpuFacts(gpu)}
        </Text>
      )}
    </>
  );
}

function gpuFacts({ memoryGb, bandwidthGbPerS, teraflops, watts, source }: Gpu): string {
  const arithmetic = Object.entries(teraflops)
    .map(([format, peak]) => `${peak.toLocaleString('en-US')} ${format.toUpperCase()}`)
    .join(', ');
  return `${memoryGb} GB, ${bandwidthGbPerS.toLocaleString('en-US')} GB/s, peak TFLOPS: ${arithmetic}; ${watts} W. Source: ${source}.`;
}
