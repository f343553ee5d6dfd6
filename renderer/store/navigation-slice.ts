import type { NavigationSlice, SliceContext } from './state.ts';

export function createNavigationSlice({ set }: SliceContext): NavigationSlice {
  return {
    screen: 'scenario',
    within: [],
    explained: null,
    navigate: ({ screen, within }) => set({ screen, within }),
    explain: (expression) => set({ explained: expression }),
    closeExplanation: () => set({ explained: null }),
  };
}
