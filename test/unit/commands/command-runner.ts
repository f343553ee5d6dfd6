import { Command } from 'commander';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import { silentLogger } from '#api';
import type { CommandHost } from '../../../electron/commands/command-host.ts';
import { createContainer } from '../../../electron/container.ts';

/** What a command printed, and whether it ended with exit code 1. */
export interface Outcome {
  readonly output: string;
  readonly errors: string;
  readonly failed: boolean;
}

/** Where and when commands run. */
export interface CommandPlace {
  /** Holds the data, and relative paths start from it. */
  readonly folder: string;
  /** Absent = the folder's own. */
  readonly ledgerFile?: string;
  /** UTC ms. */
  readonly nowMs: number;
}

/** Runs a command with the product's own services, as a process of its own would: opened for it, closed after it. */
export async function runCommand(
  registers: readonly ((program: Command, host: CommandHost) => void)[],
  { folder, ledgerFile, nowMs }: CommandPlace,
  parameters: readonly string[],
): Promise<Outcome> {
  const container = createContainer({
    dataFolder: folder,
    ledgerFile: ledgerFile ?? join(folder, 'usage.ledger'),
    host: 'direct',
    workerFile: resolve(import.meta.dirname, '../../../electron/workers/worker.ts'),
    logger: silentLogger,
    version: 'test',
    now: () => nowMs,
  });
  let [output, errors, failed] = ['', '', false];
  const program = quiet(new Command());
  for (const register of registers) {
    register(program, {
      open: () => container,
      nowMs,
      workingFolder: folder,
      signal: new AbortController().signal,
      print: (text) => (output += `${text}\n`),
      printError: (text) => (errors += `${text}\n`),
      fail: () => (failed = true),
    });
  }
  for (const command of program.commands) for (const inner of [command, ...command.commands]) quiet(inner);
  try {
    await program.parseAsync(['node', 'burnrate', ...parameters]);
  } finally {
    await container.close();
  }
  return { output, errors, failed };
}

/** The JSON document of a command that must not complain. */
export function documentOf({ output, errors }: Outcome): unknown {
  expect(errors).toBe('');
  return JSON.parse(output);
}

function quiet(command: Command): Command {
  return command.exitOverride().configureOutput({ writeErr: () => undefined });
}
