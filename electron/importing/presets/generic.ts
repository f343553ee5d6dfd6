import type { ColumnMapping, ImportOptions } from '#shared/domain/importing.ts';
import { tokenKinds, type TokenCounts, type TokenKind } from '#shared/domain/token-kinds.ts';
import { usageDimensions, type ServiceTier, type UsageDimension } from '#shared/domain/usage.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { msPerDay } from '#shared/time.ts';
import type { Header } from '../read/header.ts';
import { readAmount } from '../read/amounts.ts';
import { isProblem, readName } from '../read/cells.ts';
import { readServiceTier } from '../read/service-tier.ts';
import type { ColumnPlan } from './column-plan.ts';
import type {
  Amount,
  Cells,
  InclusiveTotal,
  NamedCount,
  Rejection,
  TablePreset,
  RowOutcome,
  RowReader,
} from './preset.ts';
import {
  areEmpty,
  cellText,
  findColumn,
  isColumnEmpty,
  isRejection,
  readCounts,
  readNames,
  readRequiredInstant,
  reject,
  type Column,
} from './row-cells.ts';

/** Kinds that an inclusive input column contains besides the uncached text. */
const cachedKinds = [
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'cacheWrite30m',
] as const satisfies readonly TokenKind[];

interface GenericColumns {
  readonly time: Column;
  readonly endTime: Column | undefined;
  readonly counts: ReadonlyMap<TokenKind | 'requests', Column>;
  readonly names: ReadonlyMap<UsageDimension, Column>;
  readonly tier: Column | undefined;
  readonly cost: Column | undefined;
  readonly key: Column | undefined;
}

/**
 * Any delimited file, read by a mapping that the user gives. It is never chosen by itself: a guess about what a
 * column means is the user's to confirm. A row without a request count is one request, unless it spans time (an end
 * after its start, or a date without time of day): then the number of requests is not known and kept as 0.
 */
export const genericPreset: TablePreset = {
  reads: 'table',
  grain: 'request',
  id: 'generic',
  name: 'Any CSV, with a mapping of its columns',
  isTrace: false,
  detect: () => undefined,
  needsModel,
  rowReader,
};

function needsModel(header: Header, sample: readonly Cells[], { mapping }: ImportOptions): boolean {
  if (mapping === undefined || mapping.constants.model !== undefined) return false;
  const name = mapping.dimensions.model;
  return isColumnEmpty(sample, name === undefined ? undefined : findColumn(header, name));
}

function rowReader(header: Header, { mapping }: ImportOptions, file: string): Result<RowReader> {
  if (mapping === undefined) {
    return failure(
      'mapping-needed',
      `${file} is in no format that Burnrate knows, so it needs a mapping of its columns.`,
      {
        at: { file },
        nextStep: 'Give a mapping file (--map), or choose the columns in the Import screen.',
      },
    );
  }
  const columns = findMappedColumns(header, mapping, file);
  if (!columns.ok) return columns;
  return success({
    read: (cells) => readRow(cells, columns.value, mapping),
    knownColumns: knownColumns(columns.value),
    leftOut: [],
    plan: columnPlan(columns.value, mapping),
  });
}

/** The same as `readRow`, for rows in which nothing is out of the way; undefined where each row needs a look of its own. */
function columnPlan(columns: GenericColumns, mapping: ColumnMapping): ColumnPlan | undefined {
  const { time, endTime, counts, names, tier, cost } = columns;
  const read = [time, endTime, tier, cost, ...counts.values(), ...names.values()];
  const indexes = read.flatMap((column) => column?.index ?? []);
  if (new Set(indexes).size < indexes.length) return undefined;
  // Ids are told apart one by one, other currencies converted by the rate of the day.
  if (columns.key !== undefined || (cost !== undefined && mapping.cost?.currency !== 'USD')) return undefined;
  const kinds = tokenKinds.filter((kind) => columns.counts.has(kind));
  const keys = [...kinds, ...(columns.counts.has('requests') ? (['requests'] as const) : [])];
  /** Slots of kinds that the file counts. */
  function slots(some: readonly TokenKind[]): readonly number[] {
    return some.flatMap((kind) => (columns.counts.has(kind) ? [keys.indexOf(kind)] : []));
  }
  const less: Partial<Record<TokenKind, readonly number[]>> = {
    ...(mapping.inputIncludesCached ? { input: slots(cachedKinds) } : {}),
    ...(mapping.outputIncludesReasoning ? { output: slots(['reasoning']) } : {}),
  };
  const { provider = '', serviceTier = 'standard' } = mapping.constants;
  return {
    time: columns.time.index,
    endTime: columns.endTime?.index,
    timeFormat: mapping.time.format,
    // Without its total a part says nothing of the rest.
    counts: keys.map((key) => ({
      column: columns.counts.get(key)?.index ?? 0,
      isNeeded: key !== 'requests' && less[key] !== undefined,
    })),
    tokens: kinds.map((kind) => ({ kind, slot: keys.indexOf(kind), less: less[kind] ?? [] })),
    requests: columns.counts.has('requests') ? keys.indexOf('requests') : undefined,
    requestsWithout: { instant: 1, span: 0 },
    costUsd: cost?.index,
    names: [...columns.names].map(([dimension, { index }]) => ({
      column: index,
      dimension,
      ...(dimension === 'provider' ? { isLowerCase: true, whenEmpty: provider } : {}),
    })),
    serviceTier: tier && {
      columns: [tier.index],
      read([text = '']) {
        if (text.trim() === '') return serviceTier;
        const { tier: known, remark } = readServiceTier(text);
        return remark === undefined ? known : undefined;
      },
    },
    constants: { provider: provider.toLowerCase(), model: '', serviceTier },
  };
}

function knownColumns({ time, endTime, tier, cost, key, counts, names }: GenericColumns): Set<number> {
  const columns = [time, endTime, tier, cost, key, ...counts.values(), ...names.values()];
  return new Set(columns.flatMap((column) => (column === undefined ? [] : [column.index])));
}

function findMappedColumns(header: Header, mapping: ColumnMapping, file: string): Result<GenericColumns> {
  const missing: { path: string; column: string }[] = [];
  function locate(column: string, path: string): Column | undefined {
    const found = findColumn(header, column);
    if (found === undefined) missing.push({ path, column });
    return found;
  }
  const time = locate(mapping.time.column, 'time.column');
  const endTime = mapping.endTime && locate(mapping.endTime.column, 'endTime.column');
  const counts = new Map<TokenKind | 'requests', Column>();
  for (const kind of tokenKinds) {
    const name = mapping.tokens[kind];
    const column = name === undefined ? undefined : locate(name, `tokens.${kind}`);
    if (column !== undefined) counts.set(kind, column);
  }
  if (mapping.requests !== undefined) {
    const column = locate(mapping.requests, 'requests');
    if (column !== undefined) counts.set('requests', column);
  }
  const names = new Map<UsageDimension, Column>();
  for (const dimension of usageDimensions) {
    const name = mapping.dimensions[dimension];
    const column = name === undefined ? undefined : locate(name, `dimensions.${dimension}`);
    if (column !== undefined) names.set(dimension, column);
  }
  const tier = mapping.serviceTier === undefined ? undefined : locate(mapping.serviceTier, 'serviceTier');
  const cost = mapping.cost === undefined ? undefined : locate(mapping.cost.column, 'cost.column');
  const key = mapping.key === undefined ? undefined : locate(mapping.key, 'key');

  const [firstMissing] = missing;
  if (firstMissing !== undefined || time === undefined) {
    const { path, column } = firstMissing ?? { path: 'time.column', column: mapping.time.column };
    const isTwice = header.count(column) > 1;
    return failure(
      isTwice ? 'mapping-column-ambiguous' : 'mapping-column-missing',
      isTwice
        ? `The mapping names the column "${column}", which ${file} has ${header.count(column)} times.`
        : `The mapping names the column "${column}", which ${file} does not have.`,
      { at: { file, column, path }, nextStep: `The file's columns are: ${header.columns.slice(0, 40).join(', ')}.` },
    );
  }
  if (!tokenKinds.some((kind) => counts.has(kind))) {
    return failure('mapping-without-tokens', 'The mapping names no column of token counts.', {
      at: { file, path: 'tokens' },
      nextStep: 'Map at least one kind of token, such as input or output.',
    });
  }
  return success({ time, endTime, counts, names, tier, cost, key });
}

function readRow(cells: Cells, columns: GenericColumns, mapping: ColumnMapping): RowOutcome {
  const start = readRequiredInstant(cells, columns.time, mapping.time.format);
  if (isRejection(start)) return start;
  if (areEmpty(cells, columns.counts.values())) return { kind: 'empty' };
  const end = columns.endTime && readRequiredInstant(cells, columns.endTime, mapping.time.format);
  if (isRejection(end)) return end;
  const counts = readCounts(cells, columns.counts);
  if (isRejection(counts)) return counts;
  const names = readNames(cells, columns.names);

  const billed = readCost(cells, columns.cost, mapping.cost?.currency);
  if (isRejection(billed)) return billed;
  const key = readName(cellText(cells, columns.key));

  const endMs = end?.ms ?? (start.isWholeDay ? start.ms + msPerDay : start.ms);
  const { requests = endMs > start.ms ? 0 : 1, ...tokens } = counts;
  const { provider, model, ...who } = names;
  const tier = readTier(cells, columns, mapping);
  return {
    kind: 'usage',
    draft: {
      startMs: start.ms,
      endMs,
      provider: (provider ?? mapping.constants.provider ?? '').toLowerCase(),
      model: model ?? '',
      serviceTier: tier.tier,
      requests,
      names: who,
      remarks: tier.remarks,
      ...(billed === undefined ? {} : { billed }),
      ...(key === undefined ? {} : { key }),
      stated: [],
      ...splitTokens(tokens, columns, mapping),
    },
  };
}

/** What a row says it cost. */
function readCost(cells: Cells, column: Column | undefined, currency = 'USD'): Amount | undefined | Rejection {
  const amount = readAmount(cellText(cells, column));
  if (isProblem(amount)) return reject(column, amount);
  return amount && { decimal: amount.decimal, currency: amount.currency ?? currency, column: column?.name ?? '' };
}

function readTier(
  cells: Cells,
  columns: GenericColumns,
  mapping: ColumnMapping,
): { readonly tier: ServiceTier; readonly remarks: readonly string[] } {
  const text = cellText(cells, columns.tier);
  if (text.trim() === '') return { tier: mapping.constants.serviceTier ?? 'standard', remarks: [] };
  const { tier, remark } = readServiceTier(text);
  return { tier, remarks: remark === undefined ? [] : [remark] };
}

/** Applies the mapping's conventions: which columns contain which others. */
function splitTokens(
  tokens: TokenCounts,
  columns: GenericColumns,
  mapping: ColumnMapping,
): { readonly tokens: TokenCounts; readonly inclusive: readonly InclusiveTotal[] } {
  const inclusive: InclusiveTotal[] = [];
  function named(kind: TokenKind): NamedCount {
    return { column: columns.counts.get(kind)?.name ?? kind, tokens: tokens[kind] ?? 0 };
  }
  if (mapping.inputIncludesCached && tokens.input !== undefined) {
    inclusive.push({ ...named('input'), remainder: 'input', parts: cachedKinds.map(named) });
  }
  if (mapping.outputIncludesReasoning && tokens.output !== undefined) {
    inclusive.push({ ...named('output'), remainder: 'output', parts: [named('reasoning')] });
  }
  return { tokens, inclusive };
}
