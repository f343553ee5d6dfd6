/**
 * 32-bit FNV-1a over a text's UTF-16 code units: spreads names over streams of random numbers.
 * Source: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv (offset basis 2166136261, prime 16777619).
 */
export function fingerprint(text: string): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  return hash >>> 0;
}
