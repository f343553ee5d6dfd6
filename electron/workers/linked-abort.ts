/** An abort signal that follows others. */
export interface LinkedAbort {
  readonly signal: AbortSignal;
  abort(): void;
  /** Stops following. */
  unlink(): void;
}

/** Follows a caller's signal and can be aborted by itself too. `AbortSignal.any` is newer than Electron 25's Node. */
export function linkAbort(outer: AbortSignal | undefined): LinkedAbort {
  const controller = new AbortController();
  function abort(): void {
    controller.abort();
  }
  if (outer?.aborted === true) abort();
  else outer?.addEventListener('abort', abort, { once: true });
  return { signal: controller.signal, abort, unlink: () => outer?.removeEventListener('abort', abort) };
}
