import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';
import { fieldOf, textField, type JsonObject } from './json-values.ts';

/** What a FOCUS row says in the many places where providers say it. */
export interface FocusTexts {
  /** `SkuPriceDetails`, where it is an object. */
  readonly details: JsonObject | undefined;
  /** Columns of the provider's own, such as `x_TokenType`; empty where there is none. */
  readonly tokenType: string;
  readonly model: string;
  readonly skuMeter: string;
  readonly skuId: string;
  readonly description: string;
  readonly resourceName: string;
  readonly resourceType: string;
}

const kindNames = ['TokenType', 'TokenKind', 'UsageType'] as const;

/**
 * The kind of token of a row, from the first place that tells: the price's details (`TokenDirection` and `TokenCacheAction`
 * of FOCUS' examples of AI billing, or a token type), a column of the provider's own, the meter, the SKU, the description.
 */
export function focusTokenKind(texts: FocusTexts): TokenKind | undefined {
  const { details, tokenType, skuMeter, skuId, description } = texts;
  const direction = textField(details, 'TokenDirection', 'x_TokenDirection');
  if (direction !== '') {
    const action = textField(details, 'TokenCacheAction', 'x_TokenCacheAction');
    const modality = textField(details, 'TokenModality', 'Modality', 'x_Modality');
    const isCached = /read|write|hit|creat/i.test(action);
    return kindInText(`${modality} ${isCached ? `cache ${action}` : ''} ${direction}`);
  }
  const typed = textField(details, ...kindNames, ...kindNames.map((name) => `x_${name}`)) || tokenType;
  for (const text of [typed, skuMeter, skuId, description]) {
    const kind = kindInText(text);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** The kind that a text names: "Cache Read Input Tokens", `claude-sonnet-4-5::outputTokens`, "cached-input"; one at most. */
function kindInText(text: string): TokenKind | undefined {
  const words = text
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const has = (...any: readonly string[]): boolean => any.some((word) => words.includes(word));
  const isInput = has('input', 'prompt');
  const isOutput = has('output', 'completion', 'generated');
  if (isInput && isOutput) return undefined;
  const isSound = has('audio');
  const isImage = has('image');
  if (has('cache', 'cached', 'caching')) {
    if (has('write', 'writes', 'creation', 'create')) {
      return has('1h', '60m') ? 'cacheWrite1h' : has('30m') ? 'cacheWrite30m' : 'cacheWrite5m';
    }
    if (has('read', 'reads', 'hit', 'hits') || isInput) {
      return isSound ? 'cacheReadAudio' : isImage ? 'cacheReadImage' : 'cacheRead';
    }
    return undefined;
  }
  if (has('reasoning', 'thinking')) return 'reasoning';
  if (isOutput) return isSound ? 'outputAudio' : isImage ? 'outputImage' : 'output';
  return isInput ? (isSound ? 'inputAudio' : isImage ? 'inputImage' : 'input') : undefined;
}

const modelFields = ['ModelId', 'ModelName', 'Model', 'x_ModelId', 'x_ModelName', 'x_Model'] as const;

/** The model of a row, from the first place that names one; empty when none does. */
export function focusModel({ details, model, skuMeter, description, resourceName, resourceType }: FocusTexts): string {
  const named = textField(details, ...modelFields) || model;
  if (named !== '') return named;
  const metered = /^(.+?)::/.exec(skuMeter)?.[1];
  if (metered !== undefined) return metered;
  if (/^(llm|.*\bmodel)$/i.test(resourceType) && resourceName !== '') return resourceName;
  const described = /\btokens?\b.*?\b(?:for|by|of|on|with)\s+([^,;()]+)$/i.exec(description)?.[1];
  if (described !== undefined) return described.trim();
  // "gpt-4o input tokens": what stands before the kind.
  return (
    /^([\w.:/-]*\d[\w.:/-]*)\s+(?:cached?|cache[- ]\w+|input|output|prompt|completion)\b/i.exec(description)?.[1] ?? ''
  );
}

/** How a row was served, where its details or meter say so. */
export function focusTier({ details, skuMeter, skuId, description }: FocusTexts, pricing: string): ServiceTier {
  const stated = textField(details, 'ServiceTier', 'x_ServiceTier', 'ProcessingMode', 'InferenceMode');
  const text = `${stated} ${skuMeter} ${skuId} ${description} ${pricing}`;
  if (/\bbatch\b/i.test(text)) return 'batch';
  if (/\bflex\b/i.test(text)) return 'flex';
  return /\bpriority\b/i.test(text) ? 'priority' : 'standard';
}

/** True when a row is of a model: by its details, its service, or a kind of token in its texts. */
export function isLanguageModel(texts: FocusTexts, serviceCategory: string, serviceName: string): boolean {
  if (fieldOf(texts.details, ...modelFields, 'ModelFamily', 'TokenDirection') !== undefined) return true;
  if (/^ai and machine learning$/i.test(serviceCategory)) return true;
  return /bedrock|openai|anthropic|claude|gemini|vertex ai|foundry models|\bllm\b|generative/i.test(
    `${serviceName} ${texts.description} ${texts.skuMeter}`,
  );
}
