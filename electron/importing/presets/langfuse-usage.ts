import type { TokenCounts, TokenKind } from '#shared/domain/token-kinds.ts';
import { scalarText } from './json-values.ts';
import type { writtenKind } from './provider-names.ts';
import { isProblem, quoteCell, readCount } from '../read/cells.ts';
import type { InclusiveTotal, Rejection, StatedSum } from './preset.ts';

/** The keys of `usageDetails` that are known, and the kind that each counts. */
const kindOfKey: ReadonlyMap<string, TokenKind> = new Map([
  ['input', 'input'],
  ['input_tokens', 'input'],
  ['prompt_tokens', 'input'],
  ['input_text_tokens', 'input'],
  ['promptTokens', 'input'],
  ['output', 'output'],
  ['output_tokens', 'output'],
  ['completion_tokens', 'output'],
  ['output_text_tokens', 'output'],
  ['completionTokens', 'output'],
  ['input_cached_tokens', 'cacheRead'],
  ['input_cache_read', 'cacheRead'],
  ['input_cache_read_tokens', 'cacheRead'],
  ['input_cached_text_tokens', 'cacheRead'],
  ['cache_read_input_tokens', 'cacheRead'],
  ['input_cache_read_input_tokens', 'cacheRead'],
  ['cached_tokens', 'cacheRead'],
  ['input_cache_creation', 'cacheWrite5m'],
  ['input_cache_creation_tokens', 'cacheWrite5m'],
  ['input_cache_write', 'cacheWrite5m'],
  ['cache_creation_input_tokens', 'cacheWrite5m'],
  ['input_cache_creation_input_tokens', 'cacheWrite5m'],
  ['input_cache_creation_5m', 'cacheWrite5m'],
  ['input_cache_creation_1h', 'cacheWrite1h'],
  ['output_reasoning_tokens', 'reasoning'],
  ['output_reasoning', 'reasoning'],
  ['reasoning_tokens', 'reasoning'],
  ['thoughts_token_count', 'reasoning'],
  ['input_audio_tokens', 'inputAudio'],
  ['input_audio', 'inputAudio'],
  ['output_audio_tokens', 'outputAudio'],
  ['output_audio', 'outputAudio'],
  ['input_image_tokens', 'inputImage'],
  ['output_image_tokens', 'outputImage'],
]);
/** Flat counts that are the sum of the two lifetimes where those are stated too. */
const flatWriteKeys: ReadonlySet<string> = new Set(
  [...kindOfKey].filter(([key, kind]) => kind === 'cacheWrite5m' && !key.endsWith('_5m')).map(([key]) => key),
);
const totalKeys: ReadonlySet<string> = new Set(['total', 'total_tokens', 'totalTokens']);
const lifetimeKeys = ['input_cache_creation_5m', 'input_cache_creation_1h'];

/** Tokens of an observation, disjoint unless `inclusive` says otherwise. */
export interface ObservationUsage {
  readonly tokens: TokenCounts;
  readonly inclusive: readonly InclusiveTotal[];
  readonly stated: readonly StatedSum[];
  readonly remarks: readonly string[];
}

/**
 * Reads `usageDetails`. Its keys are free: Langfuse's own integrations write disjoint ones, and `total` is their sum.
 * Other writers put the cached tokens into `input` as well or the reasoning into `output`; then `total` shows it.
 * @param written the kind of a cache write whose lifetime no key names.
 */
export function readUsageDetails(
  details: Readonly<Record<string, unknown>>,
  written: ReturnType<typeof writtenKind>,
): ObservationUsage | Rejection {
  const tokens: Partial<Record<TokenKind, number>> = {};
  const remarks: string[] = [];
  const hasLifetimes = lifetimeKeys.some((key) => Object.hasOwn(details, key));
  let total: number | undefined;
  for (const [key, value] of Object.entries(details)) {
    if (value === null || value === undefined || (hasLifetimes && flatWriteKeys.has(key))) continue;
    const text = scalarText(value);
    const isUnknown = kindFor(key).kind === undefined && !totalKeys.has(key);
    // A unit ("TOKENS") may stand among the counts.
    if (isUnknown && !/^\d/.test(text)) continue;
    const count = text === '' ? { problem: 'it is not a number' } : readCount(text);
    if (isProblem(count)) return { kind: 'reject', column: 'usageDetails', reason: `${key}: ${count.problem}` };
    if (count === undefined) continue;
    if (totalKeys.has(key)) total = count;
    else {
      const { kind, remark } = kindFor(key);
      if (remark !== undefined && count > 0) remarks.push(remark);
      const counted = flatWriteKeys.has(key) ? written : kind;
      if (counted !== undefined) tokens[counted] = (tokens[counted] ?? 0) + count;
    }
  }
  return { tokens, remarks, ...resolveTotal(tokens, total) };
}

function kindFor(key: string): { readonly kind?: TokenKind; readonly remark?: string } {
  const known = kindOfKey.get(key) ?? kindOfKey.get(key.toLowerCase());
  if (known !== undefined) return { kind: known };
  const side = /input|prompt/i.test(key) ? 'input' : /output|completion/i.test(key) ? 'output' : undefined;
  if (side === undefined) return { remark: `usageDetails ${quoteCell(key)} is not known and was not counted` };
  return { kind: side, remark: `usageDetails ${quoteCell(key)} is not known and was counted as ${side}` };
}

/** Tells by the stated total whether the parts stand beside `input` and `output`, or inside them. */
function resolveTotal(tokens: TokenCounts, total: number | undefined): Pick<ObservationUsage, 'inclusive' | 'stated'> {
  const { input = 0, output = 0 } = tokens;
  const inputParts = partsOf(tokens, [
    'cacheRead',
    'cacheWrite5m',
    'cacheWrite1h',
    'cacheWrite30m',
    'inputAudio',
    'inputImage',
  ]);
  const outputParts = partsOf(tokens, ['reasoning', 'outputAudio', 'outputImage']);
  const cached = sumOf(inputParts);
  const thought = sumOf(outputParts);
  const inputTotal = {
    column: 'usageDetails.input',
    tokens: input,
    remainder: 'input' as const,
    parts: inputParts,
  };
  const outputTotal = {
    column: 'usageDetails.output',
    tokens: output,
    remainder: 'output' as const,
    parts: outputParts,
  };
  if (total === undefined || total === input + output + cached + thought) return { inclusive: [], stated: [] };
  if (total === input + output) return { inclusive: [inputTotal, outputTotal], stated: [] };
  if (total === input + output + thought) return { inclusive: [inputTotal], stated: [] };
  if (total === input + output + cached) return { inclusive: [outputTotal], stated: [] };
  return {
    inclusive: [],
    stated: [
      {
        column: 'usageDetails.total',
        tokens: total,
        parts: [
          { column: 'input', tokens: input },
          { column: 'output', tokens: output },
          ...inputParts,
          ...outputParts,
        ],
      },
    ],
  };
}

function partsOf(tokens: TokenCounts, kinds: readonly TokenKind[]) {
  return kinds.map((kind) => ({ column: kind, tokens: tokens[kind] ?? 0 }));
}

function sumOf(parts: readonly { readonly tokens: number }[]): number {
  return parts.reduce((sum, part) => sum + part.tokens, 0);
}
