import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { Residency, ServiceTier } from '#shared/domain/usage.ts';

/** What the name of an Azure meter says. */
export interface AzureMeter {
  /** The words that are left: `gpt 4.1`, `gpt-4o-0513`; empty when there are none. */
  readonly model: string;
  /** Kind of token; undefined when the meter counts something else or does not say. */
  readonly kind: TokenKind | undefined;
  readonly serviceTier: ServiceTier;
  readonly residency: Residency;
  /** True for meters of training and hosting, whose tokens are no inference. */
  readonly isTraining: boolean;
  readonly isLongContext: boolean;
}

/** What a word of a meter's name can mean. */
interface Meaning {
  readonly direction?: 'input' | 'output';
  readonly modality?: 'text' | 'audio' | 'image';
  readonly isCached?: true;
  readonly isWrite?: true;
  readonly serviceTier?: ServiceTier;
  readonly residency?: Residency;
  readonly isTraining?: true;
  readonly isLongContext?: true;
}

const vocabulary: ReadonlyMap<string, Meaning> = new Map([
  ...meaning('inp inpt input prompt prmpt', { direction: 'input' }),
  ...meaning('outp outpt opt output completion', { direction: 'output' }),
  ...meaning('txt', { modality: 'text' }),
  ...meaning('aud', { modality: 'audio' }),
  ...meaning('img', { modality: 'image' }),
  ...meaning('cached cache cachd cchd cd', { isCached: true }),
  ...meaning('write writes wrt', { isWrite: true }),
  ...meaning('std standard', { serviceTier: 'standard' }),
  ...meaning('batch btch', { serviceTier: 'batch' }),
  ...meaning('flex', { serviceTier: 'flex' }),
  ...meaning('priority prty pp', { serviceTier: 'priority' }),
  ...meaning('glbl gl gbl global', { residency: 'global' }),
  // A data zone is dearer than a global deployment, as a single region is.
  ...meaning('dzone dz dzn datazone regnl rgnl regional regnal reg rgn', { residency: 'regional' }),
  ...meaning('trng training train hosting hstng grader grdr', { isTraining: true }),
  ...meaning('longco longctx', { isLongContext: true }),
  ...meaning('shortco shortctx read reads hit hits', {}),
  ...meaning('token tokens', {}),
]);

function meaning(words: string, means: Meaning): readonly (readonly [string, Meaning])[] {
  return words.split(' ').map((word) => [word, means]);
}

/**
 * Reads a meter of Azure OpenAI or Foundry: "gpt 4.1 Inp glbl Tokens", "gpt-4o-0806-cached-Inp-glbl Tokens",
 * "5.4 opt Gl 1M Tokens", "gpt 4.1 mini cached Inp Data Zone Tokens". A meter that only says "cached" counts cached input,
 * one of embeddings input.
 */
export function readAzureMeter(meter: string): AzureMeter {
  let read: Meaning = {};
  const rest = inPlainWords(meter).replaceAll(/[\w.]+/g, (word) => {
    const means = vocabulary.get(word.toLowerCase());
    if (means === undefined) return word;
    read = { ...read, ...means };
    return '';
  });
  // Words that were taken out leave their blanks and dashes behind.
  const model = rest
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/-?\s+-?/g, ' ')
    .replaceAll(/^[\s-]+|[\s-]+$/g, '');
  const direction = read.direction ?? (read.isCached === true || /\bembed/i.test(model) ? 'input' : undefined);
  return {
    model,
    kind: direction === undefined ? undefined : kindOf(direction, read, model),
    serviceTier: read.serviceTier ?? 'standard',
    residency: read.residency ?? 'global',
    isTraining: read.isTraining ?? false,
    isLongContext: read.isLongContext ?? false,
  };
}

/** Words that models are called by too are a modality only before what is counted: `audio input`, not `gpt-audio`. */
const modalityWords = /\b(?:(text)|(audio)|(image))(?=[ -](?:cached[ -])?(?:inp|inpt|input|outp|outpt|opt|output)\b)/gi;

function inPlainWords(meter: string): string {
  return meter
    .replace(/\s*-\s*preview$/i, '')
    .replaceAll(/\bdata[ -]zone\b/gi, 'datazone')
    .replaceAll(/\b1[km]\b(?=[ -]*tokens?\b)/gi, '')
    .replaceAll(modalityWords, (_match, text?: string, audio?: string) => (text && 'txt') ?? (audio && 'aud') ?? 'img');
}

function kindOf(
  direction: 'input' | 'output',
  { modality = 'text', isCached, isWrite }: Meaning,
  model: string,
): TokenKind {
  if (direction === 'output') {
    return ({ text: 'output', audio: 'outputAudio', image: 'outputImage' } as const)[modality];
  }
  // Claude's writes last five minutes where nothing else is said, OpenAI's half an hour.
  if (isCached === true && isWrite === true) return /claude/i.test(model) ? 'cacheWrite5m' : 'cacheWrite30m';
  return isCached === true
    ? ({ text: 'cacheRead', audio: 'cacheReadAudio', image: 'cacheReadImage' } as const)[modality]
    : ({ text: 'input', audio: 'inputAudio', image: 'inputImage' } as const)[modality];
}
