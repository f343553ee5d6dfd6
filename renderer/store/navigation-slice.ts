import type { NavigationSlice, SliceContext } from './state.ts';

export function createNavigationSlice({ set }: SliceContext): NavigationSlice {
  return {
    screen: 'scenario',
    explained: null,
    navigate: (screen) => set({ screen }),
    explain: (expression) => set({ explained: expression }),
    closeExplanation: () => set({ explained: null }),
  };
}
