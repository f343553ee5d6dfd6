import { fingerprint } from '#shared/fingerprint.ts';

/** Tells whether a counted text has changed: its length and fingerprint. */
export function textHash(text: string): string {
  return `${text.length}-${fingerprint(text)}`;
}
