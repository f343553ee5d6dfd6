import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import { signOfDecimal } from '../read/amounts.ts';
import { countIn, objectCell, objectIn, stringsCell } from './json-cells.ts';
import type { InclusiveTotal, RowOutcome } from './preset.ts';
import { makerOf, providerId, writtenKind } from './provider-names.ts';
import {
  cellText,
  isRejection,
  isTime,
  mayBeAmount,
  mayBeCount,
  readCounts,
  readMoney,
  readNames,
  readTime,
} from './row-cells.ts';
import { defineTableFormat } from './table-format.ts';

const columns = {
  id: ['request_id'],
  callType: ['call_type'],
  spend: ['spend'],
  total: ['total_tokens'],
  prompt: ['prompt_tokens'],
  completion: ['completion_tokens'],
  time: ['startTime'],
  model: ['model'],
  modelGroup: ['model_group'],
  provider: ['custom_llm_provider'],
  user: ['user'],
  endUser: ['end_user'],
  project: ['team_id'],
  conversation: ['session_id'],
  tags: ['request_tags'],
  metadata: ['metadata'],
  cacheHit: ['cache_hit'],
  status: ['status'],
} as const;
const countKeys = ['total', 'prompt', 'completion'] as const;

/**
 * LiteLLM's table of spend logs, one row per call. Whether `prompt_tokens` contains what the provider's prompt cache
 * gave differs by version and kind of call, so each row is read by its own `metadata.usage_object`. `cache_hit` is
 * LiteLLM's cache of whole responses: such a row bought nothing. Cache writes are not split by lifetime in most
 * versions; they count as 5-minute writes then.
 */
export const litellmSpendLogsPreset = defineTableFormat({
  id: 'litellm-spend-logs',
  name: 'LiteLLM spend logs (table export)',
  title: "LiteLLM's spend logs",
  grain: 'request',
  columns,
  required: [['id'], ['time'], ['model'], ['prompt'], ['completion'], ['spend'], ['callType', 'metadata', 'cacheHit']],
  ignored: [
    'api_base',
    'endTime',
    'request_duration_ms',
    'completionStartTime',
    'model_id',
    'cache_key',
    'organization_id',
    'mcp_namespaced_tool_name',
    'agent_id',
  ],
  leftOut: {
    api_key: 'personal data',
    requester_ip_address: 'personal data',
    messages: 'prompts',
    response: 'prompts',
    proxy_server_request: 'prompts',
  },
  isPlausible: (cells, found) =>
    isTime(cells, found.get('time')) &&
    mayBeAmount(cells, found.get('spend')) &&
    countKeys.every((key) => mayBeCount(cells, found.get(key))),
  reader(found) {
    const counts = found.pick(countKeys);
    const nameColumns = found.pick([
      'id',
      'model',
      'modelGroup',
      'provider',
      'user',
      'endUser',
      'project',
      'conversation',
    ]);
    return (cells): RowOutcome => {
      const time = readTime(cells, found.need('time'));
      if (isRejection(time)) return time;
      const counted = readCounts(cells, counts);
      if (isRejection(counted)) return counted;
      const spend = readMoney(cells, found.need('spend'), 'USD');
      if (isRejection(spend)) return spend;
      const named = readNames(cells, nameColumns);

      const isFree = spend === undefined || signOfDecimal(spend.decimal) === 0;
      if (isFree && /^true$/i.test(cellText(cells, found.get('cacheHit')).trim())) {
        return { kind: 'empty', remark: "answered from LiteLLM's own response cache, so nothing was bought" };
      }
      const { prompt = 0, completion = 0 } = counted;
      if (isFree && prompt + completion === 0 && /^fail/i.test(cellText(cells, found.get('status')).trim())) {
        return { kind: 'empty', remark: 'the call failed and used nothing' };
      }
      const { id, model, modelGroup, provider = '', user = named.endUser, endUser: _endUser, ...who } = named;
      const task = taskOf(cellText(cells, found.get('tags')));
      const seller = providerId(provider) || makerOf(model ?? '');
      const callType = cellText(cells, found.get('callType')).trim();
      const split = splitUsage(
        { prompt, completion, total: counted.total, callType, seller },
        cellText(cells, found.get('metadata')),
      );
      return {
        kind: 'usage',
        draft: {
          startMs: time.ms,
          endMs: time.ms,
          provider: providerId(provider),
          model: model ?? modelGroup ?? '',
          serviceTier: 'standard',
          requests: 1,
          ...split,
          stated: [],
          names: { ...who, ...(user === undefined ? {} : { user }), ...(task === undefined ? {} : { task }) },
          billed: spend,
          ...(id === undefined ? {} : { key: `litellm:${id}` }),
        },
      };
    };
  },
});

/** The tag of a call that bears just one; LiteLLM adds tags for the caller's software by itself. */
function taskOf(text: string): string | undefined {
  const tags = stringsCell(text).filter((tag) => !/^user-agent:/i.test(tag) && tag.length <= 200);
  return tags.length === 1 ? tags[0] : undefined;
}

type JsonFields = Readonly<Record<string, unknown>>;

interface RowCounts {
  readonly prompt: number;
  readonly completion: number;
  readonly total?: number | undefined;
  readonly callType: string;
  /** Who sold the call, as far as the row tells: cache writes live longer at some. */
  readonly seller: string;
}

interface PromptCache {
  readonly read: number;
  readonly written: number;
  /** Of what was written, the part that lives an hour. */
  readonly writtenFor1h: number;
}

/** Splits a call's tokens by the provider's own usage, as far as the row holds it. */
function splitUsage(
  row: RowCounts,
  metadataText: string,
): {
  readonly tokens: TokenCounts;
  readonly inclusive: readonly InclusiveTotal[];
  readonly remarks: readonly string[];
} {
  const { prompt, completion } = row;
  const metadata = objectCell(metadataText);
  const usage = objectIn(metadata, 'usage_object');
  const further = objectIn(metadata, 'additional_usage_values');
  const inputDetails =
    objectIn(usage, 'prompt_tokens_details') ??
    objectIn(usage, 'input_tokens_details') ??
    objectIn(further, 'prompt_tokens_details');
  const outputDetails =
    objectIn(usage, 'completion_tokens_details') ??
    objectIn(usage, 'output_tokens_details') ??
    objectIn(further, 'completion_tokens_details');
  const lifetimes =
    objectIn(usage, 'cache_creation') ??
    objectIn(further, 'cache_creation') ??
    objectIn(inputDetails, 'cache_creation_token_details');
  const read =
    countIn(usage, 'cache_read_input_tokens') ||
    countIn(further, 'cache_read_input_tokens') ||
    countIn(inputDetails, 'cached_tokens');
  const writtenFor1h = countIn(lifetimes, 'ephemeral_1h_input_tokens');
  const written =
    countIn(usage, 'cache_creation_input_tokens') ||
    countIn(further, 'cache_creation_input_tokens') ||
    countIn(inputDetails, 'cache_creation_tokens') ||
    writtenFor1h + countIn(lifetimes, 'ephemeral_5m_input_tokens');
  const cache: PromptCache = { read, written, writtenFor1h: Math.min(writtenFor1h, written) };
  const inputAudio = countIn(inputDetails, 'audio_tokens');
  const outputAudio = countIn(outputDetails, 'audio_tokens');
  const reasoning = Math.min(
    countIn(outputDetails, 'reasoning_tokens'),
    completion - Math.min(outputAudio, completion),
  );
  const convention = promptConvention(row, cache, usage);
  return {
    tokens: {
      cacheRead: cache.read,
      [writtenKind(row.seller)]: cache.written - cache.writtenFor1h,
      cacheWrite1h: cache.writtenFor1h,
      inputAudio,
      outputAudio,
      reasoning,
    },
    inclusive: [
      {
        column: 'prompt_tokens',
        tokens: prompt,
        remainder: 'input',
        parts: [
          ...(convention.contains
            ? [
                { column: 'cache_read_input_tokens', tokens: cache.read },
                { column: 'cache_creation_input_tokens', tokens: cache.written },
              ]
            : []),
          { column: 'audio_tokens', tokens: inputAudio },
        ],
      },
      {
        column: 'completion_tokens',
        tokens: completion,
        remainder: 'output',
        parts: [
          { column: 'reasoning_tokens', tokens: reasoning },
          { column: 'audio_tokens', tokens: outputAudio },
        ],
      },
    ],
    remarks: convention.remarks,
  };
}

/**
 * Whether a row's prompt contains its cached tokens, as LiteLLM's own form of usage says it does. Against it speak a
 * part that exceeds its whole, Anthropic's uncached `input_tokens` of the same size, and a total that has room for both.
 */
function promptConvention(
  { prompt, completion, total, callType }: RowCounts,
  { read, written }: PromptCache,
  usage: JsonFields | undefined,
): { readonly contains: boolean; readonly remarks: readonly string[] } {
  const cached = read + written;
  if (cached === 0) return { contains: true, remarks: [] };
  const isAnthropicUsage = usage?.['input_tokens_details'] === undefined && countIn(usage, 'input_tokens') > 0;
  const uncached = isAnthropicUsage ? countIn(usage, 'input_tokens') : undefined;
  if (prompt < cached || prompt === uncached || total === prompt + completion + cached) {
    return { contains: false, remarks: ['prompt_tokens does not contain the cached tokens, as the row itself shows'] };
  }
  const isOpen = callType === 'anthropic_messages' && uncached === undefined;
  return {
    contains: true,
    remarks: isOpen
      ? ['the row does not show whether prompt_tokens contains the cached tokens: it was taken as containing them']
      : [],
  };
}
