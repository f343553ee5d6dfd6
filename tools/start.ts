import { spawn } from 'node:child_process';
import { buildWhenStale } from './build-when-stale.ts';
import { findElectron } from './electron-binary.ts';
import { inProject, projectFolder } from './project.ts';

/**
 * `npm start`: builds when stale, then opens the app in Electron; where there is no Electron or no display it says so
 * in one line and serves the same renderer and services on a loopback port.
 */

/** An Electron that ends with an error this soon never showed a window: a missing library, say. */
const failedStartMs = 10_000;

function run(executable: string, parameters: readonly string[]): Promise<number> {
  const child = spawn(executable, parameters, { stdio: 'inherit', cwd: projectFolder });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 0)));
  });
}

async function serve(reason: string): Promise<number> {
  process.stdout.write(`No desktop window because ${reason}; the same app is served to your browser instead.\n`);
  return run(process.execPath, [inProject('dist', 'main', 'serve.cjs')]);
}

async function start(): Promise<number> {
  await buildWhenStale();
  const electron = await findElectron(process.env);
  if ('reason' in electron) return serve(electron.reason);
  // Chromium's sandbox refuses to run as root, as in containers; everyone else gets it.
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const startedMs = performance.now();
  const exitCode = await run(electron.executable, [...sandbox, projectFolder]);
  if (exitCode !== 0 && performance.now() - startedMs < failedStartMs) {
    return serve(`Electron ended with code ${exitCode}`);
  }
  return exitCode;
}

process.exitCode = await start();
