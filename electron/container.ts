import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  createEventHub,
  createFileGrants,
  createRouter,
  createScenarioLibrary,
  createServiceHandlers,
  createSettingsFile,
  type EventHub,
  type FileGrants,
  type Logger,
  type Router,
} from '#api';
import { openLedger, type Ledger } from '#ledger';
import type { LayeredCatalogue } from '#pricing';
import { bundledBooks, createBundledCatalogue } from '#pricing/books';
import { failure, type Result } from '#shared/result.ts';
import { engineVersion } from '#simulator';
import { createJobRegistry, createThreadRunner, createTokenThread, type JobRunner } from '#workers';
import { compileCacheFolder } from './compile-cache.ts';
import { ledgerFileName, scenarioFolderName, settingsFileName } from './data-folder.ts';
import { ledgerCatalogue } from './ledger-catalogue.ts';
import { sampleScenario } from './sample-scenario.ts';

/** What a host decides. */
export interface ContainerOptions {
  /** Folder of the ledger and the scenarios. */
  readonly dataFolder: string;
  /** Another ledger file than the data folder's. */
  readonly ledgerFile?: string | undefined;
  /** True = a missing ledger is a failure, not made: for commands that only read. */
  readonly ledgerMustExist?: boolean | undefined;
  readonly host: 'electron' | 'browser' | 'direct';
  /** Entry of the worker thread: long work runs there. */
  readonly workerFile: string;
  readonly logger: Logger;
  /** Version of the app. */
  readonly version: string;
  /** UTC ms; absent = the machine's clock. */
  readonly now?: (() => number) | undefined;
}

/** The services, built once for each process. */
export interface Container {
  readonly router: Router;
  readonly events: EventHub;
  readonly files: FileGrants;
  /** Long work, for callers that wait for it themselves. */
  readonly runner: JobRunner;
  readonly logger: Logger;
  /** Cancels long work, waits for the last transaction and closes the ledger. */
  close(): Promise<void>;
}

/** Composition root: builds ledger, catalogue, engines, jobs and router. Knows no Electron; the clock enters here. */
export function createContainer(options: ContainerOptions): Container {
  const { dataFolder, logger, now = () => Date.now() } = options;
  const ledgerFile = options.ledgerFile ?? join(dataFolder, ledgerFileName);
  const scenarioFolder = join(dataFolder, scenarioFolderName);
  const bundled = createBundledCatalogue();
  const events = createEventHub();
  const files = createFileGrants();

  let opened: Result<Ledger> | undefined;
  function open(): Result<Ledger> {
    if (opened?.ok === true) return opened;
    opened =
      options.ledgerMustExist === true && !existsSync(ledgerFile)
        ? failure('ledger-not-found', 'There is no ledger yet.', {
            at: { file: ledgerFile },
            nextStep: 'Import a usage file first: burnrate import FILE.',
          })
        : openLedger({ file: ledgerFile, now });
    return opened;
  }

  let layered: Result<LayeredCatalogue> | undefined;
  /** The bundled prices with the ledger's documents; a ledger that does not exist yet has none. */
  function openCatalogue(): Result<LayeredCatalogue> {
    const ledger = hasLedger() ? open() : undefined;
    if (ledger?.ok === false) return ledger;
    // Without documents nothing changes when a ledger is made, so the same prices hold before and after.
    layered ??= ledgerCatalogue(bundled, ledger?.value.priceDocuments() ?? []);
    return layered;
  }
  function hasLedger(): boolean {
    return opened?.ok === true || existsSync(ledgerFile);
  }

  const runner = createThreadRunner({
    workerFile: options.workerFile,
    ledgerFile,
    compileCacheFolder: compileCacheFolder(dataFolder),
    monotonicMs,
  });
  const tokenThread = createTokenThread({ workerFile: options.workerFile });
  const jobs = createJobRegistry({ runner, monotonicMs, emit: (event) => events.emit(event) });
  function modelCount(): number {
    const catalogue = openCatalogue();
    return (catalogue.ok ? catalogue.value : bundled).modelCount();
  }
  const handlers = createServiceHandlers({
    info: () => ({
      version: options.version,
      engineVersion,
      host: options.host,
      ledgerFile,
      scenarioFolder,
      catalogue: {
        book: bundled.book,
        bookVersion: bundled.bookVersion,
        models: modelCount(),
        books: [...bundledBooks],
      },
    }),
    bundled,
    openCatalogue,
    forgetCatalogue() {
      layered = undefined;
    },
    hasLedger,
    openLedger: open,
    closeLedger() {
      if (opened?.ok === true) opened.value.close();
      opened = undefined;
    },
    ledgerFile,
    jobs,
    tokenThread,
    library: createScenarioLibrary(scenarioFolder, sampleScenario),
    settings: createSettingsFile(join(dataFolder, settingsFileName)),
    files,
    emit: (event) => events.emit(event),
    now,
  });

  return {
    router: createRouter(handlers, logger, monotonicMs),
    events,
    files,
    runner,
    logger,
    async close() {
      await jobs.close();
      await runner.close();
      await tokenThread.close();
      if (opened?.ok === true) opened.value.close();
    },
  };
}

function monotonicMs(): number {
  return performance.now();
}
