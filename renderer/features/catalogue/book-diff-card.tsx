import { Button, Group, SimpleGrid, Stack, Tabs, Text, TextInput } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import type { BookDiff } from '#shared/domain/price-book.ts';
import { dayOf, parseInstant } from '#shared/time.ts';
import type { BookDraft } from '../../store/catalogue-state.ts';
import { useApp } from '../../store/use-app.ts';
import { DataGrid } from '../../ui/data-grid.tsx';
import type { GridColumn, GridSort } from '../../ui/data-grid-row.tsx';
import { formatCount, formatPercentChange, formatRate } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { FailureNote } from '../../ui/states.tsx';
import {
  changeRows,
  changeSortKeys,
  diffSentence,
  remarkRows,
  sortChanges,
  type ChangeRow,
  type ChangeSortKey,
} from './book-diff-model.ts';
import { pageHash } from './pages.ts';

/** Height of the tables, in pixels. */
const tableHeight = 380;

/** What a price file would change: counts, every price old and new, from which day; then apply or cancel. */
export function BookDiffCard({
  draft,
}: {
  readonly draft: Extract<BookDraft, { readonly step: 'previewed' }>;
}): ReactNode {
  const { diff, name, isWorking, error } = draft;
  const applyBook = useApp((state) => state.applyBook);
  const discard = useApp((state) => state.discardBook);
  const isNothing = diff.added.length + diff.changed.length === 0 || diff.appliedAs !== undefined;

  async function apply(): Promise<void> {
    if (await applyBook()) window.location.hash = pageHash('models');
  }

  return (
    <Section
      title={name}
      description={`${formatNames[diff.format]} with ${formatCount(diff.models)} priced models, version ${diff.bookVersion} (from its content).`}
      aside={
        <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
          <Button variant="default" onClick={discard}>
            Cancel
          </Button>
          <Button disabled={isNothing} loading={isWorking} onClick={() => void apply()}>
            Apply the book
          </Button>
        </Group>
      }
    >
      <Stack gap="md">
        <Text size="sm">{diffSentence(diff)}</Text>
        <Group gap="xl" align="flex-end">
          <StartDay diff={diff} />
          <SimpleGrid cols={4} spacing="xl">
            <Count name="Models added" value={diff.added.length} />
            <Count name="Models changed" value={diff.changed.length} />
            <Count name="Unchanged" value={diff.unchanged} />
            <Count name="Gone" value={diff.removed.count} />
          </SimpleGrid>
        </Group>
        {error !== null && <FailureNote title="That was refused; nothing was applied" error={error} />}
        <DiffTabs diff={diff} />
        {diff.notes.map((note) => (
          <Text key={note} size="xs" c="dimmed">
            {note}
          </Text>
        ))}
      </Stack>
    </Section>
  );
}

const formatNames: Readonly<Record<BookDiff['format'], string>> = {
  litellm: 'A LiteLLM price file',
  'models.dev': 'A models.dev data file',
  'genai-prices': 'A genai-prices data file',
};

/** The first day of the book's prices: older days keep theirs. */
function StartDay({ diff }: { readonly diff: BookDiff }): ReactNode {
  const previewFrom = useApp((state) => state.previewBookFrom);
  const [day, setDay] = useState(() => dayOf(diff.effectiveFromMs));
  const startMs = parseInstant(day);
  return (
    <TextInput
      type="date"
      label="Prices hold from"
      description="UTC. Days before keep their prices."
      value={day}
      onChange={(event) => setDay(event.currentTarget.value)}
      onBlur={() => {
        if (startMs !== undefined && startMs !== diff.effectiveFromMs) void previewFrom(startMs);
      }}
      error={startMs === undefined ? 'Give a day, as YYYY-MM-DD.' : undefined}
      w={220}
    />
  );
}

function Count({ name, value }: { readonly name: string; readonly value: number }): ReactNode {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text fz={18} fw={600}>
        {formatCount(value)}
      </Text>
    </div>
  );
}

function DiffTabs({ diff }: { readonly diff: BookDiff }): ReactNode {
  const remarks = useMemo(() => remarkRows(diff), [diff]);
  const changes = useMemo(() => changeRows(diff.changed), [diff.changed]);
  const [first] = useState(() => (diff.changed.length > 0 ? 'changed' : diff.added.length > 0 ? 'added' : 'remarks'));
  return (
    <Tabs defaultValue={first} keepMounted={false}>
      <Tabs.List aria-label="What the book changes" mb="sm">
        <Tabs.Tab value="changed">Changed prices ({formatCount(changes.length)})</Tabs.Tab>
        <Tabs.Tab value="added">Added ({formatCount(diff.added.length)})</Tabs.Tab>
        <Tabs.Tab value="removed">Gone ({formatCount(diff.removed.count)})</Tabs.Tab>
        <Tabs.Tab value="remarks">Not used ({formatCount(remarks.length)})</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="changed">
        <ChangedPrices rows={changes} />
      </Tabs.Panel>
      <Tabs.Panel value="added">
        <DataGrid
          label="Models added"
          columns={addedColumns}
          rows={diff.added}
          rowKey={({ modelId }) => modelId}
          minWidth={680}
          height={tableHeight}
          whenEmpty={<Empty text="The book has no model that the catalogue does not have." />}
        />
      </Tabs.Panel>
      <Tabs.Panel value="removed">
        <DataGrid
          label="Models gone"
          columns={goneColumns}
          rows={diff.removed.modelIds}
          rowKey={(modelId) => modelId}
          minWidth={400}
          height={tableHeight}
          whenEmpty={<Empty text="Every model of the last such book is in this one, or this is the first." />}
        />
      </Tabs.Panel>
      <Tabs.Panel value="remarks">
        <DataGrid
          label="What is not used"
          columns={remarkColumns}
          rows={remarks}
          rowKey={({ kind, what }) => `${kind} ${what}`}
          minWidth={720}
          height={tableHeight}
          whenEmpty={<Empty text="Everything in the file was read." />}
        />
      </Tabs.Panel>
    </Tabs>
  );
}

function ChangedPrices({ rows }: { readonly rows: readonly ChangeRow[] }): ReactNode {
  const [sort, setSort] = useState<(GridSort & { readonly key: ChangeSortKey }) | null>(null);
  const sorted = useMemo(() => sortChanges(rows, sort), [rows, sort]);
  return (
    <DataGrid
      label="Changed prices"
      columns={changeColumns}
      rows={sorted}
      rowKey={({ key }) => key}
      minWidth={820}
      height={tableHeight}
      sort={sort}
      listKey={sort === null ? '' : `${sort.key} ${sort.direction}`}
      onSort={(column) => {
        const key = changeSortKeys.find((candidate) => candidate === column);
        if (key === undefined) return;
        const isSame = sort?.key === key;
        setSort(
          isSame && sort.direction === 'descending' ? null : { key, direction: isSame ? 'descending' : 'ascending' },
        );
      }}
      whenEmpty={<Empty text="No price in use is different in this book." />}
    />
  );
}

function Empty({ text }: { readonly text: string }): ReactNode {
  return (
    <Text size="sm" c="dimmed" p="md">
      {text}
    </Text>
  );
}

const changeColumns: readonly GridColumn<ChangeRow>[] = [
  {
    key: 'model',
    title: 'Model',
    track: 'minmax(240px, 2fr)',
    sortable: true,
    cell: ({ modelId }) => <span title={modelId}>{modelId}</span>,
  },
  {
    key: 'price',
    title: 'Price',
    track: 'minmax(180px, 1.4fr)',
    sortable: true,
    cell: ({ price }) => <span title={price}>{price}</span>,
  },
  { key: 'unit', title: 'Unit', track: '110px', cell: ({ unit }) => unit },
  { key: 'old', title: 'Now', track: '110px', align: 'right', sortable: true, cell: ({ oldUsd }) => usdText(oldUsd) },
  { key: 'new', title: 'New', track: '110px', align: 'right', sortable: true, cell: ({ newUsd }) => usdText(newUsd) },
  {
    key: 'change',
    title: 'Change',
    track: '130px',
    align: 'right',
    sortable: true,
    cell: ({ share, oldUsd, newUsd }) => <ShareChange share={share} oldUsd={oldUsd} newUsd={newUsd} />,
  },
];

function ShareChange({ share, oldUsd, newUsd }: Pick<ChangeRow, 'share' | 'oldUsd' | 'newUsd'>): ReactNode {
  if (share === null) return newUsd === null ? 'not in this book' : oldUsd === null ? 'new' : 'was free';
  return <span className={share < 0 ? 'saving' : 'increase'}>{formatPercentChange(share)}</span>;
}

const addedColumns: readonly GridColumn<BookDiff['added'][number]>[] = [
  {
    key: 'model',
    title: 'Model',
    track: 'minmax(280px, 3fr)',
    cell: ({ modelId, displayName }) => <span title={displayName}>{modelId}</span>,
  },
  {
    key: 'input',
    title: 'Input, USD/MTok',
    track: '150px',
    align: 'right',
    cell: ({ inputUsdPerMTok }) => usdText(inputUsdPerMTok),
  },
  {
    key: 'output',
    title: 'Output, USD/MTok',
    track: '150px',
    align: 'right',
    cell: ({ outputUsdPerMTok }) => usdText(outputUsdPerMTok),
  },
  { key: 'from', title: 'From', track: '120px', cell: ({ fromMs }) => dayOf(fromMs) },
];

const goneColumns: readonly GridColumn<string>[] = [
  { key: 'model', title: 'Model', track: '1fr', cell: (modelId) => modelId },
];

const remarkColumns: readonly GridColumn<ReturnType<typeof remarkRows>[number]>[] = [
  { key: 'what', title: 'What', track: 'minmax(200px, 1fr)', cell: ({ what }) => <span title={what}>{what}</span> },
  { key: 'count', title: 'Times', track: '90px', align: 'right', cell: ({ count }) => formatCount(count) },
  { key: 'kind', title: 'Why', track: 'minmax(260px, 1fr)', cell: ({ kind }) => kind },
  { key: 'path', title: 'First at', track: 'minmax(200px, 1fr)', cell: ({ path }) => <span title={path}>{path}</span> },
];

function usdText(usd: number | null): string {
  return usd === null ? '–' : formatRate(usd);
}
