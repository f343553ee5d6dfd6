import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { Residency, ServiceTier } from '#shared/domain/usage.ts';

/** What a usage type of Bedrock says. */
export interface BedrockUsageType {
  /** The model as the usage type spells it, its words apart: `Claude 4.6 Sonnet`; empty for Marketplace types. */
  readonly model: string;
  readonly kind: TokenKind;
  readonly serviceTier: ServiceTier;
  /** Undefined where the usage type does not tell: then the price does not differ or is not known to. */
  readonly residency: Residency | undefined;
  readonly isMarketplace: boolean;
  readonly isLongContext: boolean;
  /** True for optimised latency, which has a price of its own that no tier stands for. */
  readonly isLatencyOptimised: boolean;
}

/** The billing name of a region before the rest: `USE1-`, `EUC1-`, `EU-`. */
const region = /^[A-Z]{2,4}\d?-/;

/** `MP:USE1_CacheReadInputTokenCount_Global-Units`, `MP:USW2_input_tokens_global_standard-Units`. */
const marketplaceType = /^MP:(?:[A-Z]{2,4}\d?_)?(.+?)(?:-Units)?$/;

/** `Claude4.6Sonnet-input-tokens-batch`, `openai.gpt-oss-120b-mantle-output-tokens-standard`. */
const ownType =
  /^(.+?)-((?:cache-(?:read|write)-)?(?:(?:text|audio|speech|image|video)-)?(?:input|output)(?:-(?:text|audio|speech|image|video))?-tokens?(?:-count)?)((?:-.*)?)$/i;

/**
 * Reads the usage type of a line that bills tokens; undefined for one that bills something else (hours, images, reserved
 * throughput), and for tokens of video, which no kind stands for.
 * Patterns: https://docs.aws.amazon.com/bedrock/latest/userguide/cost-mgmt-understanding-cur-data.html
 */
export function readBedrockUsageType(usageType: string): BedrockUsageType | undefined {
  const text = usageType.trim().replace(region, '');
  const marketplace = marketplaceType.exec(text);
  if (marketplace !== null) return readWords('', marketplace[1] ?? '', true);
  const own = ownType.exec(text);
  if (own === null) return undefined;
  const [, model = '', counted = '', suffix = ''] = own;
  return readWords(model.replace(/-mantle$/i, ''), `${counted}${suffix}`, false);
}

function readWords(model: string, text: string, isMarketplace: boolean): BedrockUsageType | undefined {
  // `CacheWrite1hInputTokenCount_Global`, `cache_write_tokens_1h_global_standard`, `input-tokens-batch`: one form.
  const words = text
    .replaceAll(/(?<=[a-z])(?=[A-Z\d])|(?<=\d[hm]?)(?=[A-Z])/g, '-')
    .toLowerCase()
    .split(/[-_\s]+/);
  const has = (...any: readonly string[]): boolean => any.some((word) => words.includes(word));
  const kind = kindOf(words);
  if (kind === undefined || has('reserved', 'provisioned', 'tpm', 'customization', 'training')) return undefined;
  const isGlobal = has('global');
  return {
    model: wordsApart(model),
    kind,
    serviceTier: has('batch') ? 'batch' : has('flex') ? 'flex' : has('priority') ? 'priority' : 'standard',
    // Third parties' models cost a tenth more where they are not served by a global profile.
    residency: isGlobal ? 'global' : isMarketplace ? 'regional' : undefined,
    isMarketplace,
    isLongContext: (has('long') && has('ctx', 'context')) || has('lctx'),
    isLatencyOptimised: has('latency', 'latencyoptimized'),
  };
}

/** `Claude4.6Sonnet` and `NovaPro` as people write them: `Claude 4.6 Sonnet`, `Nova Pro`. */
export function wordsApart(model: string): string {
  return model.replaceAll(/(?<=[a-z])(?=[A-Z\d])|(?<=\d)(?=[A-Z][a-z])/g, ' ');
}

function kindOf(words: readonly string[]): TokenKind | undefined {
  const has = (...any: readonly string[]): boolean => any.some((word) => words.includes(word));
  if (has('video') || !has('token', 'tokens')) return undefined;
  const isSound = has('audio', 'speech');
  const isImage = has('image');
  if (has('cache') && has('read')) return isSound ? 'cacheReadAudio' : isImage ? 'cacheReadImage' : 'cacheRead';
  if (has('cache') && has('write')) {
    return has('1h') ? 'cacheWrite1h' : has('30m') ? 'cacheWrite30m' : 'cacheWrite5m';
  }
  if (has('input', 'prompt')) return isSound ? 'inputAudio' : isImage ? 'inputImage' : 'input';
  if (has('output', 'response', 'completion')) return isSound ? 'outputAudio' : isImage ? 'outputImage' : 'output';
  return undefined;
}
