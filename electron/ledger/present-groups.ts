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
    totals: totalsOf(whole),
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
  const groupAt = groupReader(groups);
  return order.map((row) => {
    const keys: GroupKeys = {};
    for (let index = 0; index < by.length; index++) {
      const grouping = by[index];
      if (grouping !== undefined) keys[grouping] = names[index]?.[row] ?? '';
    }
    return groupAt(row, keys);
  });
}

type Group = UsageSummary['groups'][number];
type GroupKeys = Group['keys'];

/** The text of each row's key; equal keys are written once. */
function namesOf(groups: GroupedUsage, grouping: UsageGrouping, dictionary: UsageDictionary): readonly string[] {
  const texts = new Map<number, string>();
  const keys = groups.key(grouping);
  return Array.from({ length: groups.rows }, (_, row) => {
    const key = keys[row] ?? 0;
    const known = texts.get(key);
    if (known !== undefined) return known;
    const text = keyText(grouping, key, dictionary);
    texts.set(key, text);
    return text;
  });
}

function compareCosts(costs: SummableColumn | undefined, left: number, right: number): number {
  const cost = costs?.[left] ?? 0;
  const otherCost = costs?.[right] ?? 0;
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

/** The totals of the first row; zeros where there are no rows. */
export function totalsOf(groups: GroupedUsage): UsageTotals {
  const { keys: _keys, ...totals } = groupReader(groups)(0, {});
  return totals;
}

/** Writes groups. There may be ten thousands of them: what is the same for all is found out once. */
function groupReader({ measures }: GroupedUsage): (row: number, keys: GroupKeys) => Group {
  const tokens = presentColumns<TokenKind>(tokenKinds, (kind) => measures.get(tokenMeasure(kind)));
  const units = presentColumns<BillableUnit>(billableUnits, (unit) => measures.get(unitMeasure(unit)));
  const unpricedUnits = presentColumns<BillableUnit>(billableUnits, (unit) => measures.get(unpricedUnitMeasure(unit)));
  const plain = (name: keyof typeof plainMeasures): SummableColumn | undefined => measures.get(plainMeasures[name]);
  const [records, requests, cost] = [plain('records'), plain('requests'), plain('costNanoUsd')];
  const [unpricedRecords, unpricedTokens] = [plain('unpricedRecords'), plain('unpricedTokens')];
  const [billedRecords, charged] = [plain('billedRecords'), plain('chargedNanoUsd')];
  const [credited, computedOfBilled] = [plain('creditedNanoUsd'), plain('computedOfBilledNanoUsd')];
  return (row, keys) => {
    const costNanoUsd = exactAt(cost, row);
    return {
      keys,
      records: Number(exactAt(records, row)),
      requests: Number(exactAt(requests, row)),
      tokens: amountsAt(tokens, row, 1),
      totalTokens: sumAt(tokens, row),
      units: units.length === 0 ? nothing : amountsAt(units, row, microUnitsPerUnit),
      costNanoUsd: String(costNanoUsd),
      costUsd: nanoUsdToUsd(costNanoUsd),
      unpricedRecords: Number(exactAt(unpricedRecords, row)),
      unpricedTokens: Number(exactAt(unpricedTokens, row)),
      unpricedUnits: unpricedUnits.length === 0 ? nothing : amountsAt(unpricedUnits, row, microUnitsPerUnit),
      billedRecords: Number(exactAt(billedRecords, row)),
      computedOfBilledNanoUsd: String(exactAt(computedOfBilled, row)),
      billedNanoUsd:
        charged === undefined ? '0' : String(BigInt(exactAt(charged, row)) - BigInt(exactAt(credited, row))),
    };
  };
}

/** Units of groups that have none: one object for all of them. */
const nothing = Object.freeze({});

/** A column with what it is called in the totals. */
interface NamedColumn<Key extends string> {
  readonly key: Key;
  readonly column: SummableColumn;
}

function presentColumns<Key extends string>(
  keys: readonly Key[],
  columnOf: (key: Key) => SummableColumn | undefined,
): readonly NamedColumn<Key>[] {
  return keys.flatMap((key) => {
    const column = columnOf(key);
    return column === undefined ? [] : [{ key, column }];
  });
}

function amountsAt<Key extends string>(
  columns: readonly NamedColumn<Key>[],
  row: number,
  perUnit: number,
): Partial<Record<Key, number>> {
  const amounts: Partial<Record<Key, number>> = {};
  for (const { key, column } of columns) {
    const amount = Number(column[row] ?? 0);
    if (amount > 0) amounts[key] = amount / perUnit;
  }
  return amounts;
}

function sumAt(columns: readonly NamedColumn<string>[], row: number): number {
  let sum = 0;
  for (const { column } of columns) sum += Number(column[row] ?? 0);
  if (sum <= Number.MAX_SAFE_INTEGER) return sum;
  return Number(columns.reduce((total, { column }) => total + BigInt(column[row] ?? 0), 0n));
}
