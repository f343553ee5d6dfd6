import type { MethodInput } from '#shared/contract.ts';
import type { BudgetEntry, BudgetPeriod } from '#shared/domain/budget.ts';
import { usageDimensions, type UsageDimension } from '#shared/domain/usage.ts';

/** A budget as it is typed. */
export interface BudgetDraft {
  readonly name: string;
  /** The dimension whose names the budget is for; null = everything. */
  readonly dimension: UsageDimension | null;
  readonly names: readonly string[];
  readonly each: UsageDimension | null;
  readonly period: BudgetPeriod;
  readonly rollingDays: number;
  /** Null = not given yet. */
  readonly amountUsd: number | null;
  readonly isHard: boolean;
  /** Percents with commas between them. */
  readonly thresholds: string;
  readonly timeZone: string;
}

export type DraftProblems = Partial<Record<keyof BudgetDraft, string>>;

/** A draft to start from: the budget that is edited, or an empty one. */
export function draftOf(entry: BudgetEntry | null, timeZone: string): BudgetDraft {
  if (entry === null) {
    return {
      name: '',
      dimension: null,
      names: [],
      each: null,
      period: 'month',
      rollingDays: 30,
      amountUsd: null,
      isHard: false,
      thresholds: percentText([0.5, 0.75, 0.9, 1]),
      timeZone,
    };
  }
  const { budget } = entry;
  const dimension = usageDimensions.find((name) => budget.scope?.[name] !== undefined) ?? null;
  return {
    name: budget.name,
    dimension,
    names: dimension === null ? [] : (budget.scope?.[dimension] ?? []),
    each: budget.each ?? null,
    period: budget.period,
    rollingDays: budget.rollingDays ?? 30,
    amountUsd: budget.amountUsd,
    isHard: budget.limit === 'hard',
    thresholds: percentText(budget.thresholds),
    timeZone: budget.timeZone,
  };
}

/** What of a draft has to be mended before it can be saved. */
export function draftProblems(draft: BudgetDraft): DraftProblems {
  const thresholds = percentsOf(draft.thresholds);
  return {
    ...(draft.name.trim() === '' && { name: 'Give it a name.' }),
    ...(draft.amountUsd === null || draft.amountUsd <= 0 ? { amountUsd: 'Give an amount above 0.' } : {}),
    ...(draft.dimension !== null && draft.names.length === 0 && { names: 'Choose at least one.' }),
    ...(thresholds === undefined && { thresholds: 'Percents above 0, ascending, with commas between them.' }),
  };
}

/** What is saved; undefined while there are problems. Parts of a scope that the form does not show are kept. */
export function budgetInput(draft: BudgetDraft, entry: BudgetEntry | null): MethodInput<'budget.save'> | undefined {
  const thresholds = percentsOf(draft.thresholds);
  const { amountUsd, dimension, each, period, rollingDays, timeZone } = draft;
  if (Object.keys(draftProblems(draft)).length > 0 || amountUsd === null || thresholds === undefined) return undefined;
  const kept = entry?.budget.scope ?? {};
  const others = Object.fromEntries(Object.entries(kept).filter(([name]) => name !== draftOf(entry, '').dimension));
  const scope = { ...others, ...(dimension === null ? {} : { [dimension]: [...draft.names] }) };
  return {
    ...(entry === null ? {} : { id: entry.id }),
    budget: {
      name: draft.name.trim(),
      period,
      amountUsd,
      limit: draft.isHard ? 'hard' : 'soft',
      thresholds,
      timeZone,
      ...(Object.keys(scope).length > 0 && { scope }),
      ...(each !== null && { each }),
      ...(period === 'rolling' && { rollingDays }),
    },
  };
}

/** Shares as percents: `50, 75, 90, 100`. */
export function percentText(shares: readonly number[]): string {
  return shares.map((share) => Number((share * 100).toFixed(6))).join(', ');
}

function percentsOf(text: string): number[] | undefined {
  const shares = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part) / 100));
  const isAscending = shares.every((share, index) => share > (shares[index - 1] ?? 0));
  return isAscending && shares.length <= 20 && shares.every((share) => share <= 100) ? shares : undefined;
}
