import type { Ledger } from '#ledger';
import { exportFormat, type ExportSource } from '#reports';
import { budgetStatus, recordedSpan } from '#tracking';
import { budgetSchema, type Budget } from '#shared/domain/budget.ts';
import type { ExportCursor, ExportFormatId } from '#shared/domain/export.ts';
import type { UsageSelection } from '#shared/domain/usage-query.ts';

/** A ledger as exports read it. @param budgets of the whole ledger. */
export function exportSource(
  ledger: Ledger,
  budgets: readonly (Pick<Budget, 'name' | 'period' | 'amountUsd'> & Partial<Budget>)[] = [],
): ExportSource {
  return {
    ...ledger,
    budgets() {
      const recorded = recordedSpan(ledger);
      return budgets.map((budget, index) => {
        const entry = { id: index + 1, createdAtMs: 0, budget: budgetSchema.parse(budget) };
        return budgetStatus(ledger, entry, recorded, recorded.lastMs ?? 0);
      });
    },
  };
}

/** A whole export. */
export interface WholeExport {
  readonly text: string;
  readonly parts: number;
  readonly rows: number;
  readonly notes: readonly string[];
}

/** Every part of an export, one behind the other. @throws Error when a part does not go on where it should. */
export function exportAll(source: ExportSource, id: ExportFormatId, selection: UsageSelection = {}): WholeExport {
  const format = exportFormat(id);
  const notes: string[] = [];
  let [text, parts, rows] = ['', 0, 0];
  for (let cursor: ExportCursor | undefined; ;) {
    const steps = format.part(source, { selection, cursor });
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    const { next, done, total } = step.value;
    text += step.value.text;
    rows += step.value.rows;
    notes.push(...step.value.notes);
    parts += 1;
    if (next === null) {
      if (done !== total) throw new Error(`The last part ended at record ${done} of ${total}.`);
      return { text, parts, rows, notes };
    }
    if (next.done !== done || next.total !== total || done <= (cursor?.done ?? -1)) throw new Error('No way on.');
    cursor = next;
  }
}
