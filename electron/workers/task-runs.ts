import type { Catalogue, LayeredCatalogue } from '#pricing';
import { calibrateInSteps, costIn, forecastSpendInSteps, seededRandom } from '#forecasting';
import { importFile, importMany, repriceLedger, reviewImport, type ImportReview } from '#importing';
import type { StartReader } from '#importing/columns';
import { exchangeRateAt } from '#shared/domain/exchange-rate.ts';
import type { ImportSummary } from '#shared/domain/importing.ts';
import type { Ledger } from '#ledger';
import { failure, type Failed, type Result } from '#shared/result.ts';
import { inTurns } from './in-turns.ts';
import type { TaskControl } from './runner.ts';
import type { Task, TaskInput, TaskKind, TaskOutput } from './tasks.ts';

/** What tasks work on. */
export interface TaskServices {
  readonly ledger: Pick<
    Ledger,
    | 'beginImport'
    | 'charges'
    | 'dictionary'
    | 'findImport'
    | 'hasImportOfSize'
    | 'listImports'
    | 'priceCard'
    | 'reprice'
    | 'scan'
    | 'usage'
    | 'verify'
  >;
  readonly catalogue: Catalogue & Pick<LayeredCatalogue, 'exchangeRates'>;
  /** The present, UTC ms. */
  readonly now: () => number;
  /** Threads that read large tables while this one stores; absent = this one does both. */
  readonly startReader?: StartReader | undefined;
}

type TaskRuns = {
  readonly [K in TaskKind]: (
    input: TaskInput<K>,
    services: TaskServices,
    control: TaskControl,
  ) => Promise<Result<TaskOutput<K>>>;
};

/** Fixed, so that the same ledger always calibrates to the same scenario. */
const calibrationSeed = 20_261_122;

/** How each kind of task is done. A new kind is a line here and one in `tasks.ts`. */
const taskRuns: TaskRuns = {
  import: (input, services, control) => importFile({ ...input, ...importing(services), ...control }),
  'import-many': (input, services, control) => importMany({ ...input, ...importing(services), ...control }),
  reprice: (request, services, control) => repriceLedger(request, { ...services, ...control }),
  calibrate: (request, { ledger }, control) =>
    inTurns(calibrateInSteps(ledger, { ...request, random: seededRandom(calibrationSeed) }), control),
  forecast: (query, { ledger, catalogue }, control) =>
    inTurns(forecastSpendInSteps(ledger, query, costIn(catalogue)), control),
  verify: async (_input, { ledger }) => ledger.verify(),
};

/** What imports work with. */
function importing(services: TaskServices) {
  const review = (summary: ImportSummary): ImportReview => reviewImport(services, summary);
  const known = services.catalogue.exchangeRates;
  return {
    ...services,
    review,
    exchangeRates: (currency: string, atMs: number) => exchangeRateAt(currency, atMs, known)?.usdPerUnit,
  };
}

/** Does a task here and now. Never rejects: what it throws is a bug and comes as a failure `task-crashed`. */
export async function runTask<K extends TaskKind>(
  task: Task<K>,
  services: TaskServices,
  control: TaskControl,
): Promise<Result<TaskOutput<K>>> {
  try {
    return await taskRuns[task.kind](task.input, services, control);
  } catch (error) {
    return taskCrashed(error);
  }
}

/** The failure that stands for a bug in a task. */
export function taskCrashed(error: unknown): Failed {
  const detail = error instanceof Error ? error.message : String(error);
  return failure('task-crashed', `The job stopped because of a bug in Burnrate (${detail}); nothing was changed.`);
}
