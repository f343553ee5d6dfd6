import type { Ledger } from '#ledger';
import { exportFormat, type ExportSource } from '#reports';
import { budgetSpending, recordedSpan } from '#tracking';
import { failure, success } from '#shared/result.ts';
import { checkPeriod } from '../check-period.ts';
import { fromLedgerInSlices } from '../from-ledger.ts';
import type { Handlers } from '../handler.ts';
import { budgetEntries } from '../tracking/stored-budgets.ts';

/** What the export method works on. */
export interface ExportServices {
  readonly ledger: () => Ledger;
  /** UTC ms. */
  readonly now: () => number;
}

/** Usage in the formats of others, part by part: a caller can stop between two, and none is large. */
export function exportHandlers({ ledger, now }: ExportServices): Handlers<'export.part'> {
  return {
    async 'export.part'({ format, cursor, ...selection }) {
      const refused = checkPeriod(selection);
      if (refused !== undefined) return refused;
      const { fileName, mediaType, part } = exportFormat(format);
      const made = await fromLedgerInSlices(() => part(exportSource(ledger(), now()), { selection, cursor }));
      if (!made.ok) return made;
      if (cursor !== undefined && made.value.total !== cursor.total) {
        return failure('ledger-changed', 'The ledger changed while it was being exported.', {
          nextStep: 'Export again.',
        });
      }
      return success({ fileName, mediaType, ...made.value });
    },
  };
}

function exportSource(ledger: Ledger, nowMs: number): ExportSource {
  return {
    ...ledger,
    budgets() {
      const recorded = recordedSpan(ledger);
      return budgetEntries(ledger).map((entry) => budgetSpending(ledger, entry, recorded, nowMs));
    },
  };
}
