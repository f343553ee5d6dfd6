import type { Budget, BudgetPeriod, PeriodSpan } from '#shared/domain/budget.ts';
import type { UsageDimension } from '#shared/domain/usage.ts';

/** How a period is called in a sentence: `this month`. */
export const periodWords: Readonly<Record<BudgetPeriod, string>> = {
  day: 'a day',
  week: 'a week, from Monday',
  month: 'a month',
  rolling: 'the last days',
};

/** What a dimension's members are called. */
export const dimensionWords: Readonly<Record<UsageDimension, { readonly one: string; readonly label: string }>> = {
  provider: { one: 'provider', label: 'Provider' },
  model: { one: 'model', label: 'Model' },
  project: { one: 'project', label: 'Project' },
  user: { one: 'user', label: 'User' },
  task: { one: 'task', label: 'Task (tag)' },
  conversation: { one: 'conversation', label: 'Conversation' },
};

/** What a budget counts: `everything`, `project search, for each user`. */
export function scopeSentence({ scope, each }: Pick<Budget, 'scope' | 'each'>): string {
  const parts = Object.entries(scope ?? {}).flatMap(([dimension, names]) =>
    names === undefined
      ? []
      : [`${dimension} ${names.map((name) => (name === '' ? '(none)' : String(name))).join(', ')}`],
  );
  const what = parts.length === 0 ? 'Everything' : parts.join('; ');
  return each === undefined ? what : `${what}, for each ${dimensionWords[each].one}`;
}

/** The days of a period: `1 Nov – 30 Nov 2026`. */
export function spanWords({ fromMs, toMs }: PeriodSpan, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
  return format.formatRange(fromMs, toMs - 1);
}
