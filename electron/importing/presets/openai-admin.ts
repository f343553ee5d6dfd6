import type { ImportOptions } from '#shared/domain/importing.ts';
import { success, type Result } from '#shared/result.ts';
import { quoteCell } from '../read/cells.ts';
import {
  fieldOf,
  itemsOf,
  objectField,
  objectOf,
  objectsOf,
  scalarText,
  textField,
  type JsonObject,
} from './json-values.ts';
import { createObjectRows, type ReadObjectRow } from './object-rows.ts';
import { openaiCompletionsPreset } from './openai-completions.ts';
import { openaiCostsPreset } from './openai-costs.ts';
import { openaiOtherUsagePreset } from './openai-other-usage.ts';
import type { Detection, JsonPreset, JsonReader, PlacedOutcome, RowOutcome, TablePreset } from './preset.ts';

/**
 * Pages of OpenAI's administration API: `/v1/organization/usage/…` and `/v1/organization/costs`, one or several, also as
 * single buckets. A result has the fields that the CSV exports have as columns, so the presets of the exports read it.
 */
export const openaiAdminPreset: JsonPreset = {
  reads: 'json',
  grain: 'bucket',
  id: 'openai-admin',
  name: 'OpenAI usage and costs (administration API, JSON)',
  isTrace: false,
  detect,
  needsModel,
  reader,
};

/** One result with the bucket that it is of. */
interface BucketResult {
  readonly path: string;
  readonly bucket: JsonObject;
  readonly result: JsonObject;
}

function detect(sample: readonly unknown[]): Detection | undefined {
  const buckets = sample.flatMap((value) => bucketsOf(value));
  const results = buckets.flatMap(({ path, bucket }) => resultsOf(bucket, path));
  const kinds = new Set(results.flatMap(({ result }) => kindOf(result)?.name ?? []));
  if (kinds.size > 0) {
    return {
      confidence: 0.97,
      reason: `buckets with results of OpenAI's administration API: ${[...kinds].join(', ')}`,
    };
  }
  if (buckets.length === 0 || results.length > 0) return undefined;
  return { confidence: 0.6, reason: "buckets of OpenAI's administration API, all of the first empty" };
}

/** Buckets of a page, of several pages in an array, or a bucket by itself. */
function bucketsOf(value: unknown): readonly { readonly path: string; readonly bucket: JsonObject }[] {
  return itemsOf(value).flatMap(({ path, value: item }) => {
    const object = objectOf(item);
    if (object === undefined) return [];
    if (isBucket(object)) return [{ path, bucket: object }];
    const place = path === '' ? '$' : path;
    return objectsOf(fieldOf(object, 'data')).flatMap((bucket, index) =>
      isBucket(bucket) ? [{ path: `${place}.data[${index}]`, bucket }] : [],
    );
  });
}

function isBucket(object: JsonObject): boolean {
  return fieldOf(object, 'start_time') !== undefined && Array.isArray(fieldOf(object, 'results', 'result'));
}

function resultsOf(bucket: JsonObject, path: string): readonly BucketResult[] {
  return objectsOf(fieldOf(bucket, 'results', 'result')).map((result, index) => ({
    path: `${path === '' ? '$' : path}.results[${index}]`,
    bucket,
    result,
  }));
}

/** What a result counts, and the preset of the export that has the same columns. */
interface ResultKind {
  readonly name: string;
  readonly preset: TablePreset;
  /** Columns by which the export's preset tells kinds apart that the API tells apart by name. */
  readonly marks: readonly string[];
}

const usageKinds: ReadonlyMap<string, ResultKind> = new Map(
  [
    { name: 'completions', preset: openaiCompletionsPreset, marks: [] },
    { name: 'embeddings', preset: openaiOtherUsagePreset, marks: [] },
    { name: 'moderations', preset: openaiOtherUsagePreset, marks: [] },
    { name: 'images', preset: openaiOtherUsagePreset, marks: [] },
    { name: 'audio_speeches', preset: openaiOtherUsagePreset, marks: [] },
    { name: 'audio_transcriptions', preset: openaiOtherUsagePreset, marks: [] },
    { name: 'vector_stores', preset: openaiOtherUsagePreset, marks: [] },
    { name: 'code_interpreter_sessions', preset: openaiOtherUsagePreset, marks: [] },
    { name: 'file_search_calls', preset: openaiOtherUsagePreset, marks: ['vector_store_id'] },
    { name: 'web_search_calls', preset: openaiOtherUsagePreset, marks: ['context_level'] },
  ].map((kind) => [kind.name, kind]),
);
const costs: ResultKind = { name: 'costs', preset: openaiCostsPreset, marks: [] };

/** The kind of a result by its `object`, else by its fields; undefined for one that is not known. */
function kindOf(result: JsonObject): ResultKind | undefined {
  const object = textField(result, 'object');
  if (object === 'organization.costs.result') return costs;
  const named = /^organization\.usage\.(\w+)\.result$/.exec(object)?.[1];
  if (named !== undefined) return usageKinds.get(named);
  if (object !== '') return undefined;
  if (objectField(result, 'amount') !== undefined && fieldOf(result, 'token_type', 'cost_type') === undefined) {
    return costs;
  }
  return fieldOf(result, 'num_model_requests') !== undefined && fieldOf(result, 'output_tokens') !== undefined
    ? usageKinds.get('completions')
    : undefined;
}

function needsModel(sample: readonly unknown[]): boolean {
  const completions = sample
    .flatMap((value) => bucketsOf(value))
    .flatMap(({ bucket, path }) => resultsOf(bucket, path))
    .filter(({ result }) => kindOf(result)?.name === 'completions');
  return completions.length > 0 && completions.every(({ result }) => textField(result, 'model') === '');
}

function reader(options: ImportOptions, file: string): Result<JsonReader> {
  const readRow = createObjectRows(options, file);

  function* read(value: unknown): Generator<PlacedOutcome> {
    const buckets = bucketsOf(value);
    if (buckets.length === 0) yield { path: '', outcome: { kind: 'empty' } };
    for (const { path, bucket } of buckets) {
      const results = resultsOf(bucket, path);
      if (results.length === 0) yield { path, outcome: { kind: 'empty' } };
      for (const each of results) yield { path: each.path, outcome: readResult(each, readRow) };
    }
  }

  return success({ read, leftOut: ['api_key_id (personal data)'] });
}

function readResult({ bucket, result }: BucketResult, readRow: ReadObjectRow): RowOutcome {
  const kind = kindOf(result);
  if (kind !== undefined) return readRow(kind.preset, rowOf(bucket, result, kind));
  const object = textField(result, 'object');
  const reason = object === '' ? 'it is no result that is known' : `results of ${quoteCell(object)} are not known`;
  return { kind: 'reject', column: 'object', reason };
}

/** A result as the row of an export: its fields, the bucket's times, and the amount's parts. */
function rowOf(bucket: JsonObject, result: JsonObject, kind: ResultKind): ReadonlyMap<string, string> {
  const row = new Map([
    ['start_time', textField(bucket, 'start_time')],
    ['end_time', textField(bucket, 'end_time') || textField(bucket, 'start_time')],
    ['start_time_iso', textField(bucket, 'start_time_iso')],
  ]);
  for (const mark of kind.marks) row.set(mark, '');
  const amount = objectField(result, 'amount');
  if (amount !== undefined) {
    row.set('amount_value', textField(amount, 'value'));
    row.set('amount_currency', textField(amount, 'currency') || 'usd');
  }
  for (const [name, value] of Object.entries(result)) {
    if (name !== 'object' && name !== 'amount') row.set(name, scalarText(value));
  }
  return row;
}
