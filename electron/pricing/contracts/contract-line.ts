import { billableUnitLabels } from '#shared/domain/billable-units.ts';
import type { PricedThing } from './term-scope.ts';

/** Some of a month's usage: everything of one kind on one model. */
export interface MonthUsage extends PricedThing {
  /** Tokens, or units. */
  readonly quantity: number;
  /** What it costs at card prices, contract discounts included, USD. */
  readonly usd: number;
}

/** The part of an amount that belongs to some usage. */
export interface UsagePart {
  readonly usage: MonthUsage;
  /** USD; negative for what is taken off. */
  readonly usd: number;
}

/** One line of what a month costs under a contract. */
export interface ContractLine {
  /** Which step it comes from. */
  readonly step: 'usage' | 'provisioned' | 'covered' | 'volume' | 'commitment';
  /** The model, or the name of the term. */
  readonly name: string;
  /** USD; negative for what is taken off. */
  readonly usd: number;
  /** How the amount comes about, in one sentence. */
  readonly formula: string;
  /** What usage the amount belongs to; empty for what belongs to none. */
  readonly parts: readonly UsagePart[];
}

/** What is to be paid for each usage after the lines so far. */
export function openUsage(lines: readonly ContractLine[]): readonly UsagePart[] {
  const open = new Map<MonthUsage, number>();
  for (const { parts } of lines) for (const { usage, usd } of parts) open.set(usage, (open.get(usage) ?? 0) + usd);
  return [...open].map(([usage, usd]) => ({ usage, usd }));
}

/** Sum of some parts, USD. */
export function sumOf(parts: readonly UsagePart[]): number {
  return parts.reduce((sum, { usd }) => sum + usd, 0);
}

/** True for usage that is counted in tokens. */
export function isTokens({ kind }: MonthUsage): boolean {
  return !(kind in billableUnitLabels);
}
