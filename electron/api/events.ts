import type { AppEvent } from '#shared/contract.ts';

/** Carries news from the services to whoever listens: windows, server-sent events, tests. */
export interface EventHub {
  emit(event: AppEvent): void;
  /** Returns a function that stops listening. */
  subscribe(listener: (event: AppEvent) => void): () => void;
}

/** An event hub without memory: a listener hears what happens after it subscribed. */
export function createEventHub(): EventHub {
  const listeners = new Set<(event: AppEvent) => void>();
  return {
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
