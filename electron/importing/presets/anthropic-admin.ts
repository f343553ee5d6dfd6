import type { ImportOptions } from '#shared/domain/importing.ts';
import { success, type Result } from '#shared/result.ts';
import { msPerDay } from '#shared/time.ts';
import { quoteCell } from '../read/cells.ts';
import { parseDecimal } from '../read/decimals.ts';
import { readServiceTier } from '../read/service-tier.ts';
import { plainName } from './bill-lines.ts';
import { isNothing, readAnthropicUsage } from './anthropic-usage.ts';
import {
  fieldOf,
  itemsOf,
  objectField,
  objectOf,
  objectsOf,
  readCountFields,
  readNameField,
  readTimeField,
  textField,
  type JsonObject,
} from './json-values.ts';
import type { Detection, JsonPreset, JsonReader, PlacedOutcome, RowOutcome } from './preset.ts';
import { isRejection } from './row-cells.ts';

/**
 * Pages of Anthropic's administration API: `usage_report/messages`, `usage_report/claude_code` and `cost_report`, one or
 * several, also as single buckets. Token counts never overlap; `amount` is a decimal number of CENTS as text. No report
 * counts requests.
 */
export const anthropicAdminPreset: JsonPreset = {
  reads: 'json',
  grain: 'bucket',
  id: 'anthropic-admin',
  name: 'Anthropic usage and cost reports (administration API, JSON)',
  isTrace: false,
  detect,
  needsModel,
  reader,
};

interface BucketResult {
  readonly path: string;
  readonly bucket: JsonObject;
  readonly result: JsonObject;
}

type ResultKind = 'usage' | 'cost' | 'claude-code';

function detect(sample: readonly unknown[]): Detection | undefined {
  const results = sample.flatMap(resultsOf);
  const kinds = new Set(results.flatMap(({ result }) => kindOf(result) ?? []));
  if (kinds.size > 0) {
    return { confidence: 0.97, reason: `results of Anthropic's ${[...kinds].join(' and ')} report` };
  }
  const buckets = sample.flatMap((value) => bucketsOf(value));
  if (buckets.length === 0 || results.length > 0) return undefined;
  return { confidence: 0.55, reason: "buckets of Anthropic's administration API, all of the first empty" };
}

/** Buckets, and entries of the Claude Code report, which stand where buckets do. */
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
  const isReportBucket = fieldOf(object, 'starting_at') !== undefined && Array.isArray(fieldOf(object, 'results'));
  return isReportBucket || (fieldOf(object, 'date') !== undefined && Array.isArray(fieldOf(object, 'model_breakdown')));
}

function resultsOf(value: unknown): readonly BucketResult[] {
  return bucketsOf(value).flatMap(({ path, bucket }) =>
    (['results', 'model_breakdown'] as const).flatMap((name) =>
      objectsOf(fieldOf(bucket, name)).map((result, index) => ({
        path: `${path === '' ? '$' : path}.${name}[${index}]`,
        bucket,
        result,
      })),
    ),
  );
}

function kindOf(result: JsonObject): ResultKind | undefined {
  if (objectField(result, 'tokens') !== undefined) return 'claude-code';
  if (fieldOf(result, 'uncached_input_tokens', 'cache_read_input_tokens') !== undefined) return 'usage';
  const isCost = fieldOf(result, 'amount') !== undefined && objectOf(fieldOf(result, 'amount')) === undefined;
  return isCost && fieldOf(result, 'currency') !== undefined ? 'cost' : undefined;
}

function needsModel(sample: readonly unknown[]): boolean {
  const usage = sample.flatMap(resultsOf).filter(({ result }) => kindOf(result) === 'usage');
  return usage.length > 0 && usage.every(({ result }) => textField(result, 'model') === '');
}

function reader({ keepPersonalData = false }: ImportOptions): Result<JsonReader> {
  function* read(value: unknown): Generator<PlacedOutcome> {
    const results = resultsOf(value);
    // Buckets of days without use, or a page without buckets.
    if (results.length === 0) yield { path: '', outcome: { kind: 'empty' } };
    for (const { path, bucket, result } of results)
      yield { path, outcome: readResult(bucket, result, keepPersonalData) };
  }
  return success({
    read,
    leftOut: [
      ...(keepPersonalData ? [] : ['api_key_id and actor (personal data)']),
      'estimated_cost (an estimate, not a bill)',
    ],
  });
}

function readResult(bucket: JsonObject, result: JsonObject, keepPersonalData: boolean): RowOutcome {
  switch (kindOf(result)) {
    case 'usage':
      return readUsage(bucket, result, keepPersonalData ? textField(result, 'api_key_id') : '');
    case 'cost':
      return readCost(bucket, result);
    case 'claude-code':
      return readClaudeCode(bucket, result, keepPersonalData ? actorOf(bucket) : '');
    case undefined:
      return { kind: 'reject', reason: 'it is neither a usage nor a cost result' };
  }
}

function readTimes(bucket: JsonObject) {
  const start = readTimeField(bucket, 'starting_at');
  if (isRejection(start)) return start;
  const end = fieldOf(bucket, 'ending_at') === undefined ? start : readTimeField(bucket, 'ending_at');
  if (isRejection(end)) return end;
  return { startMs: start.ms, endMs: end.ms };
}

function readNames(result: JsonObject) {
  const model = readNameField(result, 'model');
  const project = readNameField(result, 'workspace_id', 'workspace_name');
  return { model: model ?? '', project };
}

function readUsage(bucket: JsonObject, result: JsonObject, user: string): RowOutcome {
  const times = readTimes(bucket);
  if (isRejection(times)) return times;
  const usage = readAnthropicUsage(result);
  if (isRejection(usage)) return usage;
  if (isNothing(usage)) return { kind: 'empty' };
  const names = readNames(result);
  const isFast = textField(result, 'speed').toLowerCase() === 'fast';
  const { tier, remark } = readServiceTier(isFast ? '' : textField(result, 'service_tier'));
  return {
    kind: 'usage',
    draft: {
      ...times,
      provider: 'anthropic',
      model: names.model,
      serviceTier: isFast ? 'fast' : tier,
      ...(usage.residency === undefined ? {} : { residency: usage.residency }),
      requests: 0,
      tokens: usage.tokens,
      ...(usage.units === undefined ? {} : { units: usage.units }),
      inclusive: [],
      stated: [],
      names: {
        ...(names.project === undefined ? {} : { project: names.project }),
        ...(user === '' ? {} : { user }),
      },
      remarks: [...usage.remarks, ...(remark === undefined ? [] : [remark]), ...longContext(result)],
    },
  };
}

/** A bucket does not say how long each prompt was, so its tokens cannot be priced at the long-context rate by size. */
function longContext(result: JsonObject): readonly string[] {
  return /^200k\s*[-–]\s*1m$/i.test(textField(result, 'context_window').trim())
    ? ['the bucket is of prompts above 200k tokens, but not how many: it may be priced below the long-context rate']
    : [];
}

function readCost(bucket: JsonObject, result: JsonObject): RowOutcome {
  const times = readTimes(bucket);
  if (isRejection(times)) return times;
  const names = readNames(result);
  const text = textField(result, 'amount').trim();
  const cents = parseDecimal(text);
  if (cents === undefined) {
    return { kind: 'reject', column: 'amount', reason: `${quoteCell(text)} is not an amount of money` };
  }
  const line = textField(result, 'description') || textField(result, 'token_type') || textField(result, 'cost_type');
  return {
    kind: 'charge',
    charge: {
      ...times,
      provider: 'anthropic',
      model: names.model,
      line: plainName(line),
      project: names.project,
      category: cents.digits < 0n ? 'credit' : 'usage',
      billed: {
        decimal: `${cents.digits}e${cents.exponent - 2}`,
        currency: textField(result, 'currency').trim().toUpperCase() || 'USD',
        column: 'amount',
      },
      remarks: [],
    },
  };
}

const claudeCodeFields = {
  input: ['input'],
  output: ['output'],
  cacheRead: ['cache_read'],
  cacheWrite5m: ['cache_creation'],
} as const;

/** Who a developer's day was of. */
function actorOf(bucket: JsonObject): string {
  return textField(objectField(bucket, 'actor'), 'email_address', 'api_key_name');
}

/** A developer's day in the Claude Code report. */
function readClaudeCode(bucket: JsonObject, result: JsonObject, user: string): RowOutcome {
  const day = readTimeField(bucket, 'date');
  if (isRejection(day)) return day;
  const tokens = readCountFields(objectField(result, 'tokens'), claudeCodeFields);
  if (isRejection(tokens)) return tokens;
  if (isNothing({ tokens })) return { kind: 'empty' };
  const model = readNameField(result, 'model');
  return {
    kind: 'usage',
    draft: {
      startMs: day.ms,
      endMs: day.ms + msPerDay,
      provider: 'anthropic',
      model: model ?? '',
      serviceTier: 'standard',
      requests: 0,
      tokens,
      inclusive: [],
      stated: [],
      names: { task: 'claude-code', ...(user === '' ? {} : { user }) },
      remarks: [],
    },
  };
}
