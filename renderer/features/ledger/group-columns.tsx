import { groupingLabels, costText, hasUnknownCost, isCostUnknown } from '../../store/ledger-view.ts';
import type { GroupRow, GroupSortKey, LedgerGrouping } from '../../store/ledger-view.ts';
import type { GridColumn } from '../../ui/data-grid-row.tsx';
import { formatCompact, formatCount, formatPercent } from '../../ui/format.ts';

/** The columns of the groups. @param by what the first column names. */
export function groupColumns(
  by: LedgerGrouping,
): readonly (GridColumn<GroupRow> & { readonly key: GroupSortKey | 'share' | 'unpriced' })[] {
  return [
    {
      key: 'name',
      title: groupingLabels[by],
      track: 'minmax(220px, 3fr)',
      sortable: true,
      cell: ({ key, name }) => (
        <span title={name} {...(key === '' && { className: 'dimmed' })}>
          {name}
        </span>
      ),
    },
    {
      key: 'records',
      title: 'Records',
      track: 'minmax(90px, 1fr)',
      align: 'right',
      sortable: true,
      cell: ({ records }) => formatCount(records),
    },
    {
      key: 'requests',
      title: 'Requests',
      track: 'minmax(90px, 1fr)',
      align: 'right',
      sortable: true,
      cell: ({ requests }) => formatCount(requests),
    },
    {
      key: 'tokens',
      title: 'Tokens',
      hint: 'All kinds of tokens, input and output',
      track: 'minmax(90px, 1fr)',
      align: 'right',
      sortable: true,
      cell: ({ totalTokens }) => <span title={formatCount(totalTokens)}>{formatCompact(totalTokens)}</span>,
    },
    {
      key: 'cost',
      title: 'Cost',
      hint: 'At the price of its day; what has no price is unknown, not zero',
      track: 'minmax(150px, 1.4fr)',
      align: 'right',
      sortable: true,
      cell: (row) => <span {...(isCostUnknown(row) && { className: 'increase' })}>{costText(row)}</span>,
    },
    {
      key: 'share',
      title: 'Share',
      hint: 'Share of the known cost',
      track: '84px',
      align: 'right',
      cell: ({ share }) => (share === null ? <span className="dimmed">–</span> : formatPercent(share)),
    },
    {
      key: 'unpriced',
      title: 'Without a price',
      hint: 'Tokens whose cost is unknown',
      track: 'minmax(120px, 1fr)',
      align: 'right',
      cell: (row) =>
        hasUnknownCost(row) ? (
          <span className="increase" title={formatCount(row.unpricedTokens)}>
            {row.unpricedTokens > 0 ? `${formatCompact(row.unpricedTokens)} tokens` : 'units'}
          </span>
        ) : (
          <span className="dimmed">none</span>
        ),
    },
  ];
}
