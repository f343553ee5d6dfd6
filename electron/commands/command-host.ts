import { Option, type Command } from 'commander';
import { describeFailure, type Result } from '#shared/result.ts';
import type { Container } from '../container.ts';
import { jsonText } from './json-text.ts';

/** Options that every command takes. */
export interface CommonOptions {
  readonly json?: true;
  readonly ledger?: string;
}

/** What a command is given: the services, and where results go. */
export interface CommandHost {
  /** Opens the services; `cli.ts` closes them at the end. */
  open(options: CommonOptions & { readonly ledgerMustExist?: boolean }): Container;
  /** Instant of the call, UTC ms. */
  readonly nowMs: number;
  /** Folder that relative paths start from. */
  readonly workingFolder: string;
  /** Aborted when the user presses Ctrl+C. */
  readonly signal: AbortSignal;
  /** Writes to standard output. */
  print(text: string): void;
  /** Writes to standard error: failures, progress. */
  printError(text: string): void;
  /** Sets the exit code: 1 = failed check or user error. */
  fail(): void;
}

/** Adds the options that every command takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .addOption(new Option('--json', 'print one JSON document'))
    .addOption(new Option('--ledger <file>', 'the ledger file (default: the app’s own)'));
}

/**
 * Ends a command: prints the value as JSON or text, or the failure as `error CODE: sentence (file:line)` with exit
 * code 1.
 */
export function finish<T>(
  host: CommandHost,
  options: CommonOptions,
  result: Result<T>,
  show: { readonly json: (value: T) => unknown; readonly text: (value: T) => string },
): void {
  if (!result.ok) {
    host.printError(describeFailure(result.error));
    host.fail();
    return;
  }
  host.print(options.json === true ? jsonText(show.json(result.value)) : show.text(result.value));
}
