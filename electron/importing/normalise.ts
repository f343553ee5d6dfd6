import { tokenKinds, type TokenCounts } from '#shared/domain/token-kinds.ts';
import type { UsageRecord } from '#shared/domain/usage.ts';
import type { ModelReference } from '#pricing';
import { maximumNameLength } from './read/cells.ts';
import type { NamedCount, Rejection, UsageDraft } from './presets/preset.ts';

/**
 * The one door through which every row becomes a usage record, whatever its preset: checks the sums that the file
 * states, splits inclusive totals into disjoint kinds, and refuses what is negative, fractional or turned round in time.
 * @param fallback the model of rows that name none.
 */
export function normalise(draft: UsageDraft, fallback: ModelReference | undefined): UsageRecord | Rejection {
  if (draft.endMs < draft.startMs) return { kind: 'reject', reason: 'the row ends before it starts' };
  for (const column of ['provider', 'model'] as const) {
    const { length } = draft[column];
    if (length > maximumNameLength) {
      return { kind: 'reject', column, reason: `the name has ${length} characters, more than a ${column}’s` };
    }
  }
  for (const { column, tokens, parts } of draft.stated) {
    const sum = sumOf(parts);
    if (sum !== tokens) {
      return { kind: 'reject', column, reason: `${column} is ${tokens}, but ${describeParts(parts)} make ${sum}` };
    }
  }
  const counts: TokenCounts = { ...draft.tokens };
  for (const { column, tokens, remainder, parts } of draft.inclusive) {
    const rest = tokens - sumOf(parts);
    if (rest < 0) {
      return {
        kind: 'reject',
        column,
        reason: `${column} is ${tokens}, less than its parts ${describeParts(parts)} (${sumOf(parts)}): the file may count them apart`,
      };
    }
    counts[remainder] = rest;
  }
  const tokens: TokenCounts = {};
  for (const kind of tokenKinds) {
    const count = counts[kind] ?? 0;
    if (!Number.isSafeInteger(count) || count < 0) {
      return { kind: 'reject', column: kind, reason: `${count} is not a count of tokens` };
    }
    if (count > 0) tokens[kind] = count;
  }
  const usesFallback = draft.model === '' && fallback !== undefined;
  return {
    startMs: draft.startMs,
    endMs: draft.endMs,
    provider: usesFallback ? (fallback.provider ?? draft.provider) : draft.provider,
    model: usesFallback ? fallback.model : draft.model,
    serviceTier: draft.serviceTier,
    requests: draft.requests,
    tokens,
    ...(draft.units === undefined ? {} : { units: draft.units }),
    ...(draft.residency === undefined ? {} : { residency: draft.residency }),
    ...draft.names,
  };
}

function sumOf(parts: readonly NamedCount[]): number {
  return parts.reduce((sum, part) => sum + part.tokens, 0);
}

/** The parts that are there, for a sentence. */
function describeParts(parts: readonly NamedCount[]): string {
  const present = parts.filter((part) => part.tokens > 0);
  return (present.length === 0 ? parts : present).map((part) => `${part.column} ${part.tokens}`).join(' + ');
}
