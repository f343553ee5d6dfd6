import { nameParts } from '../name-parts.ts';
import type { NameRule } from './name-rule.ts';

/**
 * `-latest` and Google's stable revisions (`-001`) after a name that has a version: another name of that version.
 * `claude-sonnet-latest` moves from version to version with time, so it stays as it is.
 */
export const floatingName: NameRule = {
  id: 'floating-name',
  read({ provider, model }) {
    const suffix = /^(.+?)[-: ](latest|00\d)$/i.exec(model);
    if (suffix === null) return undefined;
    const [, name = '', mark = ''] = suffix;
    if (!nameParts(name).words.some((word) => /\d/.test(word))) return undefined;
    return [{ provider, model: name, note: `without "${mark}"` }];
  },
};
