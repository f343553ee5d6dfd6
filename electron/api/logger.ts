/** Where the services report what a developer should see. Hosts decide where it goes; nothing leaves the machine. */
export interface Logger {
  info(message: string): void;
  /** A bug: the message and the thrown value with its stack. */
  error(message: string, cause: unknown): void;
}

/** Drops everything: for callers that watch results alone, as tests do. */
export const silentLogger: Logger = {
  info() {
    return;
  },
  error() {
    return;
  },
};
