import type { ServiceTier } from '#shared/domain/usage.ts';
import { success } from '#shared/result.ts';
import { readServiceTier } from '../read/service-tier.ts';
import { isNothing, readAnthropicUsage } from './anthropic-usage.ts';
import {
  amountField,
  fieldOf,
  folderName,
  itemsOf,
  objectField,
  objectOf,
  readNameField,
  readTimeField,
  sampleObjects,
  textField,
  type JsonObject,
} from './json-values.ts';
import type { Detection, JsonPlace, JsonPreset, JsonReader, PlacedOutcome, RowOutcome } from './preset.ts';
import { makerOf } from './provider-names.ts';
import { isRejection } from './row-cells.ts';

/**
 * Claude Code's session logs, `projects/<folder>/<session>.jsonl`. One API call is written as several lines (one for
 * each content block or streaming step) of one message id: the line with the most output is the whole of it. Resumed
 * sessions copy lines into new files, so calls are told apart across files; sub-agents' lines (`isSidechain`) are
 * spend like any other.
 */
export const claudeCodePreset: JsonPreset = {
  reads: 'json',
  grain: 'request',
  id: 'claude-code',
  name: 'Claude Code session logs (JSONL)',
  isTrace: false,
  detect,
  needsModel: () => false,
  reader: () => success(createReader()),
};

/** Fields that Claude Code writes beside a message and a bare API response lacks. */
const sessionFields = ['sessionId', 'requestId', 'uuid', 'parentUuid', 'isSidechain', 'costUSD', 'version', 'cwd'];

function detect(sample: readonly unknown[]): Detection | undefined {
  const lines = sampleObjects(sample);
  const calls = lines.filter((line) => callOf(line) !== undefined).length;
  if (calls > 0) {
    return {
      confidence: 0.97,
      reason: `${calls} of the first ${lines.length} lines hold message.usage beside a session's fields, as Claude Code logs calls`,
    };
  }
  const entries = lines.filter(isSessionEntry).length;
  if (entries === 0 || entries < lines.length / 2) return undefined;
  return {
    confidence: 0.7,
    reason: `${entries} of the first ${lines.length} lines are entries of a Claude Code session, none of them a call yet`,
  };
}

/** An entry that is not a call: what the user typed, a summary, a snapshot. */
function isSessionEntry(line: JsonObject): boolean {
  const type = textField(line, 'type');
  if (type === 'summary') return fieldOf(line, 'leafUuid') !== undefined;
  if (type === 'file-history-snapshot' || type === 'queue-operation') return true;
  return (
    ['user', 'assistant', 'system', 'progress', 'attachment'].includes(type) &&
    fieldOf(line, 'sessionId') !== undefined &&
    fieldOf(line, 'uuid') !== undefined
  );
}

interface Call {
  /** The entry that holds the session's fields. */
  readonly entry: JsonObject;
  readonly message: JsonObject;
  readonly usage: JsonObject;
  readonly requestId: string;
}

/** The API call of a line; of a progress line the sub-agent's call that it reports. */
function callOf(line: JsonObject): Call | undefined {
  const inner = textField(line, 'type') === 'progress' ? objectField(objectField(line, 'data'), 'message') : undefined;
  const holder = inner ?? line;
  const message = objectField(holder, 'message');
  const usage = objectField(message, 'usage');
  if (message === undefined || usage === undefined) return undefined;
  if (fieldOf(usage, 'input_tokens') === undefined && fieldOf(usage, 'output_tokens') === undefined) return undefined;
  if (!sessionFields.some((name) => fieldOf(line, name) !== undefined)) return undefined;
  return { entry: line, message, usage, requestId: textField(holder, 'requestId') || textField(line, 'requestId') };
}

function createReader(): JsonReader {
  /** Keys by message id, of one file: lines of a call may lack the request id that others of it have. */
  let keys = new Map<string, string>();
  let file: string | undefined;

  function* read(value: unknown, place: JsonPlace): Generator<PlacedOutcome> {
    if (place.file !== file) keys = new Map();
    file = place.file;
    for (const item of itemsOf(value)) {
      const line = objectOf(item.value);
      const call = line === undefined ? undefined : callOf(line);
      yield { path: item.path, outcome: call === undefined ? { kind: 'empty' } : readCall(call, keys) };
    }
  }

  return { read, leftOut: ['message.content (prompts)'] };
}

function readCall(call: Call, keys: Map<string, string>): RowOutcome {
  const { entry, message, requestId } = call;
  const model = readNameField(message, 'model');
  // Written by the tool itself, for an error or an interruption: no model was called.
  if (model === '<synthetic>') return { kind: 'empty' };
  const usage = readAnthropicUsage(call.usage);
  if (isRejection(usage)) return usage;
  if (isNothing(usage)) return { kind: 'empty' };
  const time = readTimeField(entry, 'timestamp');
  if (isRejection(time)) return time;
  const conversation = readNameField(entry, 'sessionId', 'session_id');
  const tier = readTier(call.usage);
  const project = folderName(textField(entry, 'cwd'));
  const billed = amountField(entry, 'USD', 'costUSD');
  const name = modelName(model ?? '');
  return {
    kind: 'usage',
    draft: {
      startMs: time.ms,
      endMs: time.ms,
      ...name,
      serviceTier: tier.tier,
      ...(usage.residency === undefined ? {} : { residency: usage.residency }),
      requests: 1,
      tokens: usage.tokens,
      ...(usage.units === undefined ? {} : { units: usage.units }),
      inclusive: [],
      stated: [],
      names: {
        ...(project === '' ? {} : { project }),
        ...(conversation === undefined ? {} : { conversation }),
      },
      ...(billed === undefined ? {} : { billed }),
      ...keyOf(textField(message, 'id'), requestId, textField(entry, 'uuid'), keys),
      rank: usage.tokens.output ?? 0,
      remarks: [...usage.remarks, ...tier.remarks],
    },
  };
}

/**
 * The key of a call: message id and request id, or the message id alone where no line so far gave a request id. A line
 * without a message id is its own.
 */
function keyOf(id: string, requestId: string, uuid: string, keys: Map<string, string>): { readonly key?: string } {
  if (id === '') {
    const own = requestId || uuid;
    return own === '' ? {} : { key: `claude-code:${own}` };
  }
  const known = keys.get(id);
  const alone = `claude-code:${id}`;
  if (requestId === '' || known === alone) {
    const key = known ?? alone;
    keys.set(id, key);
    return { key };
  }
  const key = `${alone}:${requestId}`;
  if (known === undefined) keys.set(id, key);
  return { key };
}

function readTier(usage: JsonObject): {
  readonly tier: ServiceTier;
  readonly remarks: readonly string[];
} {
  if (textField(usage, 'speed').toLowerCase() === 'fast') return { tier: 'fast', remarks: [] };
  const { tier, remark } = readServiceTier(textField(usage, 'service_tier'));
  return { tier, remarks: remark === undefined ? [] : [remark] };
}

/** Model and provider: Claude Code also runs on Bedrock, Vertex AI and gateways, and the model's name shows it. */
function modelName(model: string): { readonly provider: string; readonly model: string } {
  // An ARN holds an account id: the model is what stands behind it.
  const name = model.startsWith('arn:') ? model.slice(model.lastIndexOf('/') + 1) : model;
  if (model.startsWith('arn:aws') || /^((us|eu|apac|jp|au|global|us-gov)\.)?anthropic\./.test(name)) {
    return { provider: 'aws', model: name };
  }
  if (/^claude-[a-z0-9.-]+@\d{8}$/.test(name)) return { provider: 'google', model: name };
  return { provider: makerOf(name), model: name };
}
