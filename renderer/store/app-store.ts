import { createStore, type StoreApi } from 'zustand/vanilla';
import { createAnalysisSlice } from './analysis-slice.ts';
import { createBindingSlice } from './binding-slice.ts';
import { createAnomalySlice } from './anomaly-slice.ts';
import { createBookSlice } from './book-slice.ts';
import { createCalibrationSlice } from './calibration-slice.ts';
import { createCatalogueSlice } from './catalogue-slice.ts';
import { createComparisonSlice } from './comparison-slice.ts';
import { createCurrencySlice } from './currency-slice.ts';
import { createForecastSlice } from './forecast-slice.ts';
import { createHostSlice } from './host-slice.ts';
import { createImportSlice } from './import-slice.ts';
import { createLedgerSlice } from './ledger-slice.ts';
import { createLibrarySlice } from './library-slice.ts';
import { createModelListSlice } from './model-list-slice.ts';
import { createModelPageSlice } from './model-page-slice.ts';
import { createNavigationSlice } from './navigation-slice.ts';
import { createOutputsSlice } from './outputs-slice.ts';
import { createPlansSlice } from './plans-slice.ts';
import { createPlanSlice } from './plan-slice.ts';
import { createPriceDocumentsSlice } from './price-documents-slice.ts';
import { createScenarioSlice } from './scenario-slice.ts';
import { createSearchSlice } from './search-slice.ts';
import { createTextCountSlice } from './text-count-slice.ts';
import { createTrackingSlice } from './tracking-slice.ts';
import type { AppState, StoreServices } from './state.ts';

export type AppStore = StoreApi<AppState>;

/** Builds the store. Nothing is called until `start`. */
export function createAppStore(services: StoreServices): AppStore {
  return createStore<AppState>()((set, get) => {
    const context = { set, get, services };
    return {
      ...createHostSlice(context),
      ...createNavigationSlice(context),
      ...createCurrencySlice(context),
      ...createCatalogueSlice(context),
      ...createModelListSlice(context),
      ...createModelPageSlice(context),
      ...createComparisonSlice(context),
      ...createPriceDocumentsSlice(context),
      ...createBookSlice(context),
      ...createScenarioSlice(context),
      ...createAnalysisSlice(context),
      ...createLibrarySlice(context),
      ...createPlansSlice(context),
      ...createSearchSlice(context),
      ...createTextCountSlice(context),
      ...createBindingSlice(context),
      ...createImportSlice(context),
      ...createLedgerSlice(context),
      ...createTrackingSlice(context),
      ...createForecastSlice(context),
      ...createAnomalySlice(context),
      ...createPlanSlice(context),
      ...createOutputsSlice(context),
      ...createCalibrationSlice(context),
    };
  });
}
