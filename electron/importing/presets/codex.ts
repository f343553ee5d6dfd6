import { success } from '#shared/result.ts';
import { readServiceTier } from '../read/service-tier.ts';
import {
  fieldOf,
  folderName,
  itemsOf,
  objectField,
  objectOf,
  readCountFields,
  readTimeField,
  sampleObjects,
  textField,
  type JsonObject,
} from './json-values.ts';
import type {
  Detection,
  JsonPlace,
  JsonPreset,
  JsonReader,
  NamedCount,
  PlacedOutcome,
  RowOutcome,
  UsageDraft,
} from './preset.ts';
import { isRejection } from './row-cells.ts';

/**
 * Codex's session logs, `rollout-….jsonl`. Each `token_count` event states the session's totals so far, again and
 * again: a request is the difference between two totals that differ. Input holds the cached part, output the
 * reasoning. The model is that of the last `turn_context`.
 */
export const codexPreset: JsonPreset = {
  reads: 'json',
  grain: 'request',
  id: 'codex',
  name: 'Codex session logs (rollout JSONL)',
  isTrace: false,
  detect,
  needsModel,
  reader: () => success(createReader()),
};

function detect(sample: readonly unknown[]): Detection | undefined {
  const lines = sampleObjects(sample);
  const counts = lines.filter((line) => isTokenCount(line)).length;
  if (counts > 0) {
    return {
      confidence: 0.97,
      reason: `${counts} token_count events among the first ${lines.length} lines, as Codex writes them into its session logs`,
    };
  }
  const entries = lines.filter(isRolloutEntry).length;
  if (entries === 0 || entries < lines.length / 2) return undefined;
  return {
    confidence: 0.7,
    reason: `${entries} of the first ${lines.length} lines are entries of a Codex session, none of them a token count yet`,
  };
}

function isTokenCount(line: JsonObject): boolean {
  return textField(line, 'type') === 'event_msg' && textField(objectField(line, 'payload'), 'type') === 'token_count';
}

function isRolloutEntry(line: JsonObject): boolean {
  return (
    ['session_meta', 'turn_context', 'response_item', 'event_msg', 'compacted'].includes(textField(line, 'type')) &&
    objectField(line, 'payload') !== undefined
  );
}

/** Sessions of September 2025 name no model. */
function needsModel(sample: readonly unknown[]): boolean {
  const lines = sampleObjects(sample);
  const first = lines.findIndex((line) => isTokenCount(line) && infoOf(line) !== undefined);
  return first !== -1 && !lines.slice(0, first + 1).some((line) => modelOf(line) !== '');
}

function infoOf(line: JsonObject): JsonObject | undefined {
  return objectField(objectField(line, 'payload'), 'info');
}

function modelOf(line: JsonObject): string {
  const payload = objectField(line, 'payload');
  return textField(payload, 'model') || textField(objectField(payload, 'info'), 'model', 'model_name');
}

const usageFields = {
  input: ['input_tokens'],
  cached: ['cached_input_tokens', 'cache_read_input_tokens'],
  written: ['cache_write_input_tokens', 'cache_creation_input_tokens'],
  output: ['output_tokens'],
  reasoning: ['reasoning_output_tokens'],
} as const;
type UsageKey = keyof typeof usageFields;
const usageKeys = ['input', 'cached', 'written', 'output', 'reasoning'] as const satisfies readonly UsageKey[];
type Usage = Readonly<Record<UsageKey, number>>;

const nothing: Usage = { input: 0, cached: 0, written: 0, output: 0, reasoning: 0 };

/** What is known of a session so far. */
interface Session {
  model: string;
  provider: string;
  conversation: string;
  project: string;
  tier: string;
  /** True when the session goes on from another's totals. */
  isFork: boolean;
  totals: Usage | undefined;
}

function newSession(): Session {
  return {
    model: '',
    provider: 'openai',
    conversation: '',
    project: '',
    tier: '',
    isFork: false,
    totals: undefined,
  };
}

function createReader(): JsonReader {
  let session = newSession();
  let file: string | undefined;

  function* read(value: unknown, place: JsonPlace): Generator<PlacedOutcome> {
    if (place.file !== file) session = newSession();
    file = place.file;
    for (const item of itemsOf(value)) {
      const line = objectOf(item.value);
      yield { path: item.path, outcome: line === undefined ? { kind: 'empty' } : readLine(line, session) };
    }
  }

  return { read, leftOut: ['payload of messages (prompts)'] };
}

function readLine(line: JsonObject, session: Session): RowOutcome {
  learn(line, session);
  if (!isTokenCount(line)) return { kind: 'empty' };
  const info = infoOf(line);
  // Without `info` the event speaks of rate limits only.
  if (info === undefined) return { kind: 'empty' };
  const totals = readUsage(info, 'total_token_usage');
  if (isRejection(totals)) return totals;
  const last = readUsage(info, 'last_token_usage');
  if (isRejection(last)) return last;
  const used = usedSince(session, totals, last);
  if (totals !== undefined) session.totals = totals;
  if (used === undefined || usageKeys.every((key) => used[key] === 0)) return { kind: 'empty' };
  const time = readTimeField(line, 'timestamp');
  if (isRejection(time)) return time;
  return { kind: 'usage', draft: draftOf(time.ms, used, totals ?? used, session) };
}

/** Takes from a line what later lines of its session need. */
function learn(line: JsonObject, session: Session): void {
  const type = textField(line, 'type');
  const payload = objectField(line, 'payload');
  if (type === 'session_meta') {
    const id = textField(payload, 'id', 'session_id');
    session.isFork ||= fieldOf(payload, 'forked_from_id', 'forked_from', 'parent_thread_id') !== undefined;
    // A fork repeats the lines of the session it came from, whose name is not its own; else another name is another
    // session in the same file, which counts from nothing.
    if (session.conversation !== '' && id !== session.conversation && !session.isFork) session.totals = undefined;
    if (session.conversation === '' || !session.isFork) session.conversation = id || session.conversation;
    session.provider = textField(payload, 'model_provider').toLowerCase() || session.provider;
  }
  if (type === 'session_meta' || type === 'turn_context') {
    session.project = folderName(textField(payload, 'cwd')) || session.project;
    session.tier = textField(payload, 'service_tier') || session.tier;
  }
  const namesModel = type === 'session_meta' || type === 'turn_context' || isTokenCount(line);
  if (namesModel) session.model = modelOf(line) || session.model;
}

function readUsage(info: JsonObject, name: string) {
  const usage = objectField(info, name);
  if (usage === undefined) return undefined;
  const counts = readCountFields(usage, usageFields);
  return isRejection(counts) ? counts : { ...nothing, ...counts };
}

/**
 * What was used since the totals before: their difference. Totals that fall belong to counters that began anew; then,
 * as at the beginning of a fork, the event's own `last_token_usage` counts.
 */
function usedSince(session: Session, totals: Usage | undefined, last: Usage | undefined): Usage | undefined {
  if (totals === undefined) return last;
  const before = session.totals;
  if (before === undefined) return session.isFork && last !== undefined ? last : totals;
  const difference = (key: UsageKey): number => totals[key] - before[key];
  if (usageKeys.some((key) => difference(key) < 0)) return last ?? totals;
  return {
    input: difference('input'),
    cached: difference('cached'),
    written: difference('written'),
    output: difference('output'),
    reasoning: difference('reasoning'),
  };
}

function draftOf(ms: number, used: Usage, totals: Usage, session: Session): UsageDraft {
  const { tier, remark } = readServiceTier(session.tier);
  const part = (key: UsageKey): NamedCount => ({ column: usageFields[key][0], tokens: used[key] });
  // More reasoning than output cannot be inside it.
  const isReasoningApart = used.reasoning > used.output;
  return {
    startMs: ms,
    endMs: ms,
    provider: session.provider,
    model: session.model,
    serviceTier: tier,
    requests: 1,
    tokens: { cacheRead: used.cached, cacheWrite30m: used.written, reasoning: used.reasoning },
    inclusive: [
      { ...part('input'), remainder: 'input', parts: [part('cached'), part('written')] },
      { ...part('output'), remainder: 'output', parts: isReasoningApart ? [] : [part('reasoning')] },
    ],
    // The total is not checked: whether it holds the reasoning a second time differs from version to version.
    stated: [],
    names: {
      ...(session.project === '' ? {} : { project: session.project }),
      ...(session.conversation === '' ? {} : { conversation: session.conversation }),
    },
    // Copies of a line, in the file of a session that goes on from this one, state the same totals at the same time.
    key: `codex:${ms}:${usageKeys.map((key) => totals[key]).join(':')}`,
    remarks: [
      ...(remark === undefined ? [] : [remark]),
      ...(isReasoningApart ? ['reasoning_output_tokens is more than output_tokens and was counted beside it'] : []),
    ],
  };
}
