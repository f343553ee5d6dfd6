import type { StoreApi } from 'zustand/vanilla';
import type { MethodInput, MethodOutput, ScenarioEntry } from '#shared/contract.ts';
import type { DisplayCurrency } from '#shared/domain/display-currency.ts';
import type { Expression } from '#shared/domain/expression.ts';
import type {
  ColumnMapping,
  FileInspection,
  FilesSurvey,
  ImportOptions,
  ImportSummary,
} from '#shared/domain/importing.ts';
import type { JobSnapshot } from '#shared/domain/job.ts';
import type { Residual } from '#shared/domain/residual.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import type { Failure, Result } from '#shared/result.ts';
import type { Analyses, AnalysisKind, Analyst } from '../analysis/analyses.ts';
import type { startOptimiser } from '../analysis/optimiser.ts';
import type { GrantedFile, HostBridge } from '../bridge.ts';
import type { PickedFile } from '../ui/picked-file.ts';
import type { AnomalySlice } from './anomaly-state.ts';
import type { CalibrationSlice } from './calibration-state.ts';
import type { CatalogueState } from './catalogue-state.ts';
import type { ForecastSlice } from './forecast-state.ts';
import type { History } from './history.ts';
import type { LedgerSlice } from './ledger-state.ts';
import type { OutputsSlice } from './outputs-state.ts';
import type { PlansSlice } from './plans-state.ts';
import type { PlanSlice } from './plan-state.ts';
import type { TrackingSlice } from './tracking-state.ts';
import type { SearchSlice } from './search-state.ts';
import type { Place, Screen } from './screens.ts';

/** What the window runs on. */
export interface HostSlice {
  /** `starting` until the first answers are in; `failed` when the services did not answer. */
  readonly phase: 'starting' | 'ready' | 'failed';
  readonly startError: Failure | null;
  readonly hostKind: 'electron' | 'browser';
  readonly appInfo: MethodOutput<'app.info'> | null;
  /** Reads what the screens need and listens for news. Gives a function that stops listening. */
  start(): () => void;
  /** Tries again after a failed start. */
  load(): Promise<void>;
}

/** Which screen is open, and which figure is explained. */
export interface NavigationSlice {
  readonly screen: Screen;
  /** The page within the screen, outermost part first; empty for the screen's own page. */
  readonly within: readonly string[];
  /** The figure whose derivation is open. */
  readonly explained: Expression | null;
  navigate(place: Place): void;
  explain(expression: Expression): void;
  closeExplanation(): void;
}

/** The currency of amounts on every screen. */
export interface CurrencySlice {
  /** Null until read: amounts are in US dollars then. */
  readonly displayCurrency: DisplayCurrency | null;
  loadDisplayCurrency(): Promise<void>;
  chooseDisplayCurrency(currency: string): Promise<void>;
}

/** Numbers that the ledger gives. */
export interface BindingSlice {
  /** What a measure of recent usage comes to. */
  measureLedger(question: MethodInput<'ledger.measure'>): Promise<Result<MethodOutput<'ledger.measure'>>>;
  /** Reads the ledger again for every bound number of the open scenario: one edit, which undo takes back. */
  refreshBindings(): Promise<void>;
}

/** The text whose tokens are counted for the open text dialog. */
export interface TextCountSlice {
  /** The last text given; `answer` is null while it is counted, `done` says how far it is in UTF-16 units. */
  readonly textCount: {
    readonly text: string;
    readonly model: string;
    readonly done: number;
    readonly answer: Result<MethodOutput<'tokens.count'>> | null;
  } | null;
  /** Counts a text for a model; an earlier count is stopped. */
  countText(text: string, model: string): Promise<void>;
  cancelTextCount(): Promise<void>;
  receiveTokenProgress(event: { readonly countId: string; readonly done: number; readonly total: number }): void;
  /** Ends the count when the dialog closes. */
  forgetTextCount(): void;
}

/** Where the open scenario stands with its file. */
export type SaveState = 'saved' | 'pending' | 'saving' | 'failed';

/** The open scenario: its edits, its cost, its file. */
export interface ScenarioSlice {
  /** The open scenario's entry in the library; null when none is open. */
  readonly entry: ScenarioEntry | null;
  readonly history: History<Scenario> | null;
  /** The last good result: an invalid edit keeps it and sets `problem`. */
  readonly result: SimulationResult | null;
  /** Why the scenario as edited cannot be evaluated, with the JSON path of the field. */
  readonly problem: Failure | null;
  /** True while prices of newly named models are being fetched. */
  readonly pricesPending: boolean;
  readonly saveState: SaveState;
  readonly saveError: Failure | null;
  /** Shows a scenario; unsaved edits of the one before are saved first. */
  showScenario(entry: ScenarioEntry, scenario: Scenario): Promise<void>;
  /** Closes the open scenario without saving: it was deleted. */
  closeScenario(): void;
  /**
   * Changes the open scenario and evaluates it at once.
   * @param intent edits of the same intent are one undo step until `sealEdit`: a JSON path or a sentence.
   */
  edit(intent: string, change: (scenario: Scenario) => Scenario): void;
  /** Ends the intent under way: the pointer was released, the field left. */
  sealEdit(): void;
  undoEdit(): void;
  redoEdit(): void;
  /** Evaluates the open scenario again, with prices that have changed. */
  reevaluate(): void;
  /** Saves what is not saved yet. */
  flushSave(): Promise<void>;
}

/** The scenarios in the library. */
export interface LibrarySlice {
  /** The library, newest first; null until read. */
  readonly entries: readonly ScenarioEntry[] | null;
  loadLibrary(): Promise<void>;
  /** Opens the scenario that was open last, or the newest. */
  openLastScenario(): Promise<void>;
  openScenario(id: string): Promise<void>;
  /** Adds a scenario to the library and opens it. Gives true when that worked. */
  createScenario(scenario: Scenario): Promise<boolean>;
  /** A small scenario to start from, described by hand. */
  createStarter(): Promise<void>;
  /** Plans to start from. */
  readTemplates(): Promise<Result<MethodOutput<'scenario.templates'>>>;
  duplicateScenario(): Promise<void>;
  /**
   * Adds a branch to the library and opens it: a plan that remembers the open one as its parent.
   * @param scenario what the branch holds; absent = the open plan as it is.
   * @param ending what stands in parentheses behind the name; absent = `branch`. Gives true when that worked.
   */
  branchScenario(scenario?: Scenario, ending?: string): Promise<boolean>;
  /** Removes the open scenario from the library and opens the next one. */
  removeScenario(): Promise<void>;
  openScenarioFile(file: File): Promise<void>;
  /** Id of the scenario that was calibrated last: its assumptions are shown without asking. */
  readonly calibratedId: string | null;
}

/** The file that the user is about to import. */
export type FileDraft =
  | { readonly step: 'none' }
  | { readonly step: 'reading'; readonly name: string }
  | {
      readonly step: 'inspected';
      readonly name: string;
      readonly fileId: string;
      readonly inspection: FileInspection;
      readonly starting: boolean;
    }
  | {
      /** Several files, or a folder: what they will become. */
      readonly step: 'surveyed';
      readonly name: string;
      readonly files: readonly GrantedFile[];
      readonly survey: FilesSurvey;
      readonly starting: boolean;
    }
  | { readonly step: 'failed'; readonly name: string; readonly error: Failure };

/** What an import was started with, so that it can be started again with an answer. */
export interface ImportSource {
  readonly files: readonly GrantedFile[];
  readonly options: ImportOptions;
}

/** From a file to the ledger. */
export interface ImportSlice {
  readonly draft: FileDraft;
  /** Jobs the services know of, oldest first; survives a reload because the services keep them. */
  readonly jobs: readonly JobSnapshot[];
  /** Finished jobs whose card the user has closed. */
  readonly dismissedJobs: ReadonlySet<string>;
  /** Imports in the ledger; null until read. */
  readonly imports: readonly ImportSummary[] | null;
  /** Why the ledger does not say what it holds; null while it does. */
  readonly importsError: Failure | null;
  /** What the imports of this window were started with, by job. */
  readonly importSources: ReadonlyMap<string, ImportSource>;
  /** Looks at what was dropped or picked: one file, or several files and folders. */
  takeFiles(files: readonly PickedFile[]): Promise<void>;
  inspectFile(file: File): Promise<void>;
  /** Looks at a file that was handed over before: one of several that needs an answer of its own. */
  inspectGranted(file: GrantedFile): Promise<void>;
  /** Imports the files that were surveyed, one after the other. */
  startSurveyed(options: ImportOptions): Promise<void>;
  /** Starts an import again with an answer. @param name one of several files; absent = all that were started. */
  answerImport(jobId: string, answer: ImportOptions, name?: string): Promise<void>;
  /** Reads a mapping file that the user picked. */
  readMapping(file: File): Promise<ColumnMapping | undefined>;
  /** Hands the user the rejected rows of an import as CSV. */
  saveRejects(importId: number): Promise<void>;
  /** Hands the user a mapping as a file. */
  saveMapping(mapping: ColumnMapping, name: string): void;
  /** Billed against computed, by day and model. */
  readResidual(query: MethodInput<'usage.residual'>): Promise<Result<Residual>>;
  discardDraft(): void;
  startImport(options: ImportOptions): Promise<void>;
  cancelJob(jobId: string): Promise<void>;
  dismissJob(jobId: string): void;
  undoImport(importId: number): Promise<void>;
  refreshImports(): Promise<void>;
  refreshJobs(): Promise<void>;
  receiveJob(job: JobSnapshot): void;
}

/** An analysis with the result it was made of: shown only beside that result. */
export interface Analysed<K extends AnalysisKind> {
  readonly of: SimulationResult;
  readonly answer: Result<Analyses[K]>;
}

/** What is worked out beside the closed form. */
export interface AnalysisSlice {
  readonly ranges: Analysed<'ranges'> | null;
  readonly sensitivity: Analysed<'sensitivity'> | null;
  readonly selfHosting: Analysed<'selfHosting'> | null;
  /** What the mean month may cost, USD, to see how likely it is above; null = not given. Remembered for each scenario. */
  readonly budgetMonthlyUsd: number | null;
  setBudgetMonthlyUsd(usd: number | null): void;
  /** Takes up the budget that was given for a scenario before. */
  recallBudget(scenarioId: string): void;
  /** Works the ranges of the present result out once no further edit comes. */
  analyseSoon(): void;
  /** Works out which inputs move the present result, if that is not done. */
  analyseSensitivity(): void;
  /** Works every fleet of the present scenario out, if that is not done. */
  analyseSelfHosting(): void;
}

/** Everything that the screens show, and the actions that change it. */
export type AppState = HostSlice &
  NavigationSlice &
  CurrencySlice &
  CatalogueState &
  ScenarioSlice &
  AnalysisSlice &
  LibrarySlice &
  PlansSlice &
  SearchSlice &
  TextCountSlice &
  BindingSlice &
  ImportSlice &
  LedgerSlice &
  TrackingSlice &
  ForecastSlice &
  AnomalySlice &
  PlanSlice &
  OutputsSlice &
  CalibrationSlice;

/** A passing message to the user. */
export interface Notice {
  readonly tone: 'done' | 'failed';
  readonly title: string;
  readonly message: string;
}

/** What the store needs from outside; tests pass their own. */
export interface StoreServices {
  readonly bridge: HostBridge;
  /** Works out what takes longer than a frame. */
  readonly analyst: Analyst;
  /** Starts a search in a worker of its own. @returns ends it. */
  readonly startOptimiser: typeof startOptimiser;
  /** Small preferences of this window: which scenario was open last. */
  readonly preferences: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** The clock, UTC milliseconds. */
  readonly now: () => number;
  readonly notify: (notice: Notice) => void;
  /** Hands the user a file to keep. */
  readonly saveFile: (name: string, content: Blob) => void;
}

/** What a slice is built from. */
export interface SliceContext {
  readonly set: StoreApi<AppState>['setState'];
  readonly get: StoreApi<AppState>['getState'];
  readonly services: StoreServices;
}
