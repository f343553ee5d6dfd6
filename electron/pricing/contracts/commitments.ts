import type { CommitmentTerm } from '#shared/domain/contract-terms.ts';
import { formatUsd } from '#shared/money.ts';
import { openUsage, sumOf, type ContractLine } from './contract-line.ts';
import { isInScope } from './term-scope.ts';

/** Tops the month up to what was promised: a line for each commitment, of nothing where usage meets it. */
export function commitmentLines(
  terms: readonly CommitmentTerm[],
  lines: readonly ContractLine[],
): readonly ContractLine[] {
  const open = openUsage(lines);
  return terms.map((term) => {
    const used = sumOf(open.filter(({ usage }) => isInScope(term, usage)));
    const shortfall = Math.max(0, term.usdPerMonth - used);
    const compared = `${formatUsd(used)} used of ${formatUsd(term.usdPerMonth)} committed`;
    return {
      step: 'commitment',
      name: term.name,
      usd: shortfall,
      formula:
        shortfall === 0 ? `${compared}: met.` : `${compared}: the missing ${formatUsd(shortfall)} is billed too.`,
      parts: [],
    };
  });
}
