import type { ModelTokens, TextCount, TokenEncoding } from '#shared/domain/text-tokens.ts';
import { claude, ruleFor } from './rules/model-rule.ts';
import { tokenizerRules } from './rules/tokenizers.ts';

/**
 * Which encoding OpenAI's models use, by the start of their name. The first that fits counts.
 * Source: https://github.com/openai/tiktoken/blob/main/tiktoken/model.py (MODEL_TO_ENCODING, MODEL_PREFIX_TO_ENCODING).
 */
const encodingsByName: readonly { readonly covers: RegExp; readonly encoding: TokenEncoding }[] = [
  { covers: /^(ft:)?(chatgpt-4o|gpt-4o|gpt-4\.1|gpt-4\.5|gpt-5|o1|o3|o4)(?![a-z0-9])/, encoding: 'o200k_base' },
  { covers: /^gpt-oss(?![a-z0-9])/, encoding: 'o200k_base' },
  { covers: /^(ft:)?(gpt-4|gpt-3\.5|gpt-35)(?![.\da-z])/, encoding: 'cl100k_base' },
  { covers: /^text-embedding-(ada-002|3-small|3-large)$/, encoding: 'cl100k_base' },
];

/** The encoding that stands in for a tokenizer that is not published. */
const standIn: TokenEncoding = 'o200k_base';

/**
 * Half the width of an estimate's band, as a share. An assumption: no vendor publishes how its tokenizer compares with
 * OpenAI's, and the spread between tokenizers on the same English text or code is of this size.
 */
const estimateBand = 0.25;

/** The encoding in which texts for a model are counted: its own where that is published, else the stand-in. */
export function countingEncoding(modelId: string): TokenEncoding {
  return publishedEncoding(modelId) ?? standIn;
}

/**
 * What a counted text takes on a model: the count itself where the model uses the encoding of the count, else an estimate
 * with its band. Newer Claude models take about 30 % more tokens than earlier ones, for which the stand-in's count is taken
 * as it is.
 * @param modelId `provider/model`.
 */
export function tokensOnModel(
  { encoding, tokens }: Pick<TextCount, 'encoding' | 'tokens'>,
  modelId: string,
): ModelTokens {
  const own = publishedEncoding(modelId);
  if (own === encoding) {
    const basis = `counted in ${encoding}, the encoding of ${modelId}`;
    return { model: modelId, tokens, exactness: 'exact', low: tokens, high: tokens, basis };
  }
  const rule = ruleFor(tokenizerRules, ...splitReference(modelId));
  const factor = rule?.factor ?? 1;
  const estimate = tokens * factor;
  return {
    model: modelId,
    tokens: estimate,
    exactness: 'estimate',
    low: estimate * (1 - estimateBand),
    high: estimate * (1 + estimateBand),
    basis: [
      `counted in ${encoding}, which is not the encoding of ${modelId}`,
      ...(factor === 1 ? [] : [`times ${factor}: ${rule?.source ?? ''}`]),
      `±${estimateBand * 100} % is an assumption, not a published figure`,
    ].join('; '),
  };
}

function publishedEncoding(modelId: string): TokenEncoding | undefined {
  const name = modelId.slice(modelId.lastIndexOf('/') + 1).toLowerCase();
  return encodingsByName.find(({ covers }) => covers.test(name))?.encoding;
}

function splitReference(modelId: string): [provider: string, name: string] {
  const slash = modelId.indexOf('/');
  return slash < 0
    ? [claude(0)(modelId) ? 'anthropic' : '', modelId]
    : [modelId.slice(0, slash), modelId.slice(slash + 1)];
}
