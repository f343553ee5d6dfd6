import type { UsageDimension } from '#shared/domain/usage.ts';
import type { UsageDraft } from './presets/preset.ts';
import { maximumNameLength } from './read/cells.ts';
import type { Tally } from './tally.ts';

/** The dimensions whose names may be a person's. */
const namedDimensions = ['project', 'user', 'task', 'conversation'] as const;

/** What a name gives away, and how it is recognised. Key names of Claude Code hold the user's name. */
const patterns: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['e-mail addresses', /[^\s@]@[^\s@]+\.[^\s@]/],
  ['IP addresses', /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.*:.*:)[\da-f:]+(?:\.\d{1,3}){0,4})(?:\/\d+|:\d+)?$/i],
  ['ARNs', /^arn:[\w-]+:/i],
  ['key names', /^(?:claude_code_key_|sk-|AKIA[0-9A-Z]{12})/],
];

/**
 * What is said of a name that is left out; undefined for one that stays: providers and models are not a person's.
 * @param keepsPersonalData true = names are left out only where they are too long to be one.
 */
export function leftOutRemark(dimension: UsageDimension, name: string, keepsPersonalData: boolean): string | undefined {
  if (dimension === 'provider' || dimension === 'model') return undefined;
  if (name.length > maximumNameLength) return `texts too long for a name in ${dimension} left out`;
  const what = keepsPersonalData ? undefined : patterns.find(([, pattern]) => pattern.test(name))?.[0];
  return what === undefined ? undefined : `${what} in ${dimension} left out (personal data)`;
}

/** A draft without the names that are left out; each kind is counted as a remark. */
export function withKeptNames(
  draft: UsageDraft,
  keepsPersonalData: boolean,
  tally: Pick<Tally, 'addRemark'>,
): UsageDraft {
  let names: Partial<Record<(typeof namedDimensions)[number], string>> | undefined;
  for (const dimension of namedDimensions) {
    const name = draft.names[dimension];
    const remark = name === undefined ? undefined : leftOutRemark(dimension, name, keepsPersonalData);
    if (remark === undefined) continue;
    names ??= { ...draft.names };
    delete names[dimension];
    tally.addRemark(remark);
  }
  return names === undefined ? draft : { ...draft, names };
}
