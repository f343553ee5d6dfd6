import { join } from 'node:path';

/** What the data folder depends on: handed in, so that the rule can be tested for every system. */
export interface Surroundings {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
}

/**
 * Where the ledger and the scenarios live: the same for the window, the command line and the loopback host.
 * `BURNRATE_HOME` decides; otherwise the system's custom for application data.
 */
export function dataFolder({ platform, environment, homeFolder }: Surroundings): string {
  const chosen = environment['BURNRATE_HOME'];
  if (chosen !== undefined && chosen !== '') return chosen;
  switch (platform) {
    case 'darwin':
      return join(homeFolder, 'Library', 'Application Support', 'Burnrate');
    case 'win32':
      return join(environment['APPDATA'] ?? join(homeFolder, 'AppData', 'Roaming'), 'Burnrate');
    default:
      return join(environment['XDG_DATA_HOME'] ?? join(homeFolder, '.local', 'share'), 'burnrate');
  }
}

/** File name of the ledger in the data folder. */
export const ledgerFileName = 'usage.ledger';
/** Folder of the scenario library in the data folder. */
export const scenarioFolderName = 'scenarios';
/** File name of the user's settings in the data folder. */
export const settingsFileName = 'settings.json';
