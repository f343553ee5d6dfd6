import type { MethodName } from '#shared/channels.ts';
import type { AppEvent, MethodInput, MethodOutput } from '#shared/contract.ts';
import { failure, success, type Result } from '#shared/result.ts';
import type { Analyst } from '../../../renderer/analysis/analyses.ts';
import { runAnalysis } from '../../../renderer/analysis/run-analysis.ts';
import type { OptimiseListener, OptimiseRequest } from '../../../renderer/analysis/optimiser.ts';
import type { HostBridge } from '../../../renderer/bridge.ts';
import { createAppStore, type AppStore } from '../../../renderer/store/app-store.ts';
import type { Notice } from '../../../renderer/store/state.ts';

type Answers = {
  [M in MethodName]?: (
    input: MethodInput<M>,
  ) => Result<MethodOutput<M>> | MethodOutput<M> | Promise<Result<MethodOutput<M>>>;
};

/** A search as its worker sees it. */
export interface FakeSearch {
  readonly request: OptimiseRequest;
  readonly listener: OptimiseListener;
  stopped: boolean;
}

/** A store over a host that answers as told and remembers what it was asked. */
export interface FakeHost {
  readonly store: AppStore;
  readonly calls: { readonly method: MethodName; readonly input: unknown }[];
  readonly notices: Notice[];
  /** Files that the user was handed. */
  readonly saved: { readonly name: string; readonly content: Blob }[];
  readonly preferences: Map<string, string>;
  /** Searches that were started; the test speaks for the worker. */
  readonly searches: FakeSearch[];
  answers: Answers;
  emit(event: AppEvent): void;
}

function isResult<T>(answer: T | Result<T>): answer is Result<T> {
  return typeof answer === 'object' && answer !== null && 'ok' in answer;
}

/** The same code as in the window's worker, run at once. */
const inlineAnalyst: Analyst = {
  run: async (question) => runAnalysis(question) as never,
};

export function fakeHost(answers: Answers, analyst: Analyst = inlineAnalyst): FakeHost {
  const listeners = new Set<(event: AppEvent) => void>();
  const preferences = new Map<string, string>();
  const notices: Notice[] = [];
  const calls: FakeHost['calls'] = [];
  const saved: FakeHost['saved'] = [];
  const searches: FakeSearch[] = [];
  const bridge: HostBridge = {
    host: 'browser',
    async call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<Result<MethodOutput<M>>> {
      calls.push({ method, input });
      const answer = host.answers[method];
      if (answer === undefined) return failure('unexpected-call', `Nobody expected ${method}.`);
      const given = await answer(input);
      return isResult(given) ? given : success(given);
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    grantFile: async (file) => success({ fileId: `id-of-${file.name}`, name: file.name }),
  };
  const store = createAppStore({
    bridge,
    analyst,
    startOptimiser(request, listener) {
      const search: FakeSearch = { request, listener, stopped: false };
      searches.push(search);
      return () => {
        search.stopped = true;
      };
    },
    now: () => Date.UTC(2026, 10, 22),
    notify: (notice) => notices.push(notice),
    saveFile: (name, content) => saved.push({ name, content }),
    preferences: {
      getItem: (key) => preferences.get(key) ?? null,
      setItem: (key, value) => preferences.set(key, value),
      removeItem: (key) => preferences.delete(key),
    },
  });
  const host: FakeHost = {
    store,
    calls,
    notices,
    saved,
    searches,
    preferences,
    answers,
    emit(event) {
      for (const listener of listeners) listener(event);
    },
  };
  return host;
}
