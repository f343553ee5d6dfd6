import type { MethodName } from '#shared/channels.ts';
import type { AppEvent, MethodOutput } from '#shared/contract.ts';
import { success, type Result } from '#shared/result.ts';
import type { Ledger } from '#ledger';
import type { Catalogue } from '#pricing';
import type { JobRegistry } from '#workers';
import type { FileGrants } from './file-grants.ts';
import type { Handler, Handlers } from './handler.ts';
import { catalogueHandlers } from './handlers/catalogue.ts';
import { importHandlers } from './handlers/importing.ts';
import { jobHandlers } from './handlers/jobs.ts';
import { priceDocumentHandlers } from './handlers/price-documents.ts';
import { scenarioHandlers } from './handlers/scenarios.ts';
import { simulationHandlers } from './handlers/simulation.ts';
import { usageHandlers } from './handlers/usage.ts';
import type { ScenarioLibrary } from './scenario-library.ts';

/** Everything that the handlers work on. */
export interface Services {
  readonly info: () => MethodOutput<'app.info'>;
  readonly catalogue: Catalogue;
  /** Opens the ledger on first use; a ledger that cannot be opened fails every method that needs it. */
  readonly openLedger: () => Result<Ledger>;
  readonly jobs: JobRegistry;
  readonly library: ScenarioLibrary;
  readonly files: FileGrants;
  readonly emit: (event: AppEvent) => void;
  /** The clock, UTC ms. */
  readonly now: () => number;
}

/** Every method of the contract with its handler, area by area. */
export function createServiceHandlers(services: Services): Handlers {
  const { catalogue, emit, files, info, jobs, library, now, openLedger } = services;

  /** The open ledger, for handlers that run only behind `needingLedger`. */
  function ledger(): Ledger {
    const opened = openLedger();
    if (!opened.ok) throw new Error(`A handler asked for a ledger that is not open: ${opened.error.message}`);
    return opened.value;
  }

  function needingLedger<M extends MethodName>(handler: Handler<M>): Handler<M> {
    return (input) => {
      const opened = openLedger();
      return opened.ok ? handler(input) : opened;
    };
  }

  const usage = usageHandlers({ ledger, onLedgerChanged: () => emit({ type: 'ledger-changed' }) });
  const simulation = simulationHandlers({ catalogue, ledger, now });
  const importing = importHandlers({ files, jobs, ledger });
  return {
    'app.info': () => success(info()),
    ...catalogueHandlers({ catalogue, now }),
    ...jobHandlers(jobs),
    ...priceDocumentHandlers(),
    ...scenarioHandlers({ library, files, emit }),
    ...simulation,
    ...importing,
    'calibration.run': needingLedger(simulation['calibration.run']),
    'import.start': needingLedger(importing['import.start']),
    'import.startMany': needingLedger(importing['import.startMany']),
    'import.rejects': needingLedger(importing['import.rejects']),
    'import.list': needingLedger(usage['import.list']),
    'import.undo': needingLedger(usage['import.undo']),
    'usage.summary': needingLedger(usage['usage.summary']),
  };
}
