import { bucketColumns, bucketTokenColumns } from '#shared/domain/bucket-file.ts';
import { tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { readServiceTier } from '../read/service-tier.ts';
import type { RowOutcome } from './preset.ts';
import { cellText, isRejection, isTime, mayBeCount, readCounts, readNames, readTime } from './row-cells.ts';
import { defineTableFormat } from './table-format.ts';

const { start, end, promptAbove, promptUpTo, logRows, status, serviceTier, requests, ...names } = bucketColumns;

const columns = {
  start: [start],
  end: [end],
  provider: [names.provider],
  model: [names.model],
  tier: [serviceTier],
  project: [names.project],
  user: [names.user],
  task: [names.task],
  above: [promptAbove],
  logRows: [logRows],
  status: [status],
  requests: [requests],
  ...(Object.fromEntries(tokenKinds.map((kind) => [kind, [bucketTokenColumns[kind]]])) as unknown as Record<
    TokenKind,
    readonly string[]
  >),
} as const;

/**
 * Burnrate's bucket file, as the queries of `burnrate warehouse-sql` make it: usage that a warehouse has added up, by
 * hour, names and class of prompt size. Rows of the log that the query could not read arrive as one row each, and are
 * rejected with their number.
 */
export const bucketPreset = defineTableFormat({
  id: 'burnrate-buckets',
  name: 'Burnrate buckets (burnrate warehouse-sql)',
  title: "Burnrate's bucket file",
  grain: 'bucket',
  columns,
  required: [['start'], ['end'], ['model'], ['above'], ['logRows'], ['status'], ['requests']],
  ignored: [promptUpTo],
  isPlausible: (cells, found) =>
    ['ok', 'unreadable'].includes(cellText(cells, found.get('status'))) &&
    mayBeCount(cells, found.get('requests')) &&
    (cellText(cells, found.get('start')) === '' || isTime(cells, found.get('start'))),
  reader(found) {
    const counts = found.pick([...tokenKinds, 'requests', 'logRows']);
    const dimensions = found.pick(['provider', 'model', 'project', 'user', 'task']);
    return (cells): RowOutcome => {
      const counted = readCounts(cells, counts);
      if (isRejection(counted)) return counted;
      const { requests: requestCount = 0, logRows: rows = 0, ...tokens } = counted;
      if (cellText(cells, found.get('status')) !== 'ok') {
        return {
          kind: 'reject',
          column: status,
          reason: `${rows} rows of the log have no valid time or counts, so the query left them out`,
        };
      }
      const from = readTime(cells, found.need('start'));
      if (isRejection(from)) return from;
      const to = readTime(cells, found.need('end'));
      if (isRejection(to)) return to;
      const named = readNames(cells, dimensions);
      const { provider = '', model = '', ...who } = named;
      const { tier, remark } = readServiceTier(cellText(cells, found.get('tier')));
      return {
        kind: 'usage',
        draft: {
          startMs: from.ms,
          endMs: to.ms,
          provider: provider.toLowerCase(),
          model,
          serviceTier: tier,
          requests: requestCount,
          tokens,
          inclusive: [],
          stated: [],
          names: who,
          remarks: remark === undefined ? [] : [remark],
        },
      };
    };
  },
});
