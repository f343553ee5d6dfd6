import type { ReactNode } from 'react';
import type { UsageDimension } from '#shared/domain/usage.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import { groupingLabels } from '../../store/ledger-view.ts';
import type { RecordRow } from '../../store/record-window.ts';
import type { GridColumn } from '../../ui/data-grid-row.tsx';
import { formatCount, formatUsd } from '../../ui/format.ts';

type KnownRecord = NonNullable<RecordRow['record']>;

/** A column of what a record holds; empty while it is being read. */
function column(
  key: string,
  title: string,
  track: string,
  cell: (record: KnownRecord) => ReactNode,
  more: Pick<GridColumn<RecordRow>, 'align' | 'hint'> = {},
): GridColumn<RecordRow> {
  return { key, title, track, ...more, cell: ({ record }) => (record === null ? null : cell(record)) };
}

function figures(key: string, title: string, hint: string, of: (record: KnownRecord) => number): GridColumn<RecordRow> {
  return column(key, title, 'minmax(76px, 0.7fr)', (record) => formatCount(of(record)), { align: 'right', hint });
}

function names(dimension: Exclude<UsageDimension, 'conversation'>, track: string): GridColumn<RecordRow> {
  return column(dimension, groupingLabels[dimension], track, (record) => {
    const name = record.names[dimension];
    return name === '' ? <span className="dimmed">–</span> : <span title={name}>{name}</span>;
  });
}

/** The columns of the records: what was used and its cost first, so that a narrow window shows them without scrolling. */
export const recordColumns: readonly GridColumn<RecordRow>[] = [
  column(
    'time',
    'Time, UTC',
    '158px',
    ({ startMs, endMs }) => (
      <span title={endMs > startMs ? `${secondOf(startMs)} to ${secondOf(endMs)}` : secondOf(startMs)}>
        {secondOf(startMs)}
      </span>
    ),
    { hint: 'When the request or the bucket began' },
  ),
  names('model', 'minmax(170px, 2fr)'),
  column('cost', 'Cost', 'minmax(120px, 1fr)', (record) => <Cost record={record} />, {
    align: 'right',
    hint: 'At the price of its day; what has no price is unknown, not zero',
  }),
  figures('requests', 'Requests', 'Requests in the record; 0 where the file does not say', (record) => record.requests),
  figures('input', 'Input', 'Prompt tokens that were not cached', (record) => record.inputTokens),
  figures('cache', 'Cache', 'Tokens read from or written to the prompt cache', (record) => record.cacheTokens),
  figures('output', 'Output', 'Generated tokens, reasoning among them', (record) => record.outputTokens),
  names('provider', 'minmax(90px, 1fr)'),
  names('project', 'minmax(80px, 1fr)'),
  names('user', 'minmax(80px, 1fr)'),
  names('task', 'minmax(80px, 1fr)'),
  column('tier', 'Tier', '84px', ({ serviceTier }) => serviceTier),
];

function Cost({ record }: { readonly record: KnownRecord }): ReactNode {
  const { costNanoUsd, isPartlyPriced, priceVersion, billedNanoUsd } = record;
  const billed = billedNanoUsd === null ? '' : `; the file states ${formatUsd(nanoUsdToUsd(billedNanoUsd))}`;
  if (costNanoUsd === null) {
    return (
      <span className="increase" title={`The catalogue has no price for it${billed}`}>
        unknown
      </span>
    );
  }
  return (
    <span title={`Priced by ${priceVersion}${billed}`}>
      {formatUsd(nanoUsdToUsd(costNanoUsd))}
      {isPartlyPriced && <span className="increase"> + unknown</span>}
    </span>
  );
}

function secondOf(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, 19).replace('T', ' ');
}
