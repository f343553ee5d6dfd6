import { Group, Select, Stack, Text, Title } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { DailyCosts } from '../../charts/daily-costs.tsx';
import type { LedgerUsage } from '../../store/ledger-state.ts';
import {
  dailyCosts,
  groupingLabels,
  groupRows,
  groupSortKeys,
  ledgerGroupings,
  nextGroupSort,
  sortGroups,
  type GroupRow,
} from '../../store/ledger-view.ts';
import { useApp } from '../../store/use-app.ts';
import { DataGrid } from '../../ui/data-grid.tsx';
import { formatCounted } from '../../ui/format.ts';
import { groupColumns } from './group-columns.tsx';

/** Heights in pixels of the chart and, at most, of the table below it. */
const chartHeight = 180;
const gridHeight = 560;

/** The usage shown by day, as a chart, and by whatever is chosen, as a table. */
export function CostPage({ usage }: { readonly usage: LedgerUsage }): ReactNode {
  const imports = useApp((state) => state.imports);
  const view = useApp((state) => state.ledgerView);
  const change = useApp((state) => state.viewLedger);
  const sort = useApp((state) => state.groupSort);
  const setSort = useApp((state) => state.sortGroups);
  const { by } = usage.view;
  const days = useMemo(() => dailyCosts(usage.daily), [usage.daily]);
  const rows = useMemo(
    () => sortGroups(groupRows(usage.grouped, by, imports ?? []), sort),
    [usage.grouped, by, imports, sort],
  );
  const columns = useMemo(() => groupColumns(by), [by]);
  return (
    <Stack gap="sm">
      <DailyCosts days={days} height={chartHeight} />
      <Group justify="space-between" align="center" mt="xs">
        <Group gap="sm">
          <Title order={2} id="group-by">
            By
          </Title>
          <Select
            aria-label="Group by"
            w={160}
            allowDeselect={false}
            data={ledgerGroupings.map((value) => ({ value, label: groupingLabels[value] }))}
            value={view.by}
            onChange={(value) => {
              const chosen = ledgerGroupings.find((grouping) => grouping === value);
              if (chosen !== undefined) change({ by: chosen });
            }}
          />
        </Group>
        <Text size="sm" c="dimmed" component="output">
          {formatCounted(rows.length, 'group')}
        </Text>
      </Group>
      <DataGrid
        label={`Cost by ${groupingLabels[by].toLowerCase()}`}
        listKey={JSON.stringify([usage.view, sort])}
        columns={columns}
        rows={rows}
        rowKey={groupKey}
        minWidth={820}
        height={gridHeight}
        sort={sort}
        onSort={(column) => {
          const key = groupSortKeys.find((candidate) => candidate === column);
          if (key !== undefined) setSort(nextGroupSort(sort, key));
        }}
        whenEmpty={
          <Text size="sm" c="dimmed" p="lg">
            No usage has these names in this time. Choose fewer filters, or show all.
          </Text>
        }
      />
    </Stack>
  );
}

function groupKey({ key }: GroupRow): string {
  return key;
}
