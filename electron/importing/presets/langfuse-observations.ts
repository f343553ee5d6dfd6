import { isEmptyCell, isProblem, readCount } from '../read/cells.ts';
import { readAmount } from '../read/amounts.ts';
import { objectCell, unquotedCell } from './json-cells.ts';
import { readUsageDetails, type ObservationUsage } from './langfuse-usage.ts';
import type { Amount, Cells, Rejection, RowOutcome } from './preset.ts';
import { makerOf, writtenKind } from './provider-names.ts';
import { cellText, isRejection, isTime, readNames, readTime, reject, type Column } from './row-cells.ts';
import { defineTableFormat, type Columns } from './table-format.ts';

const columns = {
  id: ['id'],
  type: ['type'],
  time: ['startTime'],
  model: ['providedModelName', 'model', 'modelId'],
  usageDetails: ['usageDetails'],
  costDetails: ['costDetails'],
  totalCost: ['totalCost', 'calculatedTotalCost'],
  inputUsage: ['inputUsage', 'promptTokens'],
  outputUsage: ['outputUsage', 'completionTokens'],
  traceId: ['traceId'],
  sessionId: ['sessionId'],
  user: ['userId'],
  project: ['projectId'],
  traceName: ['traceName'],
  name: ['name'],
} as const;

/** Types that stand for one call of a model; those of agents and chains repeat what their calls used. */
const callTypes = new Set(['GENERATION', 'EMBEDDING']);

/**
 * Langfuse's exports of observations and, newer, of events. Dates and decimals are JSON strings inside the cells. Only
 * generations and embeddings are usage. `usageDetails` is disjoint by kind; where a row has none, `inputUsage` and
 * `outputUsage` are all that is known, and they contain their cached and reasoning parts.
 */
export const langfuseObservationsPreset = defineTableFormat({
  id: 'langfuse-observations',
  name: 'Langfuse observations and events (CSV export)',
  title: "Langfuse's export of observations",
  grain: 'request',
  columns,
  required: [['id'], ['type'], ['time'], ['usageDetails', 'inputUsage'], ['traceId', 'project']],
  ignored: [
    'modelParameters',
    'toolCallNames',
    'traceTags',
    'tags',
    'parentObservationId',
    'environment',
    'level',
    'version',
    'createdAt',
    'updatedAt',
    'endTime',
    'internalModelId',
    'modelId',
    'completionStartTime',
    'promptId',
    'promptName',
    'promptVersion',
    'latency',
    'latencyMs',
    'timeToFirstToken',
    'timeToFirstTokenMs',
    'providedUsageDetails',
    'providedCostDetails',
    'inputCost',
    'outputCost',
    'totalUsage',
    'usagePricingTierId',
    'usagePricingTierName',
    'toolDefinitionsCount',
    'toolCallsCount',
    'inputPrice',
    'outputPrice',
    'totalPrice',
    'traceTimestamp',
    'release',
    'bookmarked',
    'public',
  ],
  leftOut: {
    input: 'prompts',
    output: 'prompts',
    metadata: 'prompts',
    statusMessage: 'prompts',
    toolDefinitions: 'prompts',
    toolCalls: 'prompts',
    comments: 'prompts',
  },
  isPlausible: (cells, found) =>
    isTime(unquoted(cells), found.get('time')) && /^"?[A-Z]+"?$/.test(cellText(cells, found.get('type')).trim()),
  needsModel: () => false,
  reader(found) {
    const nameColumns = found.pick(['id', 'model', 'traceId', 'sessionId', 'user', 'project', 'traceName', 'name']);
    return (raw): RowOutcome => {
      const cells = unquoted(raw);
      const type = cellText(cells, found.need('type')).trim().toUpperCase();
      const modelText = cellText(cells, found.get('model'));
      const usage = readUsage(raw, found, writtenKind(makerOf(modelText.trim())));
      if (!callTypes.has(type)) {
        const holdsTokens = !isRejection(usage) && Object.values(usage?.tokens ?? {}).some((count) => count > 0);
        return holdsTokens
          ? { kind: 'empty', remark: `an observation of type ${type} repeats the use of its generations` }
          : { kind: 'empty' };
      }
      const time = readTime(cells, found.need('time'));
      if (isRejection(time)) return time;
      if (isRejection(usage)) return usage;
      const billed = readCost(cells, raw, found);
      if (isRejection(billed)) return billed;
      if (usage === undefined && billed === undefined) {
        return { kind: 'empty', remark: 'the generation states no use' };
      }
      const named = readNames(cells, nameColumns);
      const { id, model = '', traceId, sessionId, traceName, name, ...who } = named;
      const conversation = sessionId ?? traceId;
      const task = traceName ?? name;
      return {
        kind: 'usage',
        draft: {
          startMs: time.ms,
          endMs: time.ms,
          provider: makerOf(model),
          model,
          serviceTier: 'standard',
          requests: 1,
          ...(usage ?? noUsage),
          names: {
            ...who,
            ...(task === undefined ? {} : { task }),
            ...(conversation === undefined ? {} : { conversation }),
          },
          billed,
          ...(id === undefined ? {} : { key: `langfuse:${id}` }),
        },
      };
    };
  },
});

const noUsage: ObservationUsage = { tokens: {}, inclusive: [], stated: [], remarks: [] };

/** Cells without the quotes of JSON strings; objects and prompts stay as they are. */
function unquoted(cells: Cells): Cells {
  return cells.map((cell) => (cell.startsWith('"') && cell.length < 600 ? unquotedCell(cell) : cell));
}

type ObservationColumns = Columns<keyof typeof columns>;

function readUsage(
  cells: Cells,
  found: ObservationColumns,
  written: ReturnType<typeof writtenKind>,
): ObservationUsage | undefined | Rejection {
  const text = cellText(cells, found.get('usageDetails'));
  const details = objectCell(text);
  if (details !== undefined && Object.keys(details).length > 0) return readUsageDetails(details, written);
  if (details === undefined && !isEmptyCell(text) && text.trim() !== '""') {
    return reject(found.get('usageDetails'), { problem: 'it is not a JSON object' });
  }
  const input = readSide(cells, found.get('inputUsage'));
  if (isRejection(input)) return input;
  const output = readSide(cells, found.get('outputUsage'));
  if (isRejection(output)) return output;
  if (input === undefined && output === undefined) return undefined;
  return { ...noUsage, tokens: { input: input ?? 0, output: output ?? 0 } };
}

function readSide(cells: Cells, column: Column | undefined): number | undefined | Rejection {
  const count = readCount(unquotedCell(cellText(cells, column)));
  return isProblem(count) ? reject(column, count) : count;
}

function readCost(cells: Cells, raw: Cells, found: ObservationColumns): Amount | undefined | Rejection {
  const column = found.get('totalCost');
  const stated = readAmount(cellText(cells, column));
  if (isProblem(stated)) return reject(column, stated);
  if (stated !== undefined && column !== undefined) {
    return { decimal: stated.decimal, currency: 'USD', column: column.name };
  }
  const details = objectCell(cellText(raw, found.get('costDetails')));
  const total = details?.['total'];
  if (typeof total !== 'number' && typeof total !== 'string') return undefined;
  const amount = readAmount(String(total));
  if (isProblem(amount)) return reject(found.get('costDetails'), amount);
  return amount === undefined ? undefined : { decimal: amount.decimal, currency: 'USD', column: 'costDetails' };
}
