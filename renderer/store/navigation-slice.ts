import type { Expression } from '#shared/domain/expression.ts';
import type { SliceContext } from './state.ts';

/** The screens, in the order of the navigation. */
export const screens = ['scenario', 'compare', 'import'] as const;
export type Screen = (typeof screens)[number];

/** Titles of the screens: navigation, headings and the window. */
export const screenTitles: Readonly<Record<Screen, string>> = {
  scenario: 'Scenario',
  compare: 'Compare',
  import: 'Import',
};

export interface NavigationSlice {
  readonly screen: Screen;
  /** The figure whose derivation is open. */
  readonly explained: Expression | null;
  navigate(screen: Screen): void;
  explain(expression: Expression): void;
  closeExplanation(): void;
}

/** The screen that a URL fragment names: `#/compare`; Scenario for any other. */
export function screenOf(hash: string): Screen {
  return screens.find((screen) => hash === `#/${screen}`) ?? 'scenario';
}

export function createNavigationSlice({ set }: SliceContext): NavigationSlice {
  return {
    screen: 'scenario',
    explained: null,
    navigate: (screen) => set({ screen }),
    explain: (expression) => set({ explained: expression }),
    closeExplanation: () => set({ explained: null }),
  };
}
