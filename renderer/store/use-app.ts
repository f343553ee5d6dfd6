import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { AppStore } from './app-store.ts';
import type { AppState } from './state.ts';

/** Carries the store to the screens; set once by `main.tsx`. */
export const AppStoreContext = createContext<AppStore | null>(null);

/** Reads a part of the state; the component renders again when that part changes. */
export function useApp<T>(selector: (state: AppState) => T): T {
  const store = use(AppStoreContext);
  if (store === null) throw new Error('useApp needs an AppStoreContext above it');
  return useStore(store, selector);
}
