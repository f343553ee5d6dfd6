import { datePattern } from '../name-parts.ts';
import type { NameRule } from './name-rule.ts';

const datedName = new RegExp(`^(.*?[a-z0-9].*?)[-@ ._]?\\(?(${datePattern.source})\\)?((?:-v\\d+)?(?::\\d+)?)$`, 'i');

/**
 * A dated snapshot (`gpt-4o-2024-08-06`, `claude-sonnet-4-20250514`) that the book does not list by its date costs what
 * the model does. Only a whole date at the end, before Bedrock's revision, counts: month and day alone, or year and month
 * (`mistral-large-2512`), tell generations apart.
 */
export const datedSnapshot: NameRule = {
  id: 'dated-snapshot',
  read({ provider, model }) {
    const date = datedName.exec(model);
    if (date === null) return undefined;
    const [, name = '', day = ''] = date;
    const revision = date.at(-1) ?? '';
    return [{ provider, model: `${name.trimEnd()}${revision}`, note: `without the date ${day}` }];
  },
};
