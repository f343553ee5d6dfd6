import type { ServiceTier } from '#shared/domain/usage.ts';
import { success, type Result } from '#shared/result.ts';
import { readServiceTier } from '../read/service-tier.ts';
import { readResponseUsage } from './api-response-usage.ts';
import {
  amountField,
  fieldOf,
  itemsOf,
  objectField,
  objectOf,
  readNameField,
  readTimeField,
  sampleObjects,
  textField,
  type JsonObject,
} from './json-values.ts';
import type { Detection, JsonPreset, JsonReader, PlacedOutcome, RowOutcome } from './preset.ts';
import { isRejection } from './row-cells.ts';

/**
 * Responses of APIs as programs log them, one a line: OpenAI's chat completions and responses (also OpenRouter's),
 * Anthropic's messages, Gemini's `usageMetadata`; bare, or inside an entry that adds the time; also the output files of
 * batch jobs. Which convention the counts follow is read from each response's own fields.
 */
export const apiResponsesPreset: JsonPreset = {
  reads: 'json',
  grain: 'request',
  id: 'api-responses',
  name: 'Logged API responses (OpenAI, Anthropic, Gemini; JSONL)',
  isTrace: false,
  detect,
  needsModel: (sample) => {
    const responses = sampleObjects(sample).flatMap((entry) => responseOf(entry) ?? []);
    return responses.length > 0 && responses.every((found) => modelOf(found) === '');
  },
  reader,
};

/** A response, and the entries around it from the innermost to the line itself. */
interface FoundResponse {
  readonly response: JsonObject;
  readonly around: readonly JsonObject[];
}

/** Fields in which logs keep a response, and in which batch jobs do. */
const wrappers = ['response', 'body', 'response_body', 'message', 'result', 'output', 'data', 'completion', 'payload'];
const maximumWrappers = 4;

function detect(sample: readonly unknown[]): Detection | undefined {
  const entries = sampleObjects(sample);
  const found = entries.flatMap((entry) => responseOf(entry) ?? []);
  const timed = found.filter((each) => timeHolder(each) !== undefined).length;
  if (timed === 0 || found.length < entries.length / 2) return undefined;
  return {
    confidence: 0.75,
    reason: `${found.length} of the first ${entries.length} values are API responses with usage and a time`,
  };
}

function responseOf(entry: JsonObject): FoundResponse | undefined {
  let level: readonly FoundResponse[] = [{ response: entry, around: [] }];
  for (let depth = 0; depth <= maximumWrappers; depth++) {
    const found = level.find(({ response }) => isResponse(response));
    if (found !== undefined) return found;
    level = level.flatMap(({ response, around }) =>
      wrappers.flatMap((name) => {
        const inner = objectField(response, name);
        return inner === undefined ? [] : [{ response: inner, around: [response, ...around] }];
      }),
    );
  }
  return undefined;
}

/** A response states its usage; what marks it as one are the fields of its API, not the counts alone. */
function isResponse(object: JsonObject): boolean {
  const metadata = objectField(object, 'usageMetadata', 'usage_metadata');
  if (metadata !== undefined) return fieldOf(metadata, 'promptTokenCount', 'prompt_token_count') !== undefined;
  const usage = objectField(object, 'usage');
  const counts = ['prompt_tokens', 'completion_tokens', 'input_tokens', 'output_tokens'];
  if (usage === undefined || counts.every((name) => fieldOf(usage, name) === undefined)) return false;
  return (
    ['id', 'object', 'model', 'choices', 'type', 'role'].filter((name) => fieldOf(object, name) !== undefined).length >=
    2
  );
}

const timeFields = [
  'timestamp',
  'time',
  'ts',
  'created',
  'created_at',
  'createTime',
  'create_time',
  'date',
  'datetime',
  'completed_at',
  'start_time',
  'startTime',
  'request_time',
  'logged_at',
  '@timestamp',
];

/** The innermost of the entries that has a time. */
function timeHolder({ response, around }: FoundResponse): JsonObject | undefined {
  return [response, ...around].find((object) => timeFields.some((name) => textField(object, name) !== ''));
}

function modelOf({ response, around }: FoundResponse): string {
  for (const object of [response, ...around]) {
    const model = textField(object, 'model', 'modelVersion', 'model_version');
    if (model !== '') return model;
  }
  return '';
}

function reader(): Result<JsonReader> {
  function* read(value: unknown): Generator<PlacedOutcome> {
    for (const { path, value: item } of itemsOf(value)) {
      const entry = objectOf(item);
      const found = entry === undefined ? undefined : responseOf(entry);
      yield { path, outcome: found === undefined ? { kind: 'empty' } : readResponse(found) };
    }
  }
  return success({ read, leftOut: ['content of requests and responses (prompts)'] });
}

function readResponse(found: FoundResponse): RowOutcome {
  const { response, around } = found;
  const usage = readResponseUsage(response, modelOf(found));
  if (isRejection(usage)) return usage;
  if (usage === undefined) return { kind: 'empty' };
  const holder = timeHolder(found);
  if (holder === undefined) {
    return { kind: 'reject', reason: 'neither the response nor the entry around it says when it was' };
  }
  const time = readTimeField(holder, ...timeFields);
  if (isRejection(time)) return time;
  const model = readNameField({ model: modelOf(found) }, 'model');
  const tier = tierOf(found);
  const billed = amountField(objectField(response, 'usage'), 'USD', 'cost');
  const id = textField(response, 'id', 'responseId', 'response_id') || textField(around[0], 'request_id');
  return {
    kind: 'usage',
    draft: {
      startMs: time.ms,
      endMs: time.ms,
      provider: usage.provider,
      model: model ?? '',
      serviceTier: tier.tier,
      ...(usage.residency === undefined ? {} : { residency: usage.residency }),
      requests: 1,
      tokens: usage.tokens,
      ...(usage.units === undefined ? {} : { units: usage.units }),
      inclusive: usage.inclusive,
      stated: [],
      names: {},
      ...(billed === undefined ? {} : { billed }),
      ...(id === '' ? {} : { key: `response:${id}` }),
      // A response that was logged while it streamed is logged again when it is whole.
      rank: Object.values(usage.tokens).reduce((sum, count) => sum + count, 0),
      remarks: [...usage.remarks, ...tier.remarks],
    },
  };
}

/** The tier of a response; a response in the output of a batch job was served by batch. */
function tierOf({ response, around }: FoundResponse): {
  readonly tier: ServiceTier;
  readonly remarks: readonly string[];
} {
  if (around.some((entry) => fieldOf(entry, 'custom_id') !== undefined)) return { tier: 'batch', remarks: [] };
  const usage = objectField(response, 'usage');
  if (textField(usage, 'speed').toLowerCase() === 'fast') return { tier: 'fast', remarks: [] };
  const { tier, remark } = readServiceTier(textField(response, 'service_tier') || textField(usage, 'service_tier'));
  return { tier, remarks: remark === undefined ? [] : [remark] };
}
