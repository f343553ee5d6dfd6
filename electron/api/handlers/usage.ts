import { success } from '#shared/result.ts';
import { reconcile } from '#importing';
import type { Ledger } from '#ledger';
import type { Catalogue } from '#pricing';
import type { JobRegistry } from '#workers';
import { checkPeriod } from '../check-period.ts';
import { fromLedger } from '../from-ledger.ts';
import type { Handlers } from '../handler.ts';

/** What the usage methods work on. */
export interface UsageServices {
  /** The open ledger; a function, because the host may open another one. */
  readonly ledger: () => Ledger;
  readonly catalogue: Catalogue;
  readonly jobs: Pick<JobRegistry, 'start'>;
  /** Called after a method has changed the ledger. */
  readonly onLedgerChanged: () => void;
}

type UsageMethod =
  | 'usage.summary'
  | 'usage.records'
  | 'usage.names'
  | 'usage.export'
  | 'usage.residual'
  | 'usage.reprice'
  | 'import.list'
  | 'import.undo';

/** Methods that read what the ledger holds, price it again, and take an import back. */
export function usageHandlers({ ledger, catalogue, jobs, onLedgerChanged }: UsageServices): Handlers<UsageMethod> {
  return {
    'usage.summary': (query) => checkPeriod(query) ?? fromLedger(() => success(ledger().usage(query))),
    'usage.records': (query) => checkPeriod(query) ?? fromLedger(() => success(ledger().records(query))),
    'usage.names': (query) => fromLedger(() => success(ledger().names(query))),
    'usage.export': (query) => checkPeriod(query) ?? fromLedger(() => success(ledger().exportCsv(query))),
    'usage.residual': (query) =>
      checkPeriod(query) ?? fromLedger(() => success(reconcile({ ledger: ledger(), catalogue }, query))),
    'usage.reprice'(request) {
      const refused = checkPeriod(request);
      if (refused !== undefined) return refused;
      const title = request.apply ? 'Pricing again' : 'Comparing prices';
      return success({ jobId: jobs.start({ title, task: { kind: 'reprice', input: request } }).id });
    },
    'import.list': () => fromLedger(() => success([...ledger().listImports()])),
    'import.undo': ({ importId }) =>
      fromLedger(() => {
        const undone = ledger().undoImport(importId);
        if (undone.ok) onLedgerChanged();
        return undone;
      }),
  };
}
