import type { ModelListSlice } from './catalogue-state.ts';
import { noModelFilter } from './model-list.ts';
import type { SliceContext } from './state.ts';

export function createModelListSlice({ set }: SliceContext): ModelListSlice {
  return {
    modelFilter: noModelFilter,
    modelSort: null,
    listPlace: { offset: 0, rowKey: null },
    // Another selection is another list: it begins at its top.
    filterModels: (change) =>
      set(({ modelFilter }) => ({
        modelFilter: { ...modelFilter, ...change },
        listPlace: { offset: 0, rowKey: null },
      })),
    sortModels: (modelSort) => set({ modelSort, listPlace: { offset: 0, rowKey: null } }),
    keepListPlace: (place) => set(({ listPlace }) => ({ listPlace: { ...listPlace, ...place } })),
  };
}
