import type { MethodInput } from '#shared/contract.ts';
import type { ImportReport } from '#shared/domain/importing.ts';
import type { ResidualRow } from '#shared/domain/residual.ts';
import { totalTokens } from '#shared/domain/token-kinds.ts';

/**
 * What an import's bill is compared with: usage that states its own cost with itself; a bill alone with all usage of
 * its time, from whichever import it came.
 */
export function residualQueryOf(report: ImportReport): MethodInput<'usage.residual'> {
  const { importId, tokens, requests, firstMs, lastMs } = report;
  const isBillAlone = totalTokens(tokens) === 0 && requests === 0;
  if (importId !== null && !isBillAlone) return { by: ['day', 'model'], imports: [importId] };
  return {
    by: ['day', 'model'],
    ...(firstMs !== null && { fromMs: firstMs }),
    ...(lastMs !== null && firstMs !== null && { toMs: Math.max(lastMs, firstMs + 1) }),
  };
}

/** What a row is about: its model, or the bill's own words. */
export function residualRowName({ keys, lines }: Pick<ResidualRow, 'keys' | 'lines'>): string {
  const { model = '' } = keys;
  if (model !== '') return model;
  return lines.length > 0 ? lines.join(', ') : 'no named model';
}
