/** The screens, in the order of the navigation. */
export const screens = ['scenario', 'compare', 'sensitivity', 'import', 'ledger', 'catalogue'] as const;
export type Screen = (typeof screens)[number];

/** Titles of the screens: navigation, headings and the window. */
export const screenTitles: Readonly<Record<Screen, string>> = {
  scenario: 'Scenario',
  compare: 'Compare',
  sensitivity: 'Sensitivity',
  import: 'Import',
  ledger: 'Ledger',
  catalogue: 'Catalogue',
};

/** Where in the app the user is: a screen, and the page within it, outermost part first. */
export interface Place {
  readonly screen: Screen;
  /** `['model', 'openai/gpt-4o']`; empty for the screen's own page. */
  readonly within: readonly string[];
}

/** The place that a URL fragment names: `#/catalogue/model/openai%2Fgpt-4o`; Scenario for any other. */
export function placeOf(hash: string): Place {
  const [root, name, ...parts] = hash.split('/');
  const screen = screens.find((candidate) => candidate === name);
  if (root !== '#' || screen === undefined) return { screen: 'scenario', within: [] };
  try {
    return { screen, within: parts.map((part) => decodeURIComponent(part)) };
  } catch {
    // Not a URL encoding: typed by hand.
    return { screen, within: [] };
  }
}

/** The URL fragment of a place: what `placeOf` reads. */
export function hashOf(screen: Screen, ...within: readonly string[]): string {
  return `#/${[screen, ...within.map(encodeURIComponent)].join('/')}`;
}
