import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useMemo, type ReactNode } from 'react';
import {
  recordPageRows,
  recordWindowRows,
  rowsOfWindow,
  windowLength,
  type RecordRow,
} from '../../store/record-window.ts';
import { useApp } from '../../store/use-app.ts';
import { DataGrid } from '../../ui/data-grid.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { FailureNote } from '../../ui/states.tsx';
import { recordColumns } from './record-columns.tsx';

/** Greatest height of the table in pixels. */
const gridHeight = 620;

/** Rows read before they are in sight, in both directions: what is scrolled to is there and is drawn once. */
const rowsAhead = recordPageRows / 2;

/** The records themselves, in the order they were imported; only those near the ones in sight are read. */
export function RecordsPage(): ReactNode {
  const window = useApp((state) => state.recordWindow);
  const error = useApp((state) => state.recordsError);
  const need = useApp((state) => state.needRecords);
  const view = useApp((state) => state.ledgerView);
  const rows = useMemo(() => rowsOfWindow(window), [window]);
  useEffect(() => {
    // A window without rows has none in sight that would ask for them.
    if (window.pages.size === 0) void need(0, 0);
  }, [need, window]);
  return (
    <Stack gap="xs">
      {error !== null && (
        <FailureNote title="These records could not be read" error={error} onRetry={() => void need(0, 0)} />
      )}
      <WindowLine />
      <DataGrid
        label="Usage records"
        listKey={JSON.stringify([view.fromDay, view.toDay, view.names, window.offset])}
        columns={recordColumns}
        rows={rows}
        rowKey={recordKey}
        minWidth={1180}
        height={gridHeight}
        onShow={(first, last) => void need(Math.max(0, first - rowsAhead), Math.min(last + rowsAhead, rows.length - 1))}
        whenEmpty={
          <Text size="sm" c="dimmed" p="lg">
            {window.total === null ? 'Reading…' : 'No record has these names in this time.'}
          </Text>
        }
      />
    </Stack>
  );
}

/** Which records the table scrolls through, and the way to the others where there are more than one table holds. */
function WindowLine(): ReactNode {
  const window = useApp((state) => state.recordWindow);
  const showFrom = useApp((state) => state.showRecordsFrom);
  const { offset, total } = window;
  const length = windowLength(window);
  const end = offset + length;
  return (
    <Group justify="space-between" mih={26}>
      <Text size="sm" component="output">
        {total === null
          ? 'Reading…'
          : length === total
            ? formatCounted(total, 'record')
            : `Records ${formatCount(offset + 1)} to ${formatCount(end)} of ${formatCount(total)}`}
      </Text>
      {total !== null && total > recordWindowRows && (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            disabled={offset === 0}
            onClick={() => showFrom(Math.max(0, offset - recordWindowRows))}
          >
            Earlier {formatCount(recordWindowRows)}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={end >= total}
            onClick={() => showFrom(offset + recordWindowRows)}
          >
            Later {formatCount(recordWindowRows)}
          </Button>
        </Group>
      )}
    </Group>
  );
}

function recordKey({ index }: RecordRow): string {
  return String(index);
}
