import { Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useEffect, useMemo, type ReactNode } from 'react';
import type { ModelSummary } from '#shared/contract.ts';
import {
  countLine,
  findModels,
  isFiltered,
  modelSortKeys,
  modelsOf,
  nextSort,
  noModelFilter,
} from '../../store/model-list.ts';
import { useApp } from '../../store/use-app.ts';
import { DataGrid } from '../../ui/data-grid.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { CatalogueHeader } from './catalogue-header.tsx';
import { modelColumns } from './model-columns.tsx';
import { ModelFilters } from './model-filters.tsx';
import { modelHash, pageHash } from './pages.ts';

/** The list of everything that has a price. */
export function ModelsPage(): ReactNode {
  const models = useApp((state) => state.models);
  const error = useApp((state) => state.modelsError);
  const loadModels = useApp((state) => state.loadModels);
  useScreenTitle('Catalogue');
  useEffect(() => {
    void loadModels();
  }, [loadModels]);
  return (
    <div className="full-height">
      <CatalogueHeader page="models" />
      {models !== null ? (
        <ModelList models={models} />
      ) : error === null ? (
        <Stack gap="sm" aria-busy="true" aria-label="Reading the catalogue">
          <Skeleton h={36} />
          <Skeleton h={420} />
        </Stack>
      ) : (
        <FailureNote title="The catalogue could not be read" error={error} onRetry={() => void loadModels()} />
      )}
    </div>
  );
}

function ModelList({ models }: { readonly models: readonly ModelSummary[] }): ReactNode {
  const filter = useApp((state) => state.modelFilter);
  const sort = useApp((state) => state.modelSort);
  const filterModels = useApp((state) => state.filterModels);
  const sortModels = useApp((state) => state.sortModels);
  const place = useApp((state) => state.listPlace);
  const keepPlace = useApp((state) => state.keepListPlace);
  const compared = useApp((state) => state.comparedModels);
  const toggleCompared = useApp((state) => state.toggleCompared);
  const rows = useMemo(() => findModels(models, filter, sort), [models, filter, sort]);
  const all = useMemo(() => modelsOf(models, filter.subject), [models, filter.subject]);
  const disagreeing = useMemo(() => models.filter(({ disagrees }) => disagrees === true).length, [models]);
  return (
    <>
      <ModelFilters models={models} disagreeing={disagreeing} />
      <Group justify="space-between" gap="sm" mih={26} wrap="nowrap">
        <Group gap={6}>
          <Text size="sm" component="output">
            {countLine(rows.length, all, filter.subject)}
          </Text>
          {isFiltered(filter) && (
            <Button variant="subtle" size="compact-xs" onClick={() => filterModels(noModelFilter)}>
              Show all
            </Button>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          USD per million tokens. Space adds a row to the comparison, Enter opens it.
        </Text>
        <Button
          size="compact-sm"
          variant={compared.length > 1 ? 'filled' : 'default'}
          disabled={compared.length === 0}
          leftSection={<IconScale size={15} aria-hidden />}
          component="a"
          href={pageHash('compare')}
        >
          Compare {compared.length} of 5
        </Button>
      </Group>
      <div className="fills">
        <DataGrid
          label="Prices"
          listKey={JSON.stringify([filter, sort])}
          columns={modelColumns}
          rows={rows}
          rowKey={modelKey}
          minWidth={1000}
          height="fill"
          sort={sort}
          onSort={(column) => {
            const key = modelSortKeys.find((candidate) => candidate === column);
            if (key !== undefined) sortModels(nextSort(sort, key));
          }}
          onOpen={({ modelId }) => {
            keepPlace({ rowKey: modelId });
            window.location.hash = modelHash(modelId);
          }}
          selection={{
            // A tool has no price for a mix of tokens.
            isSelected: ({ modelId, subject }) => (subject === undefined ? compared.includes(modelId) : null),
            onToggle: ({ modelId }) => toggleCompared(modelId),
            nameOf: ({ modelId }) => `Compare ${modelId}`,
          }}
          start={place}
          onLeave={(offset) => keepPlace({ offset })}
          whenEmpty={<NothingFound search={filter.search.trim()} />}
        />
      </div>
    </>
  );
}

function NothingFound({ search }: { readonly search: string }): ReactNode {
  return (
    <Stack gap={4} p="lg" align="flex-start">
      <Text fw={600}>Nothing has this name and these prices</Text>
      <Text size="sm" c="dimmed">
        Try fewer words, or show all.
      </Text>
      {search !== '' && (
        <Anchor href={modelHash(search)} size="sm">
          Look up “{search}” as a file would spell it
        </Anchor>
      )}
    </Stack>
  );
}

function modelKey({ modelId }: ModelSummary): string {
  return modelId;
}
