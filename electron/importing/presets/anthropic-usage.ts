import type { UnitCounts } from '#shared/domain/billable-units.ts';
import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import type { Residency } from '#shared/domain/usage.ts';
import type { Rejection } from './preset.ts';
import { objectField, readCountFields, textField, type JsonObject } from './json-values.ts';
import { isRejection } from './row-cells.ts';

/** What Anthropic's `usage` object says of one request or bucket. */
export interface AnthropicUsage {
  readonly tokens: TokenCounts;
  /** Absent = none. */
  readonly units?: UnitCounts;
  readonly residency?: Residency;
  readonly remarks: readonly string[];
}

const tokenFields = {
  input: ['input_tokens', 'uncached_input_tokens'],
  cacheRead: ['cache_read_input_tokens'],
  written: ['cache_creation_input_tokens'],
  output: ['output_tokens'],
} as const;
const writeFields = {
  cacheWrite5m: ['ephemeral_5m_input_tokens'],
  cacheWrite1h: ['ephemeral_1h_input_tokens'],
} as const;
const toolFields = { webSearch: ['web_search_requests'] } as const;

/**
 * Reads Anthropic's `usage`: its parts never overlap, so that input is the uncached part. `cache_creation` splits
 * the writes by lifetime and `cache_creation_input_tokens` is their sum; writes that no lifetime is given for had the
 * usual five minutes. Web fetches and tool use have no fee.
 */
export function readAnthropicUsage(usage: JsonObject): AnthropicUsage | Rejection {
  const counts = readCountFields(usage, tokenFields);
  if (isRejection(counts)) return counts;
  const lifetimes = readCountFields(objectField(usage, 'cache_creation'), writeFields);
  if (isRejection(lifetimes)) return lifetimes;
  const tools = readCountFields(objectField(usage, 'server_tool_use'), toolFields);
  if (isRejection(tools)) return tools;

  const { cacheWrite5m = 0, cacheWrite1h = 0 } = lifetimes;
  const unsplit = Math.max(0, (counts.written ?? 0) - cacheWrite5m - cacheWrite1h);
  const isPartlySplit = unsplit > 0 && cacheWrite5m + cacheWrite1h > 0;
  return {
    tokens: {
      input: counts.input ?? 0,
      cacheRead: counts.cacheRead ?? 0,
      cacheWrite5m: cacheWrite5m + unsplit,
      cacheWrite1h,
      output: counts.output ?? 0,
    },
    ...(tools.webSearch === undefined || tools.webSearch === 0 ? {} : { units: { webSearch: tools.webSearch } }),
    ...residencyOf(textField(usage, 'inference_geo')),
    remarks: isPartlySplit
      ? [
          'cache_creation splits only a part of the cache writes by lifetime; the rest was taken as written for 5 minutes',
        ]
      : [],
  };
}

/** True when nothing was consumed. */
export function isNothing({ tokens, units }: Pick<AnthropicUsage, 'tokens' | 'units'>): boolean {
  return units === undefined && Object.values(tokens).every((count) => count === 0);
}

/** Where inference had to run: `us`, `eu`; `global` and `not_available` are no constraint. */
function residencyOf(text: string): { readonly residency?: Residency } {
  const place = text.trim().toLowerCase();
  return place === 'us' || place === 'eu' ? { residency: place } : {};
}
