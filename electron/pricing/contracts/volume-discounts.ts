import type { VolumeTerm } from '#shared/domain/contract-terms.ts';
import { formatUsd } from '#shared/money.ts';
import { isTokens, openUsage, sumOf, type ContractLine, type MonthUsage, type UsagePart } from './contract-line.ts';
import { isInScope } from './term-scope.ts';

/**
 * Discounts that grow with the month's volume: a line for each step that the month reaches. Marginal: a step takes its
 * percentage off what lies between its bound and the next one. Of several terms that fit some usage the first one
 * holds.
 */
export function volumeLines(terms: readonly VolumeTerm[], lines: readonly ContractLine[]): readonly ContractLine[] {
  const open = openUsage(lines).filter(({ usage }) => usage.kind !== 'provisionedUnitHour');
  const taken = new Set<MonthUsage>();
  return terms.flatMap((term) => {
    const inScope = open.filter(({ usage }) => !taken.has(usage) && isInScope(term, usage));
    for (const { usage } of inScope) taken.add(usage);
    return stepLines(term, inScope);
  });
}

function stepLines({ name, measure, tiers }: VolumeTerm, parts: readonly UsagePart[]): readonly ContractLine[] {
  const spent = sumOf(parts);
  const volume = measure === 'usd' ? spent : tokensOf(parts);
  if (volume <= 0) return [];
  return tiers.flatMap(({ from, percentOff }, index) => {
    const to = Math.min(volume, tiers[index + 1]?.from ?? volume);
    if (to <= from || percentOff === 0) return [];
    const share = (to - from) / volume;
    const discounted = parts.map(({ usage, usd }) => ({ usage, usd: -usd * share * (percentOff / 100) }));
    const beyond =
      measure === 'usd'
        ? `${formatUsd(to - from)} beyond ${formatUsd(from)}`
        : `${formatUsd(spent * share)} for ${count(to - from)} tokens beyond ${count(from)}`;
    return [
      {
        step: 'volume' as const,
        name,
        usd: sumOf(discounted),
        formula: `${beyond} × ${percentOff} % off.`,
        parts: discounted,
      },
    ];
  });
}

/** Tokens that are billed by the token: of usage that is partly paid otherwise, the part that is still open. */
function tokensOf(parts: readonly UsagePart[]): number {
  return parts
    .filter(({ usage }) => isTokens(usage))
    .reduce((sum, { usage, usd }) => sum + (usage.usd === 0 ? usage.quantity : (usage.quantity * usd) / usage.usd), 0);
}

function count(tokens: number): string {
  return tokens.toLocaleString('en-US', { maximumFractionDigits: 0 });
}
