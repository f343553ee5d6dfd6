/**
 * Short fingerprint of a text: 32-bit FNV-1a over its UTF-16 code units, 8 hex digits. Tells versions of one thing
 * apart; no defence against someone who wants a collision.
 * Source: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv (offset basis 2166136261, prime 16777619).
 */
export function fingerprint(text: string): string {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
