/** The screens, in the order of the navigation. */
export const screens = ['scenario', 'compare', 'import'] as const;
export type Screen = (typeof screens)[number];

/** Titles of the screens: navigation, headings and the window. */
export const screenTitles: Readonly<Record<Screen, string>> = {
  scenario: 'Scenario',
  compare: 'Compare',
  import: 'Import',
};

/** The screen that a URL fragment names: `#/compare`; Scenario for any other. */
export function screenOf(hash: string): Screen {
  return screens.find((screen) => hash === `#/${screen}`) ?? 'scenario';
}
