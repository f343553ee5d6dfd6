import {
  IconActivityHeartbeat,
  IconAdjustmentsHorizontal,
  IconArrowsHorizontal,
  IconChartLine,
  IconDatabase,
  IconDatabaseImport,
  IconLayoutDashboard,
  IconPigMoney,
  IconPinned,
  IconRulerMeasure,
  IconScale,
  IconServer,
  IconTags,
  IconTargetArrow,
} from '@tabler/icons-react';
import { lazy, type ComponentType } from 'react';
import { ScenarioScreen } from './features/scenario/index.ts';
import type { Screen } from './store/screens.ts';

/** How a screen is drawn. */
export interface ScreenView {
  readonly icon: typeof IconScale;
  readonly Content: ComponentType;
}

/** A screen whose script is read when it is first opened. */
function later(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }));
}

/** Every screen; only the one that is open at the start comes with the window. */
export const screenViews: Readonly<Record<Screen, ScreenView>> = {
  scenario: { icon: IconAdjustmentsHorizontal, Content: ScenarioScreen },
  compare: { icon: IconScale, Content: later(async () => (await import('./features/compare/index.ts')).CompareScreen) },
  sensitivity: {
    icon: IconArrowsHorizontal,
    Content: later(async () => (await import('./features/sensitivity/index.ts')).SensitivityScreen),
  },
  optimise: {
    icon: IconTargetArrow,
    Content: later(async () => (await import('./features/optimise/index.ts')).OptimiseScreen),
  },
  overview: {
    icon: IconLayoutDashboard,
    Content: later(async () => (await import('./features/overview/index.ts')).OverviewScreen),
  },
  budgets: {
    icon: IconPigMoney,
    Content: later(async () => (await import('./features/budgets/index.ts')).BudgetsScreen),
  },
  forecast: {
    icon: IconChartLine,
    Content: later(async () => (await import('./features/forecast/index.ts')).ForecastScreen),
  },
  anomalies: {
    icon: IconActivityHeartbeat,
    Content: later(async () => (await import('./features/anomalies/index.ts')).AnomaliesScreen),
  },
  'plan-actual': {
    icon: IconPinned,
    Content: later(async () => (await import('./features/plan-actual/index.ts')).PlanActualScreen),
  },
  'self-hosting': {
    icon: IconServer,
    Content: later(async () => (await import('./features/self-hosting/index.ts')).SelfHostingScreen),
  },
  import: {
    icon: IconDatabaseImport,
    Content: later(async () => (await import('./features/import/index.ts')).ImportScreen),
  },
  calibration: {
    icon: IconRulerMeasure,
    Content: later(async () => (await import('./features/calibration/index.ts')).CalibrationScreen),
  },
  ledger: { icon: IconDatabase, Content: later(async () => (await import('./features/ledger/index.ts')).LedgerScreen) },
  catalogue: {
    icon: IconTags,
    Content: later(async () => (await import('./features/catalogue/index.ts')).CatalogueScreen),
  },
};
