import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

/** Root folder of the project. */
export const projectFolder = resolve(import.meta.dirname, '../..');

/** What a command wrote, and how it ended. */
export interface CommandOutcome {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errorOutput: string;
}

/** Runs the built command line in a folder, with that folder as its home. */
export function runCommand(folder: string, parameters: readonly string[]): Promise<CommandOutcome> {
  const child = spawn(process.execPath, [join(projectFolder, 'dist/main/cli.cjs'), ...parameters], {
    cwd: folder,
    env: { ...process.env, BURNRATE_HOME: join(folder, 'home') },
  });
  let output = '';
  let errorOutput = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errorOutput += chunk.toString('utf8');
  });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (exitCode) => done({ exitCode, output, errorOutput }));
  });
}
