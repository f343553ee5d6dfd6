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

/** What kind of personal data a name is; undefined = none that can be told by its form. */
export function personalDataIn(name: string): string | undefined {
  if (name.length > maximumNameLength) return 'texts too long for a name';
  return patterns.find(([, pattern]) => pattern.test(name))?.[0];
}

/** What is said of a name that is left out; undefined for one that stays: providers and models are not a person's. */
export function personalDataRemark(dimension: UsageDimension, name: string): string | undefined {
  if (dimension === 'provider' || dimension === 'model') return undefined;
  const what = personalDataIn(name);
  return what === undefined ? undefined : `${what} in ${dimension} left out (personal data)`;
}

/** A draft without the names that are personal data by their form; each kind is counted as a remark. */
export function withoutPersonalData(draft: UsageDraft, tally: Pick<Tally, 'addRemark'>): UsageDraft {
  let names: Partial<Record<(typeof namedDimensions)[number], string>> | undefined;
  for (const dimension of namedDimensions) {
    const name = draft.names[dimension];
    const remark = name === undefined ? undefined : personalDataRemark(dimension, name);
    if (remark === undefined) continue;
    names ??= { ...draft.names };
    delete names[dimension];
    tally.addRemark(remark);
  }
  return names === undefined ? draft : { ...draft, names };
}
