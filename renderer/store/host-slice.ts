import type { AppEvent } from '#shared/contract.ts';
import { assertNever } from '#shared/result.ts';
import type { HostSlice, SliceContext } from './state.ts';

export function createHostSlice({ set, get, services }: SliceContext): HostSlice {
  const { bridge } = services;

  function receive(event: AppEvent): void {
    switch (event.type) {
      case 'job':
        get().receiveJob(event.job);
        return;
      case 'ledger-changed':
        void get().refreshImports();
        void get().refreshJobs();
        void get().refreshLedger();
        void get().checkBudgets();
        void get().refreshTracking();
        void get().refreshForecast();
        void get().refreshAnomalies();
        void get().refreshPlans();
        return;
      case 'anomalies-changed':
        void get().refreshAnomalies();
        return;
      case 'plans-changed':
        void get().refreshPlans();
        return;
      case 'budget-alerts':
        get().receiveAlerts(event.alerts);
        return;
      case 'budgets-changed':
        void get().refreshTracking();
        return;
      case 'catalogue-changed':
        void get().receiveNewPrices();
        return;
      case 'scenarios-changed':
        void get().loadLibrary();
        return;
      case 'token-progress':
        get().receiveTokenProgress(event);
        return;
      default:
        assertNever(event);
    }
  }

  return {
    phase: 'starting',
    startError: null,
    hostKind: bridge.host,
    appInfo: null,

    start() {
      const stop = bridge.onEvent(receive);
      void get().load();
      return stop;
    },

    async load() {
      set({ phase: 'starting', startError: null });
      const info = await bridge.call('app.info', {});
      if (!info.ok) {
        set({ phase: 'failed', startError: info.error });
        return;
      }
      set({ appInfo: info.value });
      await Promise.all([
        get().loadDisplayCurrency(),
        get().loadLibrary(),
        get().refreshImports(),
        get().refreshJobs(),
      ]);
      await get().openLastScenario();
      set({ phase: 'ready' });
      // An empty ledger has nothing to look at, and none is made for it.
      if ((get().imports ?? []).length > 0) await get().checkBudgets();
    },
  };
}
