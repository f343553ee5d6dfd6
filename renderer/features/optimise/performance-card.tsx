import { NumberInput, Table, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ModelPerformance } from '#shared/domain/model-performance.ts';
import type { Scenario, Workload } from '#shared/domain/scenario.ts';
import { editWorkload } from '../../store/edits.ts';
import { useApp } from '../../store/use-app.ts';
import { Section } from '../../ui/section.tsx';
import { modelsToRate, setPerformance } from './performance-edits.ts';

/** The user's own numbers: how good and how fast each model answers each workload. */
export function PerformanceCard({ scenario }: { readonly scenario: Scenario }): ReactNode {
  const edit = useApp((state) => state.edit);
  const seal = useApp((state) => state.sealEdit);
  return (
    <Section
      title="Quality and latency"
      description="Your own numbers for each model. Empty means not known: a limit on it is refused then, and nothing is invented. A model with a quality may take over the workload’s calls."
    >
      <div className="table-scroll">
        <Table aria-label="Quality and latency of models">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Workload and model</Table.Th>
              <Table.Th>Good answers</Table.Th>
              <Table.Th>First token</Table.Th>
              <Table.Th>Tokens per second</Table.Th>
              <Table.Th>Source</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {scenario.workloads.flatMap((workload, index) =>
              modelsToRate(scenario, workload).map(({ model, classId }) => (
                <Row
                  key={`${workload.id} ${model} ${classId ?? ''}`}
                  workload={workload}
                  model={model}
                  classId={classId}
                  onEdit={(change) => {
                    edit(`performance ${workload.id} ${model} ${classId ?? ''}`, (present) =>
                      editWorkload(present, index, (one) => setPerformance(one, model, classId, change)),
                    );
                  }}
                  onDone={seal}
                />
              )),
            )}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}

interface StreamNumbers {
  readonly firstTokenSeconds: number;
  readonly tokensPerSecond: number;
}

function Row(props: {
  readonly workload: Workload;
  readonly model: string;
  readonly classId: string | undefined;
  readonly onEdit: (change: (entry: ModelPerformance) => ModelPerformance) => void;
  readonly onDone: () => void;
}): ReactNode {
  const { workload, model, classId, onEdit, onDone } = props;
  const entry = workload.performance?.find((one) => one.model === model && one.class === classId);
  const stream = entry?.latency !== undefined && 'tokensPerSecond' in entry.latency ? entry.latency : undefined;
  const requestClass = workload.classes?.find(({ id }) => id === classId);
  const name = `${workload.name}, ${model}${requestClass === undefined ? '' : `, ${requestClass.name}`}`;

  // Half a latency is none: what is typed waits for its other half.
  const [draft, setDraft] = useState<Partial<StreamNumbers>>({});
  const shown = { ...stream, ...draft };

  function editStream(change: Partial<StreamNumbers>): void {
    const next = { ...shown, ...change };
    const { firstTokenSeconds, tokensPerSecond } = next;
    if (firstTokenSeconds === undefined || tokensPerSecond === undefined) setDraft(next);
    else {
      setDraft({});
      onEdit((one) => ({ ...one, latency: { firstTokenSeconds, tokensPerSecond } }));
    }
  }

  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td>
        <NumberInput
          aria-label={`Good answers, ${name}`}
          placeholder="not known"
          suffix=" %"
          min={0}
          max={100}
          w={120}
          value={entry?.quality === undefined ? '' : Number((entry.quality * 100).toFixed(6))}
          onChange={(value) =>
            onEdit(({ quality: _quality, ...one }) =>
              typeof value === 'number' ? { ...one, quality: Math.min(1, Math.max(0, value / 100)) } : one,
            )
          }
          onBlur={onDone}
        />
      </Table.Td>
      <Table.Td>
        <NumberInput
          aria-label={`Seconds to the first token, ${name}`}
          placeholder="not known"
          suffix=" s"
          min={0}
          max={86_400}
          w={120}
          value={shown.firstTokenSeconds ?? ''}
          onChange={(value) => typeof value === 'number' && editStream({ firstTokenSeconds: value })}
          onBlur={onDone}
        />
      </Table.Td>
      <Table.Td>
        <NumberInput
          aria-label={`Tokens per second, ${name}`}
          placeholder="not known"
          min={0.1}
          w={120}
          value={shown.tokensPerSecond ?? ''}
          onChange={(value) => typeof value === 'number' && value > 0 && editStream({ tokensPerSecond: value })}
          onBlur={onDone}
        />
      </Table.Td>
      <Table.Td>
        <TextInput
          aria-label={`Source, ${name}`}
          placeholder="your evaluation"
          miw={140}
          maxLength={500}
          value={entry?.source ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onEdit(({ source: _source, ...one }) => (value === '' ? one : { ...one, source: value }))
          }
          onBlur={onDone}
        />
      </Table.Td>
    </Table.Tr>
  );
}
