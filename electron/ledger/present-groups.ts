import type { BillableUnit } from '#shared/domain/billable-units.ts';
import { billableUnits } from '#shared/domain/billable-units.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { UsageDictionary } from '#shared/domain/usage-columns.ts';
import { microUnitsPerUnit } from '#shared/domain/usage-columns.ts';
import type { UsageGrouping, UsageSummary, UsageTotals } from '#shared/domain/usage-query.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import type { SummableColumn } from './exact-column.ts';
import { exactAt } from './exact-column.ts';
import { keyText } from './usage-key.ts';
import { plainMeasures, tokenMeasure, unitMeasure, unpricedUnitMeasure } from './usage-measures.ts';
import type { GroupedUsage } from './usage-rows.ts';
import { groupUsage } from './usage-rows.ts';

/** Shows groups: named, dearest first, then by keys. No groups are listed when nothing is grouped by. */
export function presentGroups(
  groups: GroupedUsage,
  by: readonly UsageGrouping[],
  dictionary: UsageDictionary,
): UsageSummary {
  const whole = groupUsage(groups, []);
  return {
    by: [...by],
    totals: totalsReader(whole)(0),
    groups: by.length === 0 ? [] : presentEach(groups, by, dictionary),
    firstMs: whole.rows === 0 ? null : (whole.firstMs[0] ?? null),
    lastMs: whole.rows === 0 ? null : (whole.lastMs[0] ?? null),
  };
}

function presentEach(
  groups: GroupedUsage,
  by: readonly UsageGrouping[],
  dictionary: UsageDictionary,
): UsageSummary['groups'] {
  const names = by.map((grouping) => namesOf(groups, grouping, dictionary));
  const costs = groups.measures.get(plainMeasures.costNanoUsd);
  const order = Array.from({ length: groups.rows }, (_, row) => row);
  order.sort((left, right) => compareCosts(costs, left, right) || compareNames(names, by, left, right));
  const totalsAt = totalsReader(groups);
  return order.map((row) => {
    const keys: UsageSummary['groups'][number]['keys'] = {};
    for (const [index, grouping] of by.entries()) keys[grouping] = names[index]?.[row] ?? '';
    return { keys, ...totalsAt(row) };
  });
}

/** The text of each row's key; equal keys are written once. */
function namesOf(groups: GroupedUsage, grouping: UsageGrouping, dictionary: UsageDictionary): readonly string[] {
  const texts = new Map<number, string>();
  return Array.from(groups.key(grouping), (key) => {
    const known = texts.get(key);
    if (known !== undefined) return known;
    const text = keyText(grouping, key, dictionary);
    texts.set(key, text);
    return text;
  });
}

function compareCosts(costs: SummableColumn | undefined, left: number, right: number): number {
  const [cost, otherCost] = [exactAt(costs, left), exactAt(costs, right)];
  return cost === otherCost ? 0 : cost > otherCost ? -1 : 1;
}

function compareNames(
  names: readonly (readonly string[])[],
  by: readonly UsageGrouping[],
  left: number,
  right: number,
): number {
  for (const [index, texts] of names.entries()) {
    const [name = '', otherName = ''] = [texts[left], texts[right]];
    if (name === otherName) continue;
    // Ids of imports are numbers: 2 comes before 10.
    if (by[index] === 'import') return Number(name) - Number(otherName);
    return name < otherName ? -1 : 1;
  }
  return 0;
}

/** Reads the totals of one row; zeros where there are no rows. */
export function totalsReader({ measures }: GroupedUsage): (row: number) => UsageTotals {
  const tokens = presentColumns<TokenKind>(tokenKinds, (kind) => measures.get(tokenMeasure(kind)));
  const units = presentColumns<BillableUnit>(billableUnits, (unit) => measures.get(unitMeasure(unit)));
  const unpricedUnits = presentColumns<BillableUnit>(billableUnits, (unit) => measures.get(unpricedUnitMeasure(unit)));
  const plain = (name: keyof typeof plainMeasures): SummableColumn | undefined => measures.get(plainMeasures[name]);
  const [records, requests, cost] = [plain('records'), plain('requests'), plain('costNanoUsd')];
  const [unpricedRecords, unpricedTokens] = [plain('unpricedRecords'), plain('unpricedTokens')];
  const [billedRecords, charged] = [plain('billedRecords'), plain('chargedNanoUsd')];
  const credited = plain('creditedNanoUsd');
  return (row) => {
    const costNanoUsd = exactAt(cost, row);
    return {
      records: Number(exactAt(records, row)),
      requests: Number(exactAt(requests, row)),
      tokens: amountsAt(tokens, row, 1),
      totalTokens: sumAt(tokens, row),
      units: amountsAt(units, row, microUnitsPerUnit),
      costNanoUsd: String(costNanoUsd),
      costUsd: nanoUsdToUsd(costNanoUsd),
      unpricedRecords: Number(exactAt(unpricedRecords, row)),
      unpricedTokens: Number(exactAt(unpricedTokens, row)),
      unpricedUnits: amountsAt(unpricedUnits, row, microUnitsPerUnit),
      billedRecords: Number(exactAt(billedRecords, row)),
      billedNanoUsd: String(BigInt(exactAt(charged, row)) - BigInt(exactAt(credited, row))),
    };
  };
}

type NamedColumns<Key extends string> = readonly (readonly [Key, SummableColumn])[];

function presentColumns<Key extends string>(
  keys: readonly Key[],
  columnOf: (key: Key) => SummableColumn | undefined,
): NamedColumns<Key> {
  return keys.flatMap((key) => {
    const column = columnOf(key);
    return column === undefined ? [] : [[key, column] as const];
  });
}

function amountsAt<Key extends string>(
  columns: NamedColumns<Key>,
  row: number,
  perUnit: number,
): Partial<Record<Key, number>> {
  const amounts: Partial<Record<Key, number>> = {};
  for (const [key, column] of columns) {
    const amount = Number(column[row] ?? 0);
    if (amount > 0) amounts[key] = amount / perUnit;
  }
  return amounts;
}

function sumAt(columns: NamedColumns<string>, row: number): number {
  let sum = 0;
  for (const [, column] of columns) sum += Number(column[row] ?? 0);
  return sum <= Number.MAX_SAFE_INTEGER
    ? sum
    : Number(columns.reduce((total, [, column]) => total + BigInt(column[row] ?? 0), 0n));
}
