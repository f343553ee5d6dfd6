import type { BillableUnit } from '#shared/domain/billable-units.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { Residency, ServiceTier } from '#shared/domain/usage.ts';

/** What the description of a Google Cloud SKU says. */
export interface GcpSku {
  /** The words before what is counted: `Gemini 2.5 Flash`, without `GA`; the tool's name for a tool; empty for the rest. */
  readonly model: string;
  /** What one of the usage's units is: a kind of token, a unit, or undefined for what does not tell. */
  readonly counts: { readonly kind: TokenKind } | { readonly unit: BillableUnit } | undefined;
  readonly serviceTier: ServiceTier;
  readonly residency: Residency | undefined;
  readonly remarks: readonly string[];
}

/** Words that say what is counted; the model's name ends where the first of them stands. */
const countingWords = new Set(
  'ga global regional thinking text audio video pdf document input output cache cached caching storage token tokens batch flex priority long short predictions prediction count'.split(
    ' ',
  ),
);

/**
 * Reads a SKU of Vertex AI ("Gemini 2.5 Flash GA Thinking Text Output - Batch Predictions", "Gemini 2.5 Pro Input Text
 * Caching (Long)", "Claude Sonnet 4.5 Cache Read Tokens") or of the Gemini API ("Generate content output token count
 * gemini 2.5 flash short input text"). Undefined for a SKU that is of no language model.
 */
export function readGcpSku(description: string): GcpSku | undefined {
  const text = description.trim().replaceAll(/[_\s]+/g, ' ');
  // Sold by the search whatever the model, so that the search is what has a price.
  if (/\bgrounding\b|\bsearch quer(y|ies)\b/i.test(text)) return fee('Grounding with Google Search', 'webSearch');
  const image = /^(imagen .*?) (?:generation|image generation)\b/i.exec(text)?.[1];
  if (image !== undefined) return fee(image, 'generatedImage');
  const api = /^(?:batch )?generate content (.+?) token count (?:for )?(.+)$/i.exec(text);
  const words = api === null ? wordsOf(text) : [];
  if (api !== null) return readApiSku(text, api[1] ?? '', api[2] ?? '');
  const end = words.findIndex((word, index) => isCounting(word, words[index + 1]));
  if (end <= 0) return undefined;
  const model = words.slice(0, end).join(' ');
  return describe(model, words.slice(end).map(lower), /\bGA\b/.test(text));
}

function fee(model: string, unit: BillableUnit): GcpSku {
  return { model, counts: { unit }, serviceTier: 'standard', residency: undefined, remarks: [] };
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s(),]+| - /).filter((word) => word !== '' && word !== '-');
}

function lower(word: string): string {
  return word.toLowerCase();
}

/** `Image` is the model's where more of the name or another modality follows: `Gemini 3 Pro Image Text Input`. */
function isCounting(word: string, next: string | undefined): boolean {
  if (lower(word) === 'image') return next !== undefined && /^(input|output|caching|cached)$/i.test(next);
  return countingWords.has(lower(word));
}

/** @param counted the words before `token count`. @param rest the words after it: the model, then more of what is counted. */
function readApiSku(text: string, counted: string, rest: string): GcpSku | undefined {
  const before = wordsOf(counted).map(lower);
  const names = [...wordsOf(rest)];
  const after: string[] = [];
  const saysModality = before.some((word) => ['text', 'image', 'audio', 'video'].includes(word));
  while (names.length > 0) {
    const word = lower(names.at(-1) ?? '');
    const isName = saysModality ? word === 'image' || word === 'audio' : false;
    if (isName || !(word === 'image' || word === 'non-thinking' || countingWords.has(word))) break;
    after.unshift(word);
    names.pop();
  }
  const isBatch = /^batch /i.test(text) ? ['batch'] : [];
  // `short input text` after the model tells the price's step; the direction is the one before `token count`.
  const modality = after.filter((word) => word !== 'input' && word !== 'output' && word !== 'thinking');
  return describe(names.join(' '), [...before, ...modality, ...isBatch], true);
}

function describe(model: string, words: readonly string[], isGa: boolean): GcpSku | undefined {
  const has = (word: string): boolean => words.includes(word);
  const counts = countsOf(words);
  if (model === '' || (counts === undefined && !/gemini|claude|llama|mistral|embedding|imagen|veo/i.test(model))) {
    return undefined;
  }
  const remarks: string[] = [];
  if (has('long')) remarks.push('the line is of long prompts: it may be priced below the long-context rate');
  if (!isGa && /^gemini 2\.5 flash$/i.test(model)) {
    remarks.push('the SKU is the one from before general availability, whose price differs');
  }
  return {
    model: counts === undefined ? '' : model,
    counts,
    serviceTier: has('batch') ? 'batch' : has('flex') ? 'flex' : has('priority') ? 'priority' : 'standard',
    residency: has('global') ? 'global' : has('regional') ? 'regional' : undefined,
    remarks,
  };
}

function countsOf(words: readonly string[]): GcpSku['counts'] {
  const has = (...any: readonly string[]): boolean => any.some((word) => words.includes(word));
  if (has('storage')) return has('caching', 'cache', 'cached') ? { unit: 'cacheStorageMTokHour' } : undefined;
  if (has('video') && has('output')) return undefined;
  const isSound = has('audio');
  const isImage = has('image');
  if (has('caching', 'cached', 'cache')) {
    if (has('write', 'writes', 'creation')) return { kind: has('1h', '1hr') ? 'cacheWrite1h' : 'cacheWrite5m' };
    return { kind: isSound ? 'cacheReadAudio' : isImage ? 'cacheReadImage' : 'cacheRead' };
  }
  if (has('output')) {
    // "Thinking Text Output" counts thoughts; "Text Output (Thinking On)" counts what was written after them.
    const isThought = has('thinking') && words.indexOf('thinking') < words.indexOf('output');
    return { kind: isSound ? 'outputAudio' : isImage ? 'outputImage' : isThought ? 'reasoning' : 'output' };
  }
  return has('input') ? { kind: isSound ? 'inputAudio' : isImage ? 'inputImage' : 'input' } : undefined;
}
