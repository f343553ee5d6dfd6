import { inspect } from 'node:util';
import type { Logger } from '#api';

/** Writes to standard error: for hosts with a window, whose developer wants to know what is slow. */
export const consoleLogger: Logger = {
  info(message) {
    process.stderr.write(`burnrate: ${message}\n`);
  },
  error(message, cause) {
    process.stderr.write(`burnrate: ${message}\n${inspect(cause)}\n`);
  },
};

/** Writes bugs only: for the command line, whose standard error is for the user. */
export const quietLogger: Logger = {
  ...consoleLogger,
  info() {
    return;
  },
};
