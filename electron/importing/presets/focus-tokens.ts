import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { residencies, serviceTiers, type Residency, type ServiceTier } from '#shared/domain/usage.ts';
import { readAzureMeter } from './azure-meter.ts';
import { readBedrockUsageType } from './bedrock-usage-type.ts';
import { readGcpSku } from './gcp-sku.ts';
import { fieldOf, textField, type JsonObject } from './json-values.ts';

/** What a FOCUS row says in the many places where providers say it. */
export interface FocusTexts {
  /** Provider id of who sells or hosts. */
  readonly provider: string;
  /** `SkuPriceDetails`, where it is an object. */
  readonly details: JsonObject | undefined;
  /** A column of the provider's own that names a kind of token; empty where there is none. */
  readonly tokenType: string;
  /** AWS' usage type, in a column of its own. */
  readonly usageType: string;
  readonly model: string;
  readonly skuMeter: string;
  readonly skuId: string;
  readonly description: string;
  readonly resourceName: string;
  readonly resourceType: string;
  readonly pricingCategory: string;
}

/** What a row is of. */
export interface FocusUse {
  readonly kind: TokenKind | undefined;
  /** Empty when no place names one. */
  readonly model: string;
  readonly serviceTier: ServiceTier;
  readonly residency: Residency | undefined;
  /** True when the text itself says that its quantity is of tokens, so that a unit such as `1K` or `count` is. */
  readonly saysTokens: boolean;
}

/**
 * Reads what a row is of, from the first place that tells: the price's details (`TokenDirection` and `TokenCacheAction` of
 * FOCUS' examples of AI billing, or a token type), a column of the provider's own, the cloud's usage type, meter or SKU as
 * in the cloud's own bill, the meter, the SKU's id, the description.
 */
export function readFocusUse(texts: FocusTexts): FocusUse {
  const { details, tokenType, skuMeter, skuId, description } = texts;
  const cloud = readCloudText(texts);
  const kind =
    detailedKind(details) ??
    kindInText(tokenType) ??
    cloud?.kind ??
    [skuMeter, skuId, description].map(kindInText).find((found) => found !== undefined);
  return {
    kind,
    model: modelOf(texts) || (cloud?.model ?? '') || modelBeforeKind(description),
    serviceTier: statedTier(details) ?? cloud?.serviceTier ?? tierOf(texts),
    residency: statedResidency(details) ?? cloud?.residency,
    saysTokens: cloud !== undefined,
  };
}

/** The clouds' own texts, where a row holds one. */
function readCloudText({ provider, usageType, skuMeter, description }: FocusTexts) {
  switch (provider) {
    case 'aws':
      return readBedrockUsageType(usageType);
    case 'azure': {
      const meter = [skuMeter, description].find((text) => /\btokens?\b/i.test(text));
      const read = meter === undefined ? undefined : readAzureMeter(meter);
      return read === undefined || read.isTraining ? undefined : read;
    }
    case 'google': {
      const sku = readGcpSku(description) ?? readGcpSku(skuMeter);
      return sku?.counts !== undefined && 'kind' in sku.counts ? { ...sku, kind: sku.counts.kind } : undefined;
    }
    default:
      return undefined;
  }
}

const kindNames = ['TokenType', 'TokenKind', 'x_TokenType', 'x_TokenKind'] as const;

function detailedKind(details: JsonObject | undefined): TokenKind | undefined {
  const direction = textField(details, 'TokenDirection', 'x_TokenDirection');
  if (direction === '') return kindInText(textField(details, ...kindNames));
  const action = textField(details, 'TokenCacheAction', 'x_TokenCacheAction');
  const modality = textField(details, 'TokenModality', 'Modality', 'x_Modality');
  const isCached = /read|write|hit|creat/i.test(action);
  return kindInText(`${modality} ${isCached ? `cache ${action}` : ''} ${direction}`);
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
    if (!has('read', 'reads', 'hit', 'hits') && !isInput) return undefined;
    return isSound ? 'cacheReadAudio' : isImage ? 'cacheReadImage' : 'cacheRead';
  }
  if (has('reasoning', 'thinking')) return 'reasoning';
  if (isOutput) return isSound ? 'outputAudio' : isImage ? 'outputImage' : 'output';
  return isInput ? (isSound ? 'inputAudio' : isImage ? 'inputImage' : 'input') : undefined;
}

const modelFields = ['ModelId', 'ModelName', 'Model', 'x_ModelId', 'x_ModelName', 'x_Model'] as const;

function modelOf({ details, model, skuMeter, description, resourceName, resourceType }: FocusTexts): string {
  const named = textField(details, ...modelFields) || model;
  if (named !== '') return named;
  const metered = /^(.+?)::/.exec(skuMeter)?.[1];
  if (metered !== undefined) return metered;
  if (/^(llm|.*\bmodel)$/i.test(resourceType) && resourceName !== '') return resourceName;
  return /\btokens?\b.*?\b(?:for|by|of|on|with)\s+([^,;()]+)$/i.exec(description)?.[1]?.trim() ?? '';
}

/** The model before its kind of token: "gpt-4o input tokens", "Claude Sonnet 4.5 cache read tokens". */
function modelBeforeKind(description: string): string {
  const name =
    /^([a-z][\w.:/-]*(?:[ \t][\w.:/-]+){0,5}?)[ \t](?:-[ \t])?(?:cached?|cache[- ]\w+|input|output|prompt|completion)\b/i.exec(
      description,
    )?.[1];
  return name !== undefined && /\d/.test(name) ? name : '';
}

/** The details' own word for a tier or a place, where it is one of ours: Burnrate's exports say it like this. */
function statedTier(details: JsonObject | undefined): ServiceTier | undefined {
  const stated = textField(details, 'x_ServiceTier').toLowerCase();
  return serviceTiers.find((tier) => tier === stated);
}

function statedResidency(details: JsonObject | undefined): Residency | undefined {
  const stated = textField(details, 'x_Residency').toLowerCase();
  return residencies.find((place) => place === stated);
}

function tierOf({ details, skuMeter, skuId, description, pricingCategory }: FocusTexts): ServiceTier {
  const stated = textField(details, 'ServiceTier', 'x_ServiceTier', 'ProcessingMode', 'InferenceMode');
  const text = `${stated} ${skuMeter} ${skuId} ${description} ${pricingCategory}`;
  if (/\bbatch\b/i.test(text)) return 'batch';
  if (/\bflex\b/i.test(text)) return 'flex';
  return /\bpriority\b/i.test(text) ? 'priority' : 'standard';
}

const modelWords = /bedrock|openai|anthropic|claude|gemini|vertex ai|foundry models|\bllm\b|generative|language model/i;

/** True when a row is of language models: by the details of its price, its service's category, or its service's name. */
export function isLanguageModel(texts: FocusTexts, serviceCategory: string, serviceName: string): boolean {
  if (fieldOf(texts.details, ...modelFields, 'ModelFamily', 'TokenDirection') !== undefined) return true;
  if (/^ai and machine learning$/i.test(serviceCategory)) return true;
  return modelWords.test(`${serviceName} ${texts.description} ${texts.skuMeter}`);
}
