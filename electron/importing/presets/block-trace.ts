import { success } from '#shared/result.ts';
import { isObject } from '../read/json-fields.ts';
import type { Detection, JsonPreset, RowOutcome } from './preset.ts';
import { scalarText } from './json-values.ts';
import { traceStart, type TraceStart } from './trace-times.ts';

/** Below this share of readable lines a file only has the fields, not the values. */
const leastReadableShare = 0.5;

/**
 * Request traces that name the blocks of each prompt: Mooncake's (`timestamp` in ms) and Alibaba's Bailian (`chat_id`,
 * `timestamp` in s), one JSON object a line with `input_length`, `output_length` and `hash_ids`. They name no model and
 * no date; `traceStartMs` says when they began. Blocks are not kept: how much of a prompt is cached is the simulator's
 * to vary, not the file's to state.
 */
export const blockTracePreset: JsonPreset = {
  reads: 'json',
  grain: 'request',
  id: 'block-trace',
  name: 'Request trace with prompt blocks (Mooncake, Bailian; JSONL)',
  isTrace: true,
  detect,
  needsModel: (sample, { mapping }) => mapping === undefined && sample.every((value) => modelOf(value) === ''),
  reader(options) {
    const start = traceStart(options);
    return success({
      read: (value) => [{ path: '', outcome: readRequest(value, start) }],
      leftOut: ['hash_ids (which blocks prompts share)'],
    });
  },
};

function detect(sample: readonly unknown[]): Detection | undefined {
  const requests = sample.filter(hasLengths);
  if (requests.length === 0 || requests.length < leastReadableShare * sample.length) return undefined;
  const withBlocks = requests.filter((value) => Array.isArray(value['hash_ids'])).length;
  return {
    confidence: withBlocks > 0 ? 0.97 : 0.8,
    reason: `${requests.length} of the first ${sample.length} lines have timestamp, input_length and output_length${
      withBlocks > 0 ? ', and hash_ids' : ''
    }`,
  };
}

function hasLengths(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    isObject(value) &&
    isOffset(value['timestamp']) &&
    countOf(value['input_length']) !== undefined &&
    countOf(value['output_length']) !== undefined
  );
}

/** A number from 0 on that is no date: an instant of our time in seconds has ten digits. */
function isOffset(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < 1e9;
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function modelOf(value: unknown): string {
  return isObject(value) && typeof value['model'] === 'string' ? value['model'].trim() : '';
}

function readRequest(value: unknown, start: TraceStart): RowOutcome {
  if (!isObject(value)) return { kind: 'reject', reason: 'the line is not a JSON object' };
  const { timestamp, input_length: inputLength, output_length: outputLength } = value;
  // Bailian's traces count seconds and number their chats; Mooncake's count milliseconds.
  const unitMs = value['chat_id'] === undefined ? 1 : 1000;
  const ms = isOffset(timestamp) ? start.at(timestamp * unitMs) : undefined;
  if (ms === undefined) return { kind: 'reject', column: 'timestamp', reason: 'it is not an offset from the start' };
  const input = countOf(inputLength);
  if (input === undefined) return { kind: 'reject', column: 'input_length', reason: 'it is not a count of tokens' };
  const output = countOf(outputLength);
  if (output === undefined) return { kind: 'reject', column: 'output_length', reason: 'it is not a count of tokens' };
  const conversation = scalarText(value['session_id'] ?? value['conversation_id']);
  return {
    kind: 'usage',
    draft: {
      startMs: ms,
      endMs: ms,
      provider: '',
      model: modelOf(value),
      serviceTier: 'standard',
      requests: 1,
      tokens: { input, output },
      inclusive: [],
      stated: [],
      names: conversation === '' ? {} : { conversation },
      remarks: start.remarks,
    },
  };
}
