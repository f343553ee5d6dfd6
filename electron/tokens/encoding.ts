import type { TiktokenBPE } from 'js-tiktoken/lite';
import type { TokenEncoding } from '#shared/domain/text-tokens.ts';

/** An encoding, ready to count with. */
export interface Encoding {
  /** Splits a text into the pieces that are encoded one by one. */
  readonly pieces: RegExp;
  /** Ranks of byte sequences; a sequence is written as text of one character a byte. */
  readonly ranks: ReadonlyMap<string, number>;
}

const loaded = new Map<TokenEncoding, Promise<Encoding>>();

/** Loads an encoding when it is first asked for: its ranks are 1 to 2 MB. */
export function loadEncoding(name: TokenEncoding): Promise<Encoding> {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const loading = readRanks(name).then(buildEncoding);
  loaded.set(name, loading);
  return loading;
}

async function readRanks(name: TokenEncoding): Promise<TiktokenBPE> {
  switch (name) {
    case 'o200k_base':
      return (await import('js-tiktoken/ranks/o200k_base')).default;
    case 'cl100k_base':
      return (await import('js-tiktoken/ranks/cl100k_base')).default;
  }
}

function buildEncoding({ pat_str: pattern, bpe_ranks: lines }: TiktokenBPE): Encoding {
  const ranks = new Map<string, number>();
  for (const line of lines.split('\n')) {
    const [mark, first, ...tokens] = line.split(' ');
    if (mark === undefined || first === undefined) continue;
    for (const [index, token] of tokens.entries()) ranks.set(atob(token), Number(first) + index);
  }
  // The encodings are defined in Rust, whose \s is Unicode's White_Space: JavaScript's differs at U+0085 and U+FEFF.
  const asInRust = pattern.replaceAll('\\s', '\\p{White_Space}').replaceAll('\\S', '\\P{White_Space}');
  return { pieces: new RegExp(asInRust, 'gu'), ranks };
}
