import type { StoreApi } from 'zustand/vanilla';
import type { HostBridge } from '../bridge.ts';
import type { CatalogueSlice } from './catalogue-slice.ts';
import type { HostSlice } from './host-slice.ts';
import type { ImportSlice } from './import-slice.ts';
import type { LibrarySlice } from './library-slice.ts';
import type { NavigationSlice } from './navigation-slice.ts';
import type { ScenarioSlice } from './scenario-slice.ts';

/** Everything that the screens show, and the actions that change it. */
export type AppState = HostSlice & NavigationSlice & CatalogueSlice & ScenarioSlice & LibrarySlice & ImportSlice;

/** A passing message to the user. */
export interface Notice {
  readonly tone: 'done' | 'failed';
  readonly title: string;
  readonly message: string;
}

/** What the store needs from outside; tests pass their own. */
export interface StoreServices {
  readonly bridge: HostBridge;
  /** Small preferences of this window: which scenario was open last. */
  readonly preferences: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** The clock, UTC milliseconds. */
  readonly now: () => number;
  readonly notify: (notice: Notice) => void;
}

/** What a slice is built from. */
export interface SliceContext {
  readonly set: StoreApi<AppState>['setState'];
  readonly get: StoreApi<AppState>['getState'];
  readonly services: StoreServices;
}
