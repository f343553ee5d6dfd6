/** The parts of the navigation, in order, with their titles. */
export const screenGroups = { plan: 'Plan', track: 'Track', data: 'Data' } as const;
export type ScreenGroup = keyof typeof screenGroups;

/**
 * The screens in the order of the navigation: the title for headings and the window, and the part they belong to. A new
 * screen is a line here and one in `renderer/screens.tsx`, which draws it.
 */
const definitions = {
  scenario: { title: 'Scenario', group: 'plan' },
  compare: { title: 'Compare', group: 'plan' },
  sensitivity: { title: 'Sensitivity', group: 'plan' },
  optimise: { title: 'Optimise', group: 'plan' },
  overview: { title: 'Overview', group: 'track' },
  budgets: { title: 'Budgets', group: 'track' },
  forecast: { title: 'Forecast', group: 'track' },
  anomalies: { title: 'Anomalies', group: 'track' },
  'plan-actual': { title: 'Plan vs actual', group: 'track' },
  'self-hosting': { title: 'Self-host', group: 'plan' },
  import: { title: 'Import', group: 'data' },
  calibration: { title: 'Calibration', group: 'data' },
  ledger: { title: 'Ledger', group: 'data' },
  catalogue: { title: 'Catalogue', group: 'data' },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly group: ScreenGroup }>>;

export type Screen = keyof typeof definitions;

/** Every screen, in the order of the navigation. */
export const screens = Object.keys(definitions) as readonly Screen[];

/** The screens of one part of the navigation, in order. */
export function screensOf(group: ScreenGroup): readonly Screen[] {
  return screens.filter((screen) => definitions[screen].group === group);
}

/** Title of a screen. */
export function screenTitle(screen: Screen): string {
  return definitions[screen].title;
}

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
