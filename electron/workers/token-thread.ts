import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { countTokens } from '#tokens';
import { tokenEncodings, type TokenEncoding } from '#shared/domain/text-tokens.ts';
import { failure, success, type Result } from '#shared/result.ts';
import type { MessagePort } from 'node:worker_threads';
import { throttle } from './throttle.ts';

/** What a thread that counts tokens is started with. */
export const tokenThreadData = { countsTokens: true } as const;
export const tokenThreadDataSchema = z.strictObject({ countsTokens: z.literal(true) });

const requestSchema = z.union([
  z.object({ id: z.number(), text: z.string(), encoding: z.enum(tokenEncodings) }),
  z.object({ id: z.number(), cancel: z.literal(true) }),
]);

const answerSchema = z.object({
  id: z.number(),
  /** UTF-16 units counted so far; absent in the last answer. */
  done: z.number().optional(),
  /** The count; absent while it goes on, null when it was cancelled. */
  tokens: z.number().nullable().optional(),
});

/** How a caller follows and stops a count. */
export interface TokenCountControl {
  /** @param done UTF-16 units of the text that are counted; called at most ten times a second. */
  readonly onProgress?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Counts tokens away from the thread that answers the window. The thread keeps the encodings that it has loaded. */
export interface TokenThread {
  /** Fails `cancelled` when it was stopped, `worker-crashed` when the thread died. */
  count(text: string, encoding: TokenEncoding, control?: TokenCountControl): Promise<Result<number>>;
  close(): Promise<void>;
}

interface OpenCount {
  readonly end: (result: Result<number>) => void;
  readonly onProgress: ((done: number) => void) | undefined;
}

/** A thread that is started with the first count; it does not keep the process alive. */
export function createTokenThread({ workerFile }: { readonly workerFile: string }): TokenThread {
  const open = new Map<number, OpenCount>();
  let worker: Worker | undefined;
  let lastId = 0;

  function receive(message: unknown): void {
    const { id, done, tokens } = answerSchema.parse(message);
    const count = open.get(id);
    if (count === undefined) return;
    if (done !== undefined) count.onProgress?.(done);
    if (tokens === undefined) return;
    count.end(tokens === null ? failure('cancelled', 'The count was cancelled.') : success(tokens));
  }

  function crash(): void {
    worker = undefined;
    for (const { end } of open.values()) end(failure('worker-crashed', 'Counting tokens stopped unexpectedly.'));
  }

  function start(): Worker {
    const started = new Worker(workerFile, { workerData: tokenThreadData });
    started.unref();
    started.on('message', receive);
    started.on('error', crash);
    started.on('exit', () => {
      if (worker === started) crash();
    });
    return started;
  }

  return {
    count(text, encoding, { onProgress, signal } = {}) {
      worker ??= start();
      const thread = worker;
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        function cancel(): void {
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin.
          thread.postMessage({ id, cancel: true });
        }
        signal?.addEventListener('abort', cancel, { once: true });
        // A waiting count keeps the process alive: the command line has nothing else that does.
        thread.ref();
        open.set(id, {
          onProgress,
          end(result) {
            open.delete(id);
            signal?.removeEventListener('abort', cancel);
            if (open.size === 0) thread.unref();
            resolve(result);
          },
        });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin.
        thread.postMessage({ id, text, encoding });
        if (signal?.aborted === true) cancel();
      });
    },
    async close() {
      const closing = worker;
      worker = undefined;
      for (const { end } of open.values()) end(failure('cancelled', 'The count was cancelled.'));
      await closing?.terminate();
    },
  };
}

/** The other side: counts what it is sent until the thread is ended. */
export function serveTokenCounts(port: MessagePort): void {
  const running = new Map<number, AbortController>();

  function answer(message: z.infer<typeof answerSchema>): void {
    port.postMessage(message);
  }

  async function count(id: number, text: string, encoding: TokenEncoding): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    const onProgress = throttle(
      (done: number) => answer({ id, done }),
      () => performance.now(),
    );
    const tokens = await countTokens(text, encoding, { signal: controller.signal, onProgress });
    running.delete(id);
    answer({ id, tokens: tokens ?? null });
  }

  port.on('message', (message: unknown) => {
    const request = requestSchema.parse(message);
    if ('cancel' in request) running.get(request.id)?.abort();
    else void count(request.id, request.text, request.encoding);
  });
}
