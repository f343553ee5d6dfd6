import type { ImportSummary } from '#shared/domain/importing.ts';
import type { Residual } from '#shared/domain/residual.ts';
import type { Ledger } from '#ledger';
import type { Catalogue } from '#pricing';
import { reconcile } from './reconcile.ts';
import { sharedDaysNotes } from './shared-days.ts';

/** What the whole ledger says of an import once it is part of it. */
export interface ImportReview {
  /** Billed against computed by day and model; undefined where the file states no cost. */
  readonly residual: Residual | undefined;
  /** Sentences about the import beside others. */
  readonly notes: readonly string[];
}

/** What an import is reviewed with. */
export interface ReviewSources {
  readonly ledger: Pick<Ledger, 'charges' | 'listImports' | 'usage'>;
  readonly catalogue: Pick<Catalogue, 'cards'>;
}

/**
 * Compares what an import's file says it cost with what its usage costs. Usage that states its own cost is compared with
 * itself; a bill alone with all usage of its time, from whichever import it came.
 */
export function reviewImport(sources: ReviewSources, summary: ImportSummary): ImportReview {
  const { id, records, billedNanoUsd, firstMs, lastMs } = summary;
  const period = {
    ...(firstMs === null ? {} : { fromMs: firstMs }),
    ...(firstMs === null || lastMs === null ? {} : { toMs: Math.max(lastMs, firstMs + 1) }),
  };
  const of = records > 0 ? { imports: [id] } : period;
  const residual = billedNanoUsd === null ? undefined : reconcile(sources, { by: ['day', 'model'], ...of });
  return { residual, notes: [...(residual?.notes ?? []), ...sharedDaysNotes(sources.ledger, summary)] };
}
