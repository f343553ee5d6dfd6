import type { AppEvent, MethodOutput } from '#shared/contract.ts';
import { assertNever, type Failure } from '#shared/result.ts';
import type { SliceContext } from './state.ts';

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
        return;
      case 'scenarios-changed':
        void get().loadLibrary();
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
      await Promise.all([get().loadLibrary(), get().refreshImports(), get().refreshJobs()]);
      await get().openLastScenario();
      set({ phase: 'ready' });
    },
  };
}
