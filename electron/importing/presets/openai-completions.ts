import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { isProblem, readCount } from '../read/cells.ts';
import type { Header } from '../read/header.ts';
import { readServiceTier } from '../read/service-tier.ts';
import { readTier } from './openai-tier.ts';
import { hasStart, readBucketTimes, type BucketTimeColumns } from './openai-times.ts';
import type { ColumnPlan, PlannedTokens } from './column-plan.ts';
import type { Cells, Detection, NamedCount, TablePreset, RowOutcome, RowReader, StatedSum } from './preset.ts';
import {
  areEmpty,
  findColumnLoosely,
  findColumns,
  isColumnEmpty,
  isRejection,
  readCounts,
  readNames,
  type Column,
} from './row-cells.ts';

/**
 * Count columns with their aliases. Modality columns (text, audio, image) hold the UNCACHED part of their modality;
 * `cacheWrite` is in exports since 2026.
 */
const countNames = {
  requests: ['num_model_requests'],
  input: ['input_tokens'],
  cached: ['input_cached_tokens'],
  cacheWrite: ['input_cache_write_tokens', 'input_cached_write_tokens'],
  uncached: ['input_uncached_tokens'],
  text: ['input_text_tokens'],
  audio: ['input_audio_tokens'],
  image: ['input_image_tokens'],
  cachedText: ['input_cached_text_tokens', 'input_text_cached_tokens'],
  cachedAudio: ['input_cached_audio_tokens', 'input_audio_cached_tokens'],
  cachedImage: ['input_cached_image_tokens', 'input_image_cached_tokens'],
  output: ['output_tokens'],
  outputText: ['output_text_tokens'],
  outputAudio: ['output_audio_tokens'],
  outputImage: ['output_image_tokens'],
} as const;
type CountKey = keyof typeof countNames;
const countKeys: readonly CountKey[] = [
  'requests',
  'input',
  'cached',
  'cacheWrite',
  'uncached',
  'text',
  'audio',
  'image',
  'cachedText',
  'cachedAudio',
  'cachedImage',
  'output',
  'outputText',
  'outputAudio',
  'outputImage',
];

const nameNames = { project: ['project_id'], user: ['user_id'], model: ['model'] } as const;
const nameKeys = ['project', 'user', 'model'] as const;

/** Columns that say again what others say. */
const repeatedColumns = ['start_time_iso', 'end_time_iso'];
const personalColumn = 'api_key_id';
const timeColumns = ['start_time', 'end_time', 'start_time_iso', 'end_time_iso'];

interface CompletionsColumns {
  readonly times: BucketTimeColumns;
  readonly counts: ReadonlyMap<CountKey, Column>;
  readonly names: ReadonlyMap<(typeof nameKeys)[number], Column>;
  readonly batch: Column | undefined;
  readonly tier: Column | undefined;
}

/**
 * OpenAI's completions usage export (Usage page, 24 columns in October 2025; also with a cache-write column). Rows
 * are buckets per project, user, key, model, batch and tier. `input_tokens` is inclusive: uncached + cached + cache
 * write, of every modality; `output_tokens` holds reasoning, which the export does not tell apart. Equal rows are
 * different usage and all count.
 */
export const openaiCompletionsPreset: TablePreset = {
  reads: 'table',
  grain: 'bucket',
  id: 'openai-completions',
  name: 'OpenAI completions usage (CSV export)',
  isTrace: false,
  detect,
  needsModel,
  rowReader,
};

/** An export that was not grouped by model has the column and leaves it empty. */
function needsModel(header: Header, sample: readonly Cells[]): boolean {
  if (isTimesOnly(header)) return false;
  const counts = findColumns(header, countNames, countKeys);
  const used = sample.filter((cells) => !areEmpty(cells, counts.values()));
  return isColumnEmpty(used, findColumnLoosely(header, ...nameNames.model));
}

/** A range without any use is exported as the four time columns alone. */
function isTimesOnly(header: Header): boolean {
  return (
    header.columns.length === timeColumns.length &&
    timeColumns.every((name) => findColumnLoosely(header, name) !== undefined)
  );
}

function detect(header: Header, sample: readonly Cells[]): Detection | undefined {
  if (isTimesOnly(header)) {
    return {
      confidence: 0.9,
      reason: "the four time columns alone, as OpenAI's usage export writes a range without use",
    };
  }
  const columns = findCompletionsColumns(header);
  if (columns === undefined) return undefined;
  const known = knownColumns(header, columns).size;
  const others = header.columns.length - known;
  const readable = sample.filter((cells) => isReadable(cells, columns)).length;
  const share = sample.length === 0 ? 1 : readable / sample.length;
  // 24 columns make the export; fewer are a grouped or older one.
  const completeness = Math.min(1, known / 24) * (1 - Math.min(0.5, others / 24));
  return {
    confidence: (0.6 + 0.39 * completeness) * (share >= 0.5 ? 1 : 0.5),
    reason: `${known} columns of OpenAI's completions usage export${others === 0 ? ', and no others' : ''}`,
  };
}

function isReadable(cells: Cells, columns: CompletionsColumns): boolean {
  if (!hasStart(cells, columns.times.start, columns.times.startIso)) return false;
  for (const column of columns.counts.values()) if (isProblem(readCount(cells[column.index] ?? ''))) return false;
  return true;
}

/**
 * The columns that the export cannot be without are its start, input and output, and its requests or second pair of
 * times, which hand-made tables lack.
 */
function findCompletionsColumns(header: Header): CompletionsColumns | undefined {
  const start = findColumnLoosely(header, 'start_time', 'start_time_iso');
  const counts = findColumns(header, countNames, countKeys);
  if (start === undefined || !counts.has('input') || !counts.has('output')) return undefined;
  if (!counts.has('requests') && findColumnLoosely(header, 'start_time_iso') === undefined) return undefined;
  return {
    times: {
      start,
      startIso: findColumnLoosely(header, 'start_time_iso'),
      end: findColumnLoosely(header, 'end_time'),
      endIso: findColumnLoosely(header, 'end_time_iso'),
    },
    counts,
    names: findColumns(header, nameNames, nameKeys),
    batch: findColumnLoosely(header, 'batch'),
    tier: findColumnLoosely(header, 'service_tier'),
  };
}

function knownColumns(header: Header, columns: CompletionsColumns): Set<number> {
  const known = new Set([columns.times.start.index]);
  for (const column of [
    columns.times.end,
    columns.times.endIso,
    columns.batch,
    columns.tier,
    ...columns.counts.values(),
    ...columns.names.values(),
  ]) {
    if (column !== undefined) known.add(column.index);
  }
  for (const name of [...repeatedColumns, personalColumn]) {
    const column = findColumnLoosely(header, name);
    if (column !== undefined) known.add(column.index);
  }
  return known;
}

function rowReader(header: Header, _options: unknown, file: string): Result<RowReader> {
  if (isTimesOnly(header)) {
    return success({ read: () => ({ kind: 'empty' }), knownColumns: new Set(header.columns.keys()), leftOut: [] });
  }
  const columns = findCompletionsColumns(header);
  if (columns === undefined) {
    return failure(
      'preset-mismatch',
      `${file} is not an OpenAI completions usage export: it lacks start_time, start_time_iso, input_tokens or output_tokens.`,
      { at: { file }, nextStep: 'Leave the preset out to have the format recognised, or give a mapping.' },
    );
  }
  return success({
    read: (cells) => readRow(cells, columns),
    knownColumns: knownColumns(header, columns),
    leftOut: findColumnLoosely(header, personalColumn) === undefined ? [] : [`${personalColumn} (personal data)`],
    plan: columnPlan(columns),
  });
}

/**
 * The same as `readRow` for the usual rows: every sum that the file states is in order, and there is some use. Whether modality
 * columns hold cache writes is asked of a row only, so a file with cache writes beside them is read as text.
 */
function columnPlan({ times, counts, names, batch, tier }: CompletionsColumns): ColumnPlan | undefined {
  const keys = countKeys.filter((key) => counts.has(key));
  /** Slots of the keys that the file has. */
  function slots(...some: readonly CountKey[]): readonly number[] {
    return some.flatMap((key) => (counts.has(key) ? [keys.indexOf(key)] : []));
  }
  function rest(kind: TokenKind, key: CountKey, ...less: readonly CountKey[]): readonly PlannedTokens[] {
    return slots(key).map((slot) => ({ kind, slot, less: slots(...less) }));
  }
  function sum(key: CountKey, ...parts: readonly CountKey[]): readonly { slot: number; parts: readonly number[] }[] {
    return slots(key).map((slot) => ({ slot, parts: slots(...parts) }));
  }
  if (counts.has('cacheWrite') && counts.has('text')) return undefined;
  const { start, end, endIso } = times;
  // Without its Unix end a bucket ends as its ISO column says.
  if (end === undefined && endIso !== undefined) return undefined;
  return {
    time: start.index,
    endTime: end?.index,
    timeFormat: 'auto',
    daysAreInstants: true,
    counts: keys.map((key) => ({ column: counts.get(key)?.index ?? 0, isNeeded: key !== 'requests' })),
    tokens: [
      ...rest('input', 'input', 'cached', 'cacheWrite', 'audio', 'image'),
      ...rest('cacheRead', 'cached', 'cachedAudio', 'cachedImage'),
      ...rest('output', 'output', 'outputAudio', 'outputImage'),
      ...rest('cacheWrite30m', 'cacheWrite'),
      ...rest('inputAudio', 'audio'),
      ...rest('inputImage', 'image'),
      ...rest('cacheReadAudio', 'cachedAudio'),
      ...rest('cacheReadImage', 'cachedImage'),
      ...rest('outputAudio', 'outputAudio'),
      ...rest('outputImage', 'outputImage'),
    ],
    stated: [
      ...sum('uncached', ...(counts.has('text') ? (['text', 'audio', 'image'] as const) : (['uncached'] as const))),
      ...(counts.has('uncached') ? sum('input', 'uncached', 'cached', 'cacheWrite') : []),
      ...(counts.has('cachedText') ? sum('cached', 'cachedText', 'cachedAudio', 'cachedImage') : []),
      ...(counts.has('outputText') ? sum('output', 'outputText', 'outputAudio', 'outputImage') : []),
    ],
    emptyWhenZero: slots('requests', 'input', 'output'),
    requests: slots('requests')[0],
    requestsWithout: { instant: 0, span: 0 },
    names: [...names].map(([dimension, { index }]) => ({ column: index, dimension })),
    serviceTier:
      batch === undefined && tier === undefined
        ? undefined
        : {
            columns: [batch, tier].flatMap((column) => (column === undefined ? [] : [column.index])),
            read: (texts) => usualTier(batch === undefined ? ['', ...texts] : texts),
          },
    constants: { provider: 'openai', model: '', serviceTier: 'standard' },
  };
}

/** The tier of the cells of `batch` and `service_tier`; undefined where something must be said about them. */
function usualTier([batch = '', tier = '']: readonly string[]): ServiceTier | undefined {
  if (/^true$/i.test(batch)) return 'batch';
  if (batch !== '' && !/^false$/i.test(batch)) return undefined;
  const read = readServiceTier(tier);
  return read.remark === undefined ? read.tier : undefined;
}

function readRow(cells: Cells, columns: CompletionsColumns): RowOutcome {
  const times = readBucketTimes(cells, columns.times);
  if (isRejection(times)) return times;
  if (areEmpty(cells, columns.counts.values()) && areEmpty(cells, columns.names.values())) return { kind: 'empty' };
  const counts = readCounts(cells, columns.counts);
  if (isRejection(counts)) return counts;
  const missing = (['input', 'output'] as const).find((key) => counts[key] === undefined);
  if (missing !== undefined) return { kind: 'reject', column: countNames[missing][0], reason: 'the count is missing' };
  const names = readNames(cells, columns.names);
  const tier = readTier(cells, columns);
  if (isRejection(tier)) return tier;
  if ((counts.requests ?? 0) === 0 && counts.input === 0 && counts.output === 0) return { kind: 'empty' };

  const { model = '', ...who } = names;
  return {
    kind: 'usage',
    draft: {
      ...times,
      provider: 'openai',
      model,
      serviceTier: tier.tier,
      requests: counts.requests ?? 0,
      names: who,
      remarks: tier.remarks,
      ...splitCounts(counts),
    },
  };
}

/** Spells out the export's convention: which totals contain which parts. */
function splitCounts(counts: Partial<Record<CountKey, number>>) {
  function part(key: CountKey): NamedCount {
    return { column: countNames[key][0], tokens: counts[key] ?? 0 };
  }
  const stated: StatedSum[] = [];
  if (counts.uncached !== undefined) {
    stated.push({ ...part('input'), parts: [part('uncached'), part('cached'), part('cacheWrite')] });
  }
  const modalities = (counts.text ?? 0) + (counts.audio ?? 0) + (counts.image ?? 0);
  // Whether the modality columns also hold cache writes is not documented; either way `input` stays what is left over.
  const holdsCacheWrites = modalities === (counts.uncached ?? 0) + (counts.cacheWrite ?? 0);
  if (counts.text !== undefined && counts.uncached !== undefined && !holdsCacheWrites) {
    stated.push({ ...part('uncached'), parts: [part('text'), part('audio'), part('image')] });
  }
  if (counts.cachedText !== undefined && counts.cached !== undefined) {
    stated.push({ ...part('cached'), parts: [part('cachedText'), part('cachedAudio'), part('cachedImage')] });
  }
  if (counts.outputText !== undefined) {
    stated.push({ ...part('output'), parts: [part('outputText'), part('outputAudio'), part('outputImage')] });
  }
  return {
    tokens: {
      cacheWrite30m: counts.cacheWrite ?? 0,
      inputAudio: counts.audio ?? 0,
      inputImage: counts.image ?? 0,
      cacheReadAudio: counts.cachedAudio ?? 0,
      cacheReadImage: counts.cachedImage ?? 0,
      outputAudio: counts.outputAudio ?? 0,
      outputImage: counts.outputImage ?? 0,
    },
    inclusive: [
      {
        ...part('input'),
        remainder: 'input' as const,
        parts: [part('cached'), part('cacheWrite'), part('audio'), part('image')],
      },
      { ...part('cached'), remainder: 'cacheRead' as const, parts: [part('cachedAudio'), part('cachedImage')] },
      { ...part('output'), remainder: 'output' as const, parts: [part('outputAudio'), part('outputImage')] },
    ],
    stated,
  };
}
