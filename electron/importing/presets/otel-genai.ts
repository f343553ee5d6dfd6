import type { ImportOptions } from '#shared/domain/importing.ts';
import { success, type Result } from '#shared/result.ts';
import { readServiceTier } from '../read/service-tier.ts';
import { readCountFields, readTimeField, type JsonObject } from './json-values.ts';
import { spansOf, type Attributes, type Span } from './otlp-spans.ts';
import type { Detection, JsonPreset, JsonReader, PlacedOutcome, RowOutcome, UsageDraft } from './preset.ts';
import { providerId, writtenKind } from './provider-names.ts';
import { isRejection } from './row-cells.ts';

/**
 * OpenTelemetry spans of generative AI, as OTLP JSON or JSONL. Conventions: https://github.com/open-telemetry/semantic-conventions-genai
 * with the names that they had before and those of OpenLLMetry and OpenInference. Input should hold what was read from and
 * written to the cache, output the reasoning; instrumentations that count them apart are recognised span by span. Only
 * calls of a model count: spans of agents and workflows repeat what the calls below them used.
 */
export const otelGenaiPreset: JsonPreset = {
  reads: 'json',
  grain: 'request',
  id: 'otel-genai',
  name: 'OpenTelemetry GenAI spans (OTLP JSON)',
  isTrace: false,
  detect,
  needsModel: (sample) => {
    const calls = sample.flatMap(spansOf).filter(hasUsage);
    return calls.length > 0 && calls.every(({ attributes }) => first(attributes, modelNames) === undefined);
  },
  reader,
};

const modelNames = [
  'gen_ai.response.model',
  'gen_ai.request.model',
  'gen_ai.model.name',
  'llm.model_name',
  'llm.response.model',
  'llm.request.model',
];
const providerNames = ['gen_ai.provider.name', 'gen_ai.system', 'llm.provider', 'llm.system', 'llm.vendor'];
const operationNames = ['gen_ai.operation.name'];
const tierNames = [
  'gen_ai.openai.response.service_tier',
  'openai.response.service_tier',
  'gen_ai.openai.request.service_tier',
  'openai.request.service_tier',
  'gen_ai.response.service_tier',
  'gen_ai.request.service_tier',
];
const countNames = {
  input: [
    'gen_ai.usage.input_tokens',
    'gen_ai.usage.prompt_tokens',
    'llm.token_count.prompt',
    'llm.usage.prompt_tokens',
  ],
  output: [
    'gen_ai.usage.output_tokens',
    'gen_ai.usage.completion_tokens',
    'llm.token_count.completion',
    'llm.usage.completion_tokens',
  ],
  read: [
    'gen_ai.usage.cache_read.input_tokens',
    'gen_ai.usage.cache_read_input_tokens',
    'gen_ai.usage.details.cache_read_tokens',
    'gen_ai.usage.details.cache_read_input_tokens',
    'gen_ai.usage.cached_input_tokens',
    'gen_ai.usage.input_tokens.cached',
    'llm.token_count.prompt_details.cache_read',
  ],
  created: [
    'gen_ai.usage.cache_creation.input_tokens',
    'gen_ai.usage.cache_creation_input_tokens',
    'gen_ai.usage.details.cache_write_tokens',
    'gen_ai.usage.details.cache_creation_input_tokens',
    'gen_ai.usage.input_tokens.cache_write',
    'llm.token_count.prompt_details.cache_write',
  ],
  reasoning: [
    'gen_ai.usage.reasoning.output_tokens',
    'gen_ai.usage.reasoning_tokens',
    'gen_ai.usage.details.reasoning_tokens',
    'gen_ai.usage.output_tokens.reasoning',
    'llm.token_count.completion_details.reasoning',
    'llm.usage.reasoning_tokens',
  ],
  total: ['gen_ai.usage.total_tokens', 'llm.usage.total_tokens', 'llm.token_count.total'],
} as const;

function first(attributes: Attributes, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = attributes.get(name);
    if (text !== undefined) return text;
  }
  return undefined;
}

function hasUsage({ attributes }: Span): boolean {
  return first(attributes, countNames.input) !== undefined || first(attributes, countNames.output) !== undefined;
}

function detect(sample: readonly unknown[]): Detection | undefined {
  const spans = sample.flatMap(spansOf);
  const calls = spans.filter(hasUsage).length;
  if (calls > 0) {
    return {
      confidence: 0.97,
      reason: `${calls} of ${spans.length} spans have token counts (gen_ai.usage.…) as OpenTelemetry names them`,
    };
  }
  const isGenAi = spans.some(({ attributes }) => [...attributes.keys()].some((name) => name.startsWith('gen_ai.')));
  if (spans.length === 0) return undefined;
  return {
    confidence: isGenAi ? 0.6 : 0.45,
    reason: `${spans.length} OpenTelemetry spans, none of the first with token counts`,
  };
}

function reader({ keepPersonalData = false }: ImportOptions): Result<JsonReader> {
  function* read(value: unknown): Generator<PlacedOutcome> {
    const spans = spansOf(value);
    if (spans.length === 0) yield { path: '', outcome: { kind: 'empty' } };
    const repeats = repeatedSpans(spans);
    for (const span of spans) {
      const isCall = hasUsage(span) && !repeats.has(span);
      yield { path: span.path, outcome: isCall ? readCall(span, keepPersonalData) : { kind: 'empty' } };
    }
  }
  return success({
    read,
    leftOut: ['gen_ai messages (prompts)', ...(keepPersonalData ? [] : ['enduser.id and user.id (personal data)'])],
  });
}

/** Operations that are one call of a model. */
const callOperations =
  /^(chat|text_completion|completion|generate_content|embeddings?|responses?|message|messages|rerank)$/i;
/** Kinds of span that other conventions give to calls, and to what stands around them. */
const kindNames = ['openinference.span.kind', 'traceloop.span.kind'];
const aroundKinds = /^(agent|chain|workflow|task|tool|retriever|guardrail|evaluator)$/i;

/** True for a span that stands around calls: of an agent, a workflow, a tool. */
function isAround({ attributes }: Span): boolean {
  const operation = first(attributes, operationNames);
  if (operation !== undefined) return !callOperations.test(operation);
  return kindNames.some((name) => aroundKinds.test(attributes.get(name) ?? ''));
}

/**
 * Spans whose usage is that of the calls below them: those around calls by their name; those without a name that have a
 * call below; and calls whose counts are the sum of the calls below, where two instrumentations saw the same one.
 */
function repeatedSpans(spans: readonly Span[]): ReadonlySet<Span> {
  const byId = new Map(spans.filter(({ id }) => id !== '').map((span) => [span.id, span]));
  const below = new Map<Span, Span[]>();
  for (const span of spans) {
    if (!hasUsage(span) || isAround(span)) continue;
    // Ids that form a ring are no tree: no chain is longer than there are spans.
    let parent = byId.get(span.parent);
    for (let level = 0; parent !== undefined && level < spans.length; level++) {
      const calls = below.get(parent);
      if (calls === undefined) below.set(parent, [span]);
      else calls.push(span);
      // What lies below a call belongs to that call.
      if (hasUsage(parent) && !isAround(parent)) break;
      parent = byId.get(parent.parent);
    }
  }
  return new Set(spans.filter((span) => isAround(span) || isRepeat(span, below.get(span) ?? [])));
}

function isRepeat(span: Span, calls: readonly Span[]): boolean {
  if (calls.length === 0) return false;
  return !callOperations.test(first(span.attributes, operationNames) ?? '') || isSumOf(span, calls);
}

function isSumOf(span: Span, calls: readonly Span[]): boolean {
  return ([countNames.input, countNames.output] as const).every(
    (names) =>
      Number(first(span.attributes, names) ?? 0) ===
      calls.reduce((sum, call) => sum + Number(first(call.attributes, names) ?? 0), 0),
  );
}

function readCall({ id, span, attributes, resource }: Span, keepPersonalData: boolean): RowOutcome {
  const counts = readCountFields(Object.fromEntries(attributes) as JsonObject, countNames);
  if (isRejection(counts)) return counts;
  const start = readTimeField(span, 'startTimeUnixNano', 'start_time_unix_nano', 'startTime', 'start_time');
  if (isRejection(start)) return start;
  const { input = 0, output = 0, read = 0, created = 0, reasoning = 0, total } = counts;
  if (input + output + read + created + reasoning === 0) return { kind: 'empty' };
  const { tier, remark } = readServiceTier(first(attributes, tierNames) ?? '');
  const provider = providerId(first(attributes, providerNames) ?? '');
  const split = splitTokens({ input, output, read, created, reasoning, total }, provider);
  return {
    kind: 'usage',
    draft: {
      startMs: start.ms,
      endMs: start.ms,
      provider,
      model: first(attributes, modelNames) ?? '',
      serviceTier: tier,
      requests: 1,
      ...split,
      stated: [],
      names: namesOf(attributes, resource, keepPersonalData),
      ...(id === '' ? {} : { key: `otel:${id}` }),
      remarks: [...(remark === undefined ? [] : [remark]), ...split.remarks],
    },
  };
}

interface SpanCounts {
  readonly input: number;
  readonly output: number;
  readonly read: number;
  readonly created: number;
  readonly reasoning: number;
  readonly total: number | undefined;
}

/**
 * Input without the cached part, where the convention is kept: then it is at least as much as read and written together.
 * A total that only adds up with the cached parts beside the input, or an input that is less than they are, shows an
 * instrumentation that passes on counts that exclude them. Likewise for reasoning.
 */
function splitTokens(
  { input, output, read, created, reasoning, total }: SpanCounts,
  provider: string,
): Pick<UsageDraft, 'tokens' | 'inclusive' | 'remarks'> {
  const cached = read + created;
  const isCachedApart = cached > input || (cached > 0 && total === input + cached + output);
  const isReasoningApart = reasoning > output || (reasoning > 0 && total === input + output + reasoning);
  const remarks: string[] = [];
  if (isCachedApart) remarks.push('input_tokens does not hold the cached tokens, so they were added');
  if (isReasoningApart) remarks.push('output_tokens does not hold the reasoning tokens, so they were added');
  return {
    tokens: {
      input: isCachedApart ? input : input - cached,
      cacheRead: read,
      [writtenKind(provider)]: created,
      output: isReasoningApart ? output : output - reasoning,
      reasoning,
    },
    inclusive: [],
    remarks,
  };
}

function namesOf(attributes: Attributes, resource: Attributes, keepPersonalData: boolean): UsageDraft['names'] {
  const project = resource.get('service.name');
  const conversation = attributes.get('gen_ai.conversation.id') ?? attributes.get('session.id');
  const task = attributes.get('gen_ai.agent.name') ?? attributes.get('gen_ai.workflow.name');
  const user = keepPersonalData ? (attributes.get('enduser.id') ?? attributes.get('user.id')) : undefined;
  return {
    ...(user === undefined ? {} : { user }),
    ...(project === undefined || project.startsWith('unknown_service') ? {} : { project }),
    ...(conversation === undefined ? {} : { conversation }),
    ...(task === undefined ? {} : { task }),
  };
}
