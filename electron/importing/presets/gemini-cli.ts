import { success, type Result } from '#shared/result.ts';
import { readGeminiUsage } from './gemini-usage.ts';
import {
  fieldOf,
  itemsOf,
  objectField,
  objectOf,
  objectsOf,
  readNameField,
  readTimeField,
  textField,
  type JsonObject,
} from './json-values.ts';
import type { Detection, JsonPlace, JsonPreset, JsonReader, PlacedOutcome, RowOutcome } from './preset.ts';
import { isRejection } from './row-cells.ts';

/**
 * Gemini CLI's chats: a document with `messages`, or JSONL of messages behind a line that names the session. Messages of
 * the model hold `tokens`: input with the cached part, output, and beside them thoughts and the prompts of tool use. A
 * message that is written again counts once.
 */
export const geminiCliPreset: JsonPreset = {
  reads: 'json',
  grain: 'request',
  id: 'gemini-cli',
  name: 'Gemini CLI chats (JSON and JSONL)',
  isTrace: false,
  detect,
  needsModel: () => false,
  reader,
};

interface PlacedMessage {
  readonly path: string;
  readonly message: JsonObject;
}

function detect(sample: readonly unknown[]): Detection | undefined {
  const messages = sample.flatMap(messagesOf).filter(({ message }) => tokensOf(message) !== undefined).length;
  if (messages > 0) {
    return {
      confidence: 0.96,
      reason: `${messages} messages with tokens of input, output, cached and thoughts, as Gemini CLI keeps chats`,
    };
  }
  const isSession = sample.some((value) => {
    const object = objectOf(value);
    return fieldOf(object, 'sessionId') !== undefined && fieldOf(object, 'projectHash') !== undefined;
  });
  return isSession
    ? { confidence: 0.7, reason: 'the session of a Gemini CLI chat, without token counts so far' }
    : undefined;
}

/** The counts of a message of the model. */
function tokensOf(message: JsonObject): JsonObject | undefined {
  const tokens = objectField(message, 'tokens');
  const isCount = ['input', 'output', 'total'].every((name) => fieldOf(tokens, name) !== undefined);
  return isCount && fieldOf(message, 'type', 'role', 'model') !== undefined ? tokens : undefined;
}

/** The messages of a value: a chat's, a line's, or those that a line sets anew. */
function messagesOf(value: unknown): readonly PlacedMessage[] {
  return itemsOf(value).flatMap(({ path, value: item }) => {
    const object = objectOf(item);
    if (object === undefined) return [];
    const place = path === '' ? '$' : path;
    for (const [holder, name] of [
      [object, 'messages'],
      [objectField(object, '$set'), '$set.messages'],
    ] as const) {
      const messages = fieldOf(holder, 'messages');
      if (Array.isArray(messages)) {
        return objectsOf(messages).map((message, index) => ({ path: `${place}.${name}[${index}]`, message }));
      }
    }
    return [{ path, message: object }];
  });
}

function reader(): Result<JsonReader> {
  let session = '';
  let file: string | undefined;

  function* read(value: unknown, place: JsonPlace): Generator<PlacedOutcome> {
    if (place.file !== file) session = '';
    file = place.file;
    for (const { value: item } of itemsOf(value)) session = textField(objectOf(item), 'sessionId') || session;
    for (const { path, message } of messagesOf(value)) yield { path, outcome: readMessage(message, session) };
  }

  return success({ read, leftOut: ['content and thoughts of messages (prompts)'] });
}

function readMessage(message: JsonObject, session: string): RowOutcome {
  const counts = tokensOf(message);
  if (counts === undefined) return { kind: 'empty' };
  const usage = readGeminiUsage(counts);
  if (isRejection(usage)) return usage;
  if (Object.values(usage.tokens).every((count) => count === 0)) return { kind: 'empty' };
  const time = readTimeField(message, 'timestamp');
  if (isRejection(time)) return time;
  const model = readNameField(message, 'model');
  const id = textField(message, 'id');
  return {
    kind: 'usage',
    draft: {
      startMs: time.ms,
      endMs: time.ms,
      provider: 'google',
      model: model ?? '',
      serviceTier: 'standard',
      requests: 1,
      tokens: usage.tokens,
      inclusive: [],
      stated: [],
      names: session === '' ? {} : { conversation: session },
      ...(id === '' ? {} : { key: `gemini-cli:${id}` }),
      rank: (usage.tokens.output ?? 0) + (usage.tokens.reasoning ?? 0),
      remarks: usage.remarks,
    },
  };
}
