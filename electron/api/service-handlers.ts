import type { MethodName } from '#shared/channels.ts';
import type { AppEvent, MethodOutput } from '#shared/contract.ts';
import { success, type Result } from '#shared/result.ts';
import type { Ledger } from '#ledger';
import { createLiveCatalogue, type LayeredCatalogue } from '#pricing';
import type { BundledCatalogue } from '#pricing/books';
import type { JobRegistry, TokenThread } from '#workers';
import type { FileGrants } from './file-grants.ts';
import type { Handler, Handlers } from './handler.ts';
import { bindingHandlers } from './handlers/binding.ts';
import { catalogueHandlers } from './handlers/catalogue.ts';
import { displayCurrencyHandlers } from './handlers/display-currency.ts';
import { exportHandlers } from './handlers/exporting.ts';
import { forecastingHandlers } from './handlers/forecasting.ts';
import { importHandlers } from './handlers/importing.ts';
import { jobHandlers } from './handlers/jobs.ts';
import { ledgerHandlers } from './handlers/ledger.ts';
import { optimiseHandlers } from './handlers/optimising.ts';
import { planHandlers } from './handlers/plans.ts';
import { priceDocumentHandlers } from './handlers/price-documents.ts';
import { reportHandlers } from './handlers/reporting.ts';
import { scenarioHandlers } from './handlers/scenarios.ts';
import { simulationHandlers } from './handlers/simulation.ts';
import { tokenHandlers } from './handlers/tokens.ts';
import { trackingHandlers } from './handlers/tracking.ts';
import { usageHandlers } from './handlers/usage.ts';
import type { ScenarioLibrary } from './scenario-library.ts';
import type { SettingsFile } from './settings-file.ts';

/** Everything that the handlers work on. */
export interface Services {
  readonly info: () => MethodOutput<'app.info'>;
  /** The prices that come with the app. */
  readonly bundled: BundledCatalogue;
  /** The current prices: the bundled ones with the ledger's documents; a ledger that cannot be read fails. */
  readonly openCatalogue: () => Result<LayeredCatalogue>;
  /** Makes the current prices anew when they are next asked for. */
  readonly forgetCatalogue: () => void;
  /** Whether there is a ledger file. */
  readonly hasLedger: () => boolean;
  /** Opens the ledger on first use; a ledger that cannot be opened fails every method that needs it. */
  readonly openLedger: () => Result<Ledger>;
  /** Closes the ledger until it is next asked for. */
  readonly closeLedger: () => void;
  /** The ledger's file, whether it is there or not. */
  readonly ledgerFile: string;
  readonly jobs: JobRegistry;
  readonly tokenThread: TokenThread;
  readonly library: ScenarioLibrary;
  readonly settings: SettingsFile;
  readonly files: FileGrants;
  readonly emit: (event: AppEvent) => void;
  /** The clock, UTC ms. */
  readonly now: () => number;
}

/** Every method of the contract with its handler, area by area. */
export function createServiceHandlers(services: Services): Handlers {
  const { bundled, closeLedger, emit, files, forgetCatalogue, hasLedger, info, jobs, ledgerFile, library, now } =
    services;
  const { openCatalogue, openLedger, settings } = services;
  const catalogue = createLiveCatalogue(() => opened(openCatalogue()));

  /** The open ledger, for handlers that run only behind `needingLedger`. */
  function ledger(): Ledger {
    return opened(openLedger());
  }

  function needingLedger<M extends MethodName>(handler: Handler<M>): Handler<M> {
    return (input) => {
      const result = openLedger();
      return result.ok ? handler(input) : result;
    };
  }

  /** The documents are in the ledger; where there is none yet, there are no documents. */
  function readingDocuments<M extends MethodName>(handler: Handler<M>): Handler<M> {
    return (input) => (hasLedger() ? needingLedger(handler)(input) : handler(input));
  }

  /** Prices that leave out what the user added would be wrong ones: without the ledger's documents there are none. */
  function needingPrices<M extends MethodName>(handler: Handler<M>): Handler<M> {
    return (input) => {
      const result = openCatalogue();
      return result.ok ? handler(input) : result;
    };
  }

  const documents = {
    rows: () => (hasLedger() ? ledger().priceDocuments() : []),
    ledger,
    onChanged() {
      forgetCatalogue();
      emit({ type: 'catalogue-changed' });
    },
    now,
  };
  const prices = catalogueHandlers({ catalogue, ...documents });
  const priceDocuments = priceDocumentHandlers({ bundled, catalogue, files, ...documents });
  const usage = usageHandlers({ ledger, catalogue, jobs, onLedgerChanged: () => emit({ type: 'ledger-changed' }) });
  const simulation = simulationHandlers({ catalogue, jobs, now });
  const optimising = optimiseHandlers(catalogue, () => performance.now());
  const tracking = trackingHandlers({ ledger, catalogue, emit, now });
  const binding = bindingHandlers({ ledger, now });
  const forecasting = forecastingHandlers({ ledger, catalogue, jobs, emit, now });
  const exporting = exportHandlers({ ledger, now });
  const reporting = reportHandlers({
    ledger,
    catalogue,
    simulate: simulation['scenario.simulate'],
    now,
    version: () => info().version,
  });
  const plans = planHandlers({ ledger, catalogue, jobs, emit, now });
  const importing = importHandlers({ files, jobs, ledger });
  return {
    'app.info': () => success(info()),
    ...jobHandlers(jobs),
    ...tokenHandlers({ tokenThread: services.tokenThread, emit }),
    ...scenarioHandlers({ library, files, emit, now }),
    ...simulation,
    'budget.acknowledge': needingLedger(tracking['budget.acknowledge']),
    'budget.alerts': needingLedger(tracking['budget.alerts']),
    'budget.check': needingLedger(tracking['budget.check']),
    'budget.list': needingLedger(tracking['budget.list']),
    'budget.remove': needingLedger(tracking['budget.remove']),
    'budget.save': needingLedger(tracking['budget.save']),
    ...importing,
    'catalogue.cards': needingPrices(prices['catalogue.cards']),
    'catalogue.disagreements': needingPrices(prices['catalogue.disagreements']),
    'catalogue.model': needingPrices(prices['catalogue.model']),
    'catalogue.models': needingPrices(prices['catalogue.models']),
    'catalogue.price': needingPrices(prices['catalogue.price']),
    'catalogue.documents': readingDocuments(priceDocuments['catalogue.documents']),
    'catalogue.previewBook': needingPrices(priceDocuments['catalogue.previewBook']),
    'catalogue.applyBook': needingLedger(needingPrices(priceDocuments['catalogue.applyBook'])),
    'catalogue.saveAlias': needingLedger(needingPrices(priceDocuments['catalogue.saveAlias'])),
    'catalogue.saveContract': needingLedger(needingPrices(priceDocuments['catalogue.saveContract'])),
    'catalogue.saveExchangeRate': needingLedger(needingPrices(priceDocuments['catalogue.saveExchangeRate'])),
    'catalogue.saveOverride': needingLedger(needingPrices(priceDocuments['catalogue.saveOverride'])),
    'catalogue.withdraw': needingLedger(priceDocuments['catalogue.withdraw']),
    ...displayCurrencyHandlers({ settings, rows: () => (hasLedger() && openLedger().ok ? documents.rows() : []), now }),
    'report.month': needingLedger(needingPrices(reporting['report.month'])),
    'report.plan': needingPrices(reporting['report.plan']),
    'scenario.simulate': needingPrices(simulation['scenario.simulate']),
    'scenario.compare': needingPrices(simulation['scenario.compare']),
    'scenario.optimise': needingPrices(optimising['scenario.optimise']),
    'scenario.selfHosting': needingPrices(simulation['scenario.selfHosting']),
    'scenario.sensitivity': needingPrices(simulation['scenario.sensitivity']),
    'overview.read': needingLedger(needingPrices(tracking['overview.read'])),
    'overview.recent': needingLedger(tracking['overview.recent']),
    'ledger.measure': needingLedger(binding['ledger.measure']),
    'scenario.bind': needingLedger(binding['scenario.bind']),
    'scenario.refresh': needingLedger(binding['scenario.refresh']),
    'calibration.run': needingLedger(simulation['calibration.run']),
    'anomalies.find': needingLedger(needingPrices(forecasting['anomalies.find'])),
    'anomalies.mark': needingLedger(forecasting['anomalies.mark']),
    'export.part': needingLedger(exporting['export.part']),
    'forecast.run': needingLedger(needingPrices(forecasting['forecast.run'])),
    'plan.list': needingLedger(needingPrices(plans['plan.list'])),
    'plan.pin': needingLedger(needingPrices(plans['plan.pin'])),
    'plan.recalibrate': needingLedger(plans['plan.recalibrate']),
    'plan.unpin': needingLedger(plans['plan.unpin']),
    'plan.variance': needingLedger(needingPrices(plans['plan.variance'])),
    'import.start': needingLedger(importing['import.start']),
    'import.startMany': needingLedger(importing['import.startMany']),
    'import.rejects': needingLedger(importing['import.rejects']),
    'import.list': needingLedger(usage['import.list']),
    'import.undo': needingLedger(usage['import.undo']),
    ...ledgerHandlers({
      ledgerFile,
      openLedger,
      closeLedger,
      files,
      jobs,
      onReplaced() {
        forgetCatalogue();
        emit({ type: 'ledger-changed' });
        emit({ type: 'catalogue-changed' });
      },
      now,
    }),
    'usage.export': needingLedger(usage['usage.export']),
    'usage.names': needingLedger(usage['usage.names']),
    'usage.records': needingLedger(usage['usage.records']),
    'usage.reprice': needingLedger(needingPrices(usage['usage.reprice'])),
    'usage.residual': needingLedger(needingPrices(usage['usage.residual'])),
    'usage.summary': needingLedger(usage['usage.summary']),
  };
}

/** The value of something that was opened before. @throws Error when it was not: handlers run behind its check. */
function opened<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`A handler asked for what cannot be opened: ${result.error.message}`);
  return result.value;
}
