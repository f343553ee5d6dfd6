import type { ProvisionedTerm } from '#shared/domain/contract-terms.ts';
import { formatUsd } from '#shared/money.ts';
import { openUsage, sumOf, type ContractLine, type MonthUsage, type UsagePart } from './contract-line.ts';
import { isInScope } from './term-scope.ts';

/**
 * Charges provisioned throughput by the hour, and takes off the usage that runs on it. Of several terms that cover the
 * same usage the first one does.
 * @param monthHours hours of the calendar month.
 */
export function provisionedLines(
  terms: readonly ProvisionedTerm[],
  monthHours: number,
  lines: readonly ContractLine[],
): readonly ContractLine[] {
  const open = openUsage(lines);
  const taken = new Set<MonthUsage>();
  return terms.flatMap((term) => {
    const covered = open.filter(({ usage }) => !taken.has(usage) && isInScope(term, usage));
    for (const { usage } of covered) taken.add(usage);
    return [chargeLine(term, monthHours), ...coveredLines(term, covered)];
  });
}

function chargeLine(term: ProvisionedTerm, monthHours: number): ContractLine {
  const { name, units, usdPerUnitHour } = term;
  const hours = term.hoursPerMonth ?? monthHours;
  const usd = units * hours * usdPerUnitHour;
  const usage: MonthUsage = {
    provider: term.provider ?? '',
    model: term.model ?? '',
    kind: 'provisionedUnitHour',
    quantity: units * hours,
    usd,
  };
  return {
    step: 'provisioned',
    name,
    usd,
    formula: `${count(units)} units × ${count(hours)} hours × ${formatUsd(usdPerUnitHour)} a unit-hour.`,
    parts: [{ usage, usd }],
  };
}

function coveredLines({ name, coveredShare }: ProvisionedTerm, covered: readonly UsagePart[]): readonly ContractLine[] {
  if (covered.length === 0 || coveredShare === 0) return [];
  const parts = covered.map(({ usage, usd }) => ({ usage, usd: -usd * coveredShare }));
  const share = `${(100 * coveredShare).toLocaleString('en-US', { maximumFractionDigits: 1 })} %`;
  return [
    {
      step: 'covered',
      name,
      usd: sumOf(parts),
      formula: `${share} of ${formatUsd(sumOf(covered))} runs on the provisioned units and is not billed by the token.`,
      parts,
    },
  ];
}

function count(amount: number): string {
  return amount.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
