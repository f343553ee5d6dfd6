import type { ScenarioDocument } from './scenario-document.ts';

/** Version 2 tells kinds of growth apart; version 1 knew compound growth alone. */
export function fromVersion1(document: ScenarioDocument): ScenarioDocument {
  const { calendar } = document;
  if (typeof calendar !== 'object' || calendar === null || Array.isArray(calendar)) return document;
  if (!('growthPerMonth' in calendar)) return document;
  const { growthPerMonth, ...others } = calendar;
  return { ...document, calendar: { ...others, growth: { kind: 'compound', perMonth: growthPerMonth } } };
}
