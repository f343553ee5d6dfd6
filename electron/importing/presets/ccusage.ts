import { success, type Result } from '#shared/result.ts';
import { readCcusageTime, reportNames, type ReportName } from './ccusage-times.ts';
import {
  fieldOf,
  objectField,
  objectOf,
  objectsOf,
  readCountFields,
  readNameField,
  sampleObjects,
  scalarText,
  listOf,
  textField,
  type JsonObject,
} from './json-values.ts';
import type { Detection, JsonPreset, JsonReader, PlacedOutcome, RowOutcome, UsageDraft } from './preset.ts';
import { makerOf } from './provider-names.ts';
import { isRejection } from './row-cells.ts';

/**
 * `ccusage --json`: totals that the tool made of coding agents' logs, by day, week, month, session or five-hour block.
 * Its parts never overlap, except where cached tokens are called `cachedInputTokens` (its Codex reports): those are
 * inside the input. Dates are those of the machine it ran on. Costs are the tool's own estimates and no bill.
 */
export const ccusagePreset: JsonPreset = {
  reads: 'json',
  grain: 'bucket',
  id: 'ccusage',
  name: 'ccusage reports (JSON)',
  isTrace: false,
  detect,
  needsModel,
  reader,
};

interface Row {
  readonly path: string;
  readonly report: ReportName;
  readonly project: string;
  readonly row: JsonObject;
}

function detect(sample: readonly unknown[]): Detection | undefined {
  const rows = sampleObjects(sample).flatMap((value) => rowsOf(value, '$'));
  const readable = rows.filter(({ row }) => isUsageRow(row)).length;
  if (readable === 0) return isEmptyReport(sample) ? { confidence: 0.6, reason: 'an empty ccusage report' } : undefined;
  const reports = [...new Set(rows.map(({ report }) => report))].join(', ');
  return {
    confidence: readable === rows.length ? 0.95 : 0.8,
    reason: `${readable} rows of a ${reports} report with inputTokens and outputTokens, as ccusage --json writes them`,
  };
}

/** Marks that tell ccusage's rows from other objects with token counts. */
function isUsageRow(row: JsonObject): boolean {
  return hasUsage(row) || agentsOf(row).some(hasUsage);
}

function agentsOf(row: JsonObject): readonly JsonObject[] {
  return objectsOf(fieldOf(row, 'agents', 'agentBreakdowns'));
}

function hasUsage(row: JsonObject): boolean {
  const counts = objectField(row, 'tokenCounts') ?? row;
  const hasCounts = fieldOf(counts, 'inputTokens') !== undefined && fieldOf(counts, 'outputTokens') !== undefined;
  const marks = ['totalTokens', 'totalCost', 'costUSD', 'modelsUsed', 'models', 'modelBreakdowns', 'cacheReadTokens'];
  return hasCounts && marks.some((name) => fieldOf(row, name) !== undefined);
}

function isEmptyReport(sample: readonly unknown[]): boolean {
  return sampleObjects(sample).some(
    (value) =>
      fieldOf(value, 'totals', 'summary') !== undefined &&
      [...reportNames, 'data', 'projects'].some((name) => fieldOf(value, name) !== undefined) &&
      rowsOf(value, '$').length === 0,
  );
}

function needsModel(sample: readonly unknown[]): boolean {
  const rows = sampleObjects(sample).flatMap((value) => rowsOf(value, '$'));
  return rows.length > 0 && rows.every(({ row }) => partsOf(row).every((part) => part.model === ''));
}

/** The rows of a report, whichever of its shapes it has. */
function rowsOf(value: JsonObject, path: string): readonly Row[] {
  const type = reportNames.find((name) => name === textField(value, 'type'));
  return [
    ...reportNames.flatMap((name) => listedRows(fieldOf(value, name), `${path}.${name}`, name)),
    ...(type === undefined ? [] : listedRows(fieldOf(value, 'data'), `${path}.data`, type)),
    ...projectRows(fieldOf(value, 'projects'), `${path}.projects`, undefined),
    ...(isBareRow(value) ? [{ path, report: periodOf(value), project: '', row: value }] : []),
  ];
}

/** A row that was taken out of its report (`ccusage daily --jq .daily`). */
function isBareRow(value: JsonObject): boolean {
  return (
    hasUsage(value) &&
    fieldOf(value, 'modelsUsed', 'modelBreakdowns') !== undefined &&
    fieldOf(value, 'date', 'week', 'month') !== undefined
  );
}

function listedRows(list: unknown, path: string, report: ReportName): readonly Row[] {
  const rows = objectsOf(list);
  const agents = new Map<string, number>();
  for (const row of rows) agents.set(periodText(row), (agents.get(periodText(row)) ?? 0) + 1);
  // A row of all agents beside the rows of each of them says the same again.
  const isRepeat = (row: JsonObject): boolean =>
    textField(row, 'agent') === 'all' && (agents.get(periodText(row)) ?? 0) > 1;
  return [
    ...rows.flatMap((row, index) => (isRepeat(row) ? [] : [{ path: `${path}[${index}]`, report, project: '', row }])),
    // With --instances, a list may stand for each project.
    ...projectRows(list, path, report),
  ];
}

/** Rows by project. @param report undefined = told by each row. */
function projectRows(byProject: unknown, path: string, report: ReportName | undefined): readonly Row[] {
  return Object.entries(objectOf(byProject) ?? {}).flatMap(([project, rows]) =>
    objectsOf(rows).map((row, index) => ({
      path: `${path}[${JSON.stringify(project)}][${index}]`,
      report: report ?? periodOf(row),
      project,
      row,
    })),
  );
}

function periodText(row: JsonObject): string {
  return textField(row, 'period', 'date', 'week', 'month', 'sessionId', 'session');
}

function periodOf(row: JsonObject): ReportName {
  if (fieldOf(row, 'month') !== undefined) return 'monthly';
  return fieldOf(row, 'week') === undefined ? 'daily' : 'weekly';
}

/** One model's share of a row. */
interface Part {
  readonly model: string;
  readonly agent: string;
  readonly counts: JsonObject;
}

/**
 * A row by model, where it says so: `modelBreakdowns` (a list), `breakdown` (an object by model), or the same of each
 * agent. Otherwise the row itself, with its model when there is only one.
 */
function partsOf(row: JsonObject): readonly Part[] {
  const agent = textField(row, 'agent');
  const agents = agentsOf(row);
  const byAgent = agents.map((each) => breakdownOf(each, textField(each, 'agent', 'name')));
  if (agents.length > 0 && byAgent.every((parts) => parts.length > 0)) return byAgent.flat();
  const parts = breakdownOf(row, agent);
  if (parts.length > 0) return parts;
  if (agents.length > 0 && !hasUsage(row)) return agents.map((each) => agentPart(each));
  const counts = objectField(row, 'tokenCounts') ?? row;
  return [{ model: onlyModel(row) ?? '', agent, counts }];
}

/** An agent's whole share, where it does not say which of its models used what. */
function agentPart(counts: JsonObject): Part {
  return { model: onlyModel(counts) ?? '', agent: textField(counts, 'agent', 'name'), counts };
}

function breakdownOf(row: JsonObject, agent: string): readonly Part[] {
  const list = objectsOf(fieldOf(row, 'modelBreakdowns', 'modelBreakdown'));
  if (list.length > 0) {
    return list.map((counts) => ({ model: textField(counts, 'modelName', 'model'), agent, counts }));
  }
  const byModel = objectField(row, 'breakdown', 'modelBreakdown', 'models', 'perModelStats');
  if (byModel !== undefined) {
    const parts = Object.entries(byModel).flatMap(([model, value]) => {
      const counts = objectOf(value);
      return counts === undefined ? [] : [{ model, agent, counts }];
    });
    if (parts.length > 0) return parts;
  }
  const only = onlyModel(row);
  return only === undefined || fieldOf(row, 'inputTokens') === undefined ? [] : [{ model: only, agent, counts: row }];
}

/** The model of a row that used one; interruptions that the agent wrote itself are none. */
function onlyModel(row: JsonObject): string | undefined {
  const models = listOf(fieldOf(row, 'modelsUsed', 'models'))
    .map(scalarText)
    .filter((model) => model !== '' && model !== '<synthetic>');
  return models.length === 1 ? models[0] : undefined;
}

function reader(): Result<JsonReader> {
  function* read(value: unknown): Generator<PlacedOutcome> {
    const values = Array.isArray(value) ? objectsOf(value).map((item, index) => ({ item, path: `$[${index}]` })) : [];
    const document = objectOf(value);
    if (document !== undefined) values.push({ item: document, path: '$' });
    for (const { item, path } of values) {
      for (const row of rowsOf(item, path)) {
        for (const part of partsOf(row.row)) yield { path: row.path, outcome: readPart(row, part) };
      }
    }
  }
  return success({ read, leftOut: ['costs (ccusage estimates them; they are no bill)'] });
}

const tokenFields = {
  input: ['inputTokens'],
  output: ['outputTokens'],
  written: ['cacheCreationTokens', 'cacheCreationInputTokens'],
  read: ['cacheReadTokens', 'cacheReadInputTokens'],
  cachedInside: ['cachedInputTokens'],
  reasoning: ['reasoningOutputTokens', 'reasoningTokens'],
  total: ['totalTokens'],
  entries: ['entries'],
} as const;

function readPart({ row, report, project }: Row, { model, agent, counts: source }: Part): RowOutcome {
  if (fieldOf(row, 'isGap') === true || model === '<synthetic>') return { kind: 'empty' };
  const isWhole = source === row || source === objectField(row, 'tokenCounts');
  const counts = readCountFields(isWhole ? { ...row, ...source } : source, tokenFields);
  if (isRejection(counts)) return counts;
  const { input = 0, output = 0, written = 0, reasoning = 0, cachedInside, total } = counts;
  const cached = counts.read ?? cachedInside ?? 0;
  if (input + output + written + cached + reasoning === 0) return { kind: 'empty' };
  const isInside = counts.read === undefined && cachedInside !== undefined && cachedInside <= input;
  const sums = [input + output, input + output + written + cached, input + output + written + cached + reasoning];
  if (total !== undefined && !sums.includes(total)) {
    return {
      kind: 'reject',
      column: 'totalTokens',
      reason: `totalTokens is ${total}, but the parts make ${sums[isInside ? 0 : 1]}`,
    };
  }
  const time = readCcusageTime(row, report);
  if (isRejection(time)) return time;
  const isSession = report === 'session' || report === 'sessions';
  const conversation = readNameField(row, 'sessionId', 'session', ...(isSession ? ['period'] : []));
  const isReasoningInside = reasoning <= output && total !== sums[2];
  const names: UsageDraft['names'] = {
    ...(project === '' ? {} : { project }),
    ...(agent === '' || agent === 'all' ? {} : { task: agent }),
    ...(conversation === undefined ? {} : { conversation }),
  };
  return {
    kind: 'usage',
    draft: {
      startMs: time.startMs,
      endMs: time.endMs,
      provider: makerOf(model),
      model,
      serviceTier: 'standard',
      requests: isWhole ? (counts.entries ?? 0) : 0,
      tokens: {
        input: isInside ? input - cached : input,
        cacheRead: cached,
        cacheWrite5m: written,
        output: isReasoningInside ? output - reasoning : output,
        reasoning,
      },
      inclusive: [],
      stated: [],
      names,
      remarks: time.remarks,
    },
  };
}
