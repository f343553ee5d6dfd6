import type { ImportReport } from '#shared/domain/importing.ts';
import type { Result } from '#shared/result.ts';
import type { JobRunner, TaskControl } from '#workers';

/** The report of an import that added one record. */
export const smallReport: ImportReport = {
  importId: 1,
  file: 'usage.csv',
  sha256: 'ab',
  preset: 'trace',
  presetName: 'Test',
  presetReason: 'test',
  dryRun: false,
  rowsRead: 1,
  imported: 1,
  duplicate: 0,
  empty: 0,
  rejected: 0,
  rejects: [],
  priced: 1,
  unpriced: 0,
  partlyPriced: 0,
  unpricedModels: [],
  requests: 1,
  tokens: { input: 1 },
  costNanoUsd: '1',
  costUsd: 1e-9,
  charges: 0,
  billedNanoUsd: null,
  residualUsd: null,
  residual: [],
  firstMs: 0,
  lastMs: 0,
  overlaps: [],
  notes: [],
};

/** A runner that the test drives by hand: each task waits until it is told how to end. */
export interface HandRunner extends JobRunner {
  /** Controls of the tasks that are waiting, in the order of their start. */
  readonly controls: TaskControl[];
  /** Ends the oldest waiting task. */
  end(result: Result<ImportReport>): void;
  isClosed(): boolean;
}

export function createHandRunner(): HandRunner {
  const controls: TaskControl[] = [];
  const waiting: ((result: Result<ImportReport>) => void)[] = [];
  let closed = false;
  return {
    controls,
    run(_task, control = {}) {
      controls.push(control);
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
    end(result) {
      waiting.shift()?.(result);
    },
    async close() {
      closed = true;
    },
    isClosed: () => closed,
  };
}
