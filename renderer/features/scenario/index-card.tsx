import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import type { DocumentIndex } from '#shared/domain/scenario.ts';
import { editIndex, removeIndex } from '../../store/edits-workload-parts.ts';
import { useApp } from '../../store/use-app.ts';
import { ModelPicker } from '../../ui/model-picker.tsx';
import { NameRow } from '../../ui/name-row.tsx';
import { QuantityField } from '../../ui/quantity-field.tsx';
import { ShareQuantityField } from '../../ui/share-quantity-field.tsx';
import { useEdits, useProblemAt } from '../../store/use-edits.ts';

/** Documents that a workload keeps embedded: how many, how long, how often, by which model. */
export const IndexCard = memo(function IndexCard(props: {
  readonly documents: DocumentIndex;
  readonly workloadIndex: number;
  readonly index: number;
}): ReactNode {
  const { documents, workloadIndex, index } = props;
  const { edit, done, editOnce } = useEdits();
  const catalogue = useApp((state) => state.models);
  const path = `workloads[${workloadIndex}].indexes[${index}]`;
  const problem = useProblemAt(path);

  function set(key: keyof DocumentIndex, change: Partial<DocumentIndex>): void {
    edit(`${path}.${key}`, (scenario) =>
      editIndex(scenario, workloadIndex, index, (present) => ({ ...present, ...change })),
    );
  }

  return (
    <Paper p="xs" bg="var(--page-background)" component="section" aria-label={`Documents ${documents.name}`}>
      <Stack gap={6}>
        <NameRow
          label="Name of the documents"
          name={documents.name}
          problem={problem}
          onEdit={(name) => set('name', { name })}
          onDone={done}
          removeLabel={`Remove the documents ${documents.name}`}
          onRemove={() => editOnce('Remove documents', (scenario) => removeIndex(scenario, workloadIndex, index))}
        />
        <Text size="xs" c="dimmed">
          Embedded for retrieval, whatever the traffic. Storing the vectors is a fixed cost.
        </Text>
        <div className="slider-row">
          <Text size="sm">Embedding model</Text>
          <ModelPicker
            size="xs"
            style={{ gridColumn: 'span 2' }}
            aria-label={`Embedding model of ${documents.name}`}
            models={catalogue}
            value={documents.model}
            onPick={(model) => {
              set('model', { model });
              done();
            }}
          />
        </div>
        <QuantityField
          label="Documents"
          path={`${path}.documents`}
          unit="documents"
          max={1_000_000}
          value={documents.documents}
          onEdit={(next) => set('documents', { documents: next })}
          onDone={done}
        />
        <QuantityField
          label="A document has"
          path={`${path}.tokensPerDocument`}
          unit="tokens per document"
          max={50_000}
          value={documents.tokensPerDocument}
          onEdit={(tokensPerDocument) => set('tokensPerDocument', { tokensPerDocument })}
          onDone={done}
        />
        <QuantityField
          label="Embedded anew every"
          path={`${path}.reindexDays`}
          unit="days"
          max={365}
          value={documents.reindexDays}
          onEdit={(days) => set('reindexDays', { reindexDays: typeof days === 'number' ? Math.max(0.01, days) : days })}
          onDone={done}
        />
        {documents.changedShare !== undefined && (
          <ShareQuantityField
            label="Changed since"
            path={`${path}.changedShare`}
            help="Share of the documents that a run embeds: those that have changed."
            value={documents.changedShare}
            onEdit={(changedShare) => set('changedShare', { changedShare })}
            onDone={done}
          />
        )}
        <ShareQuantityField
          label="Growth per month"
          path={`${path}.growthPerMonth`}
          help="Compound growth of the number of documents from one month to the next."
          value={documents.growthPerMonth}
          min={-0.5}
          max={1}
          step={0.005}
          onEdit={(growthPerMonth) => set('growthPerMonth', { growthPerMonth })}
          onDone={done}
        />
        {documents.changedShare === undefined && (
          <Group>
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={() => {
                set('changedShare', { changedShare: 0.1 });
                done();
              }}
            >
              Embed only what changed
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
});
