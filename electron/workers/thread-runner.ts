import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { cancelMessage, workerMessageSchema } from './messages.ts';
import type { JobRunner } from './runner.ts';
import { createSerialRunner, type Execute, type ExecuteControl } from './serial-runner.ts';
import { taskSchemas, type Task, type TaskKind, type TaskOutput } from './tasks.ts';

/** What a thread runner works with. */
export interface ThreadRunnerOptions {
  /** The worker entry: `dist/main/worker.cjs` in the product, `electron/workers/worker.ts` in a checkout. */
  readonly workerFile: string | URL;
  readonly ledgerFile: string;
  /** Where threads keep the code that they compile, for those after them; absent = they do not. */
  readonly compileCacheFolder?: string | undefined;
  /** A clock for durations, ms. */
  readonly monotonicMs: () => number;
}

/**
 * Runs each task in a thread of its own, which opens its own connection to the ledger, so that the window never waits
 * and a crash takes nothing with it. A task counts as ended when its thread has: its connection is closed by then.
 */
export function createThreadRunner(options: ThreadRunnerOptions): JobRunner {
  return createSerialRunner(executeInThread(options), options.monotonicMs);
}

function executeInThread({ workerFile, ledgerFile, compileCacheFolder }: ThreadRunnerOptions): Execute {
  const path = typeof workerFile === 'string' ? workerFile : fileURLToPath(workerFile);
  // Node reads the variable when a thread starts, in the threads that this one starts too.
  const env = {
    ...process.env,
    ...(compileCacheFolder === undefined ? {} : { NODE_COMPILE_CACHE: compileCacheFolder }),
  };
  return (task, control) =>
    inThread(new Worker(path, { env, workerData: { ledgerFile, workerFile: path, task } }), task, control);
}

function inThread<K extends TaskKind>(
  worker: Worker,
  task: Task<K>,
  { onProgress, signal }: ExecuteControl,
): Promise<Result<TaskOutput<K>>> {
  return new Promise((resolve) => {
    let result: Result<TaskOutput<K>> | undefined;

    function cancel(): void {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin.
      worker.postMessage(cancelMessage);
    }
    signal.addEventListener('abort', cancel, { once: true });

    worker.on('message', (message) => {
      const parsed = workerMessageSchema.safeParse(message);
      if (!parsed.success) result = workerCrashed('it sent a message that cannot be read');
      else if (parsed.data.type === 'progress') onProgress(parsed.data.progress);
      else if (parsed.data.type === 'failed') result = { ok: false, error: parsed.data.error };
      else result = readOutput(task.kind, parsed.data.value);
    });
    worker.on('error', (error) => {
      result = workerCrashed(error instanceof Error ? error.message : String(error));
    });
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', cancel);
      resolve(result ?? workerCrashed(`it ended with exit code ${code} and without a result`));
    });
  });
}

function readOutput<K extends TaskKind>(kind: K, value: unknown): Result<TaskOutput<K>> {
  const output = taskSchemas[kind].output.safeParse(value);
  return output.success ? success(output.data) : workerCrashed('it sent a result that cannot be read');
}

function workerCrashed(detail: string): Failed {
  return failure('worker-crashed', `The worker thread crashed (${detail}); what it had not finished was not stored.`, {
    nextStep: 'Try again; if it happens again, report it with the file.',
  });
}
