import type { NameRule } from './name-rule.ts';

/**
 * Vertex AI's version after `@`: `@20250514`, `@001`, `@default`, `@latest`. It names a snapshot, so a date is kept in
 * the form in which others write it.
 * Source: https://cloud.google.com/vertex-ai/generative-ai/docs/partner-models/claude/use-claude
 */
export const vertexVersion: NameRule = {
  id: 'vertex-version',
  read({ provider, model }) {
    const version = /^(.+)@([a-z0-9-]+)$/i.exec(model);
    if (version === null) return undefined;
    const [, name = '', mark = ''] = version;
    const note = `without Vertex AI's version "@${mark}"`;
    if (/^20\d{6}$/.test(mark)) return [{ provider, model: `${name}-${mark}`, note: `with the date of "@${mark}"` }];
    return /^(?:default|latest|00\d)$/i.test(mark) ? [{ provider, model: name, note }] : undefined;
  },
};
