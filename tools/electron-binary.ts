import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.ts';

/** Where Electron's release files come from unless a mirror is set, as @electron/get reads it. */
const releaseHost = 'https://github.com/electron/electron/releases/download/';
/** The whole decision must take less than 15 s: this is the part spent asking the download server. */
const probeLimitMs = 8_000;
/** A download that is still not there after this long has stalled. */
const downloadLimitMs = 600_000;

/** Electron's executable, or one sentence on why there is none. */
export type ElectronBinary = { readonly executable: string } | { readonly reason: string };

/** The executable that is already on this machine; found without requiring `electron`, which would download. */
export function installedElectron(environment: NodeJS.ProcessEnv): string | undefined {
  const folder = inProject('node_modules', 'electron');
  const name = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string];
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') {
    const executable = join(override, name ?? 'electron');
    return existsSync(executable) ? executable : undefined;
  }
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : undefined;
}

/** Whether this machine can show a window. */
export function hasDisplay(environment: NodeJS.ProcessEnv, platform: string): boolean {
  if (platform !== 'linux') return true;
  return [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some((value) => value !== undefined && value !== '');
}

/** Whether the download server answers at all: a mirror that accepts and stays silent must not hang the start. */
async function serverAnswers(environment: NodeJS.ProcessEnv, limitMs: number): Promise<boolean> {
  const url = environment['ELECTRON_MIRROR'] ?? environment['npm_config_electron_mirror'] ?? releaseHost;
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(limitMs) });
    return true;
  } catch {
    return false;
  }
}

/** Runs Electron's own installer with a limit. */
async function download(): Promise<boolean> {
  const installer = spawn(process.execPath, [inProject('node_modules', 'electron', 'install.js')], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: downloadLimitMs,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve) => {
    installer.once('error', () => resolve(false));
    installer.once('exit', (code) => resolve(code === 0));
  });
}

/**
 * Finds Electron, or downloads it where the server answers; decides within 15 s whether that is possible.
 * @param limitMs how long the download server may take to answer.
 */
export async function findElectron(environment: NodeJS.ProcessEnv, limitMs = probeLimitMs): Promise<ElectronBinary> {
  if (!hasDisplay(environment, process.platform)) return { reason: 'there is no display' };
  const installed = installedElectron(environment);
  if (installed !== undefined) return { executable: installed };
  if (environment['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined) {
    return { reason: 'ELECTRON_OVERRIDE_DIST_PATH holds no Electron' };
  }
  if (!(await serverAnswers(environment, limitMs)))
    return { reason: 'Electron is not installed and cannot be downloaded' };
  process.stderr.write('Downloading Electron, once…\n');
  if (!(await download())) return { reason: 'the download of Electron failed' };
  const downloaded = installedElectron(environment);
  return downloaded === undefined ? { reason: 'the download of Electron failed' } : { executable: downloaded };
}
