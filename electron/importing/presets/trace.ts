import { failure, success, type Result } from '#shared/result.ts';
import { readCount, isProblem } from '../read/cells.ts';
import type { Header } from '../read/header.ts';
import { readInstant } from '../read/instants.ts';
import type { ColumnPlan } from './column-plan.ts';
import type { Cells, Detection, TablePreset, RowOutcome, RowReader } from './preset.ts';
import { findColumnLoosely, isRejection, readCounts, readRequiredInstant, type Column } from './row-cells.ts';

interface TraceColumns {
  readonly time: Column;
  readonly input: Column;
  readonly output: Column;
}

/**
 * A trace of single requests with arrival times: `TIMESTAMP,ContextTokens,GeneratedTokens`, as in the Azure LLM
 * inference traces (Azure Public Dataset; times without zone are UTC). It names no model.
 */
export const tracePreset: TablePreset = {
  reads: 'table',
  grain: 'request',
  id: 'trace',
  name: 'Request trace (timestamp, context tokens, generated tokens)',
  isTrace: true,
  detect,
  needsModel: () => true,
  rowReader,
};

function findTraceColumns(header: Header): Partial<TraceColumns> {
  const time = findColumnLoosely(header, 'timestamp');
  const input = findColumnLoosely(header, 'contexttokens', 'context_tokens');
  const output = findColumnLoosely(header, 'generatedtokens', 'generated_tokens');
  return { ...(time && { time }), ...(input && { input }), ...(output && { output }) };
}

function detect(header: Header, sample: readonly Cells[]): Detection | undefined {
  const { time, input, output } = findTraceColumns(header);
  if (time === undefined || input === undefined || output === undefined) return undefined;
  const readable = sample.filter((cells) => {
    const instant = readInstant(cells[time.index] ?? '', 'auto');
    const counts = [readCount(cells[input.index] ?? ''), readCount(cells[output.index] ?? '')];
    return instant !== undefined && !isProblem(instant) && !counts.some(isProblem);
  }).length;
  const share = sample.length === 0 ? 1 : readable / sample.length;
  const isExact = header.columns.length === 3;
  return {
    confidence: (isExact ? 0.98 : 0.8) * (share >= 0.5 ? 1 : 0.5),
    reason: `the columns ${time.name}, ${input.name} and ${output.name} of a request trace${isExact ? ', and no others' : ''}`,
  };
}

function rowReader(header: Header, _options: unknown, file: string): Result<RowReader> {
  const { time, input, output } = findTraceColumns(header);
  if (time === undefined || input === undefined || output === undefined) {
    return failure(
      'preset-mismatch',
      `${file} is not a request trace: it lacks TIMESTAMP, ContextTokens or GeneratedTokens.`,
      {
        at: { file },
        nextStep: 'Leave the preset out to have the format recognised, or give a mapping.',
      },
    );
  }
  const counts = new Map([
    ['input', input],
    ['output', output],
  ] as const);
  return success({
    read: (cells) => readRow(cells, time, counts),
    knownColumns: new Set([time.index, input.index, output.index]),
    leftOut: [],
    plan: columnPlan(time, input, output),
  });
}

/** The same as `readRow` for the usual rows; a date without a time of day is an instant here. */
function columnPlan(time: Column, input: Column, output: Column): ColumnPlan {
  return {
    time: time.index,
    timeFormat: 'auto',
    daysAreInstants: true,
    counts: [
      { column: input.index, isNeeded: true },
      { column: output.index, isNeeded: true },
    ],
    tokens: [
      { kind: 'input', slot: 0, less: [] },
      { kind: 'output', slot: 1, less: [] },
    ],
    requestsWithout: { instant: 1, span: 1 },
    names: [],
    constants: { provider: '', model: '', serviceTier: 'standard' },
  };
}

function readRow(cells: Cells, time: Column, counts: ReadonlyMap<'input' | 'output', Column>): RowOutcome {
  const instant = readRequiredInstant(cells, time, 'auto');
  if (isRejection(instant)) return instant;
  const tokens = readCounts(cells, counts);
  if (isRejection(tokens)) return tokens;
  for (const [kind, column] of counts) {
    if (tokens[kind] === undefined) return { kind: 'reject', column: column.name, reason: 'the count is missing' };
  }
  return {
    kind: 'usage',
    draft: {
      startMs: instant.ms,
      endMs: instant.ms,
      provider: '',
      model: '',
      serviceTier: 'standard',
      requests: 1,
      tokens,
      inclusive: [],
      stated: [],
      names: {},
      remarks: [],
    },
  };
}
