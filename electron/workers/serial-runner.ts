import { failure, type Result } from '#shared/result.ts';
import { linkAbort, type LinkedAbort } from './linked-abort.ts';
import { createQueue } from './queue.ts';
import type { JobRunner } from './runner.ts';
import { taskCrashed } from './task-runs.ts';
import { readingTasks, type Task, type TaskKind, type TaskOutput, type TaskProgress } from './tasks.ts';
import { throttle } from './throttle.ts';

/** A task's control with everything given. */
export interface ExecuteControl {
  readonly onProgress: (progress: TaskProgress) => void;
  readonly signal: AbortSignal;
}

/** Does one task; how is the difference between the runners. */
export type Execute = <K extends TaskKind>(task: Task<K>, control: ExecuteControl) => Promise<Result<TaskOutput<K>>>;

/**
 * What every runner does alike: one writing task after the other, and one reading task beside them, progress ten times a second at most, cancel before the
 * start, and a `close` that waits for the transaction in progress.
 * @param monotonicMs a clock for durations, ms.
 */
export function createSerialRunner(execute: Execute, monotonicMs: () => number): JobRunner {
  const [writing, reading] = [createQueue(), createQueue()];
  const active = new Set<LinkedAbort>();

  return {
    async run(task, control = {}) {
      const link = linkAbort(control.signal);
      active.add(link);
      try {
        return await (readingTasks.has(task.kind) ? reading : writing).enqueue(async () => {
          if (link.signal.aborted) return failure('cancelled', 'The job was cancelled before it began.');
          const onProgress = throttle(control.onProgress ?? (() => undefined), monotonicMs);
          return execute(task, { onProgress, signal: link.signal });
        });
      } catch (error) {
        return taskCrashed(error);
      } finally {
        active.delete(link);
        link.unlink();
      }
    },
    async close() {
      for (const link of active) link.abort();
      await Promise.all([writing.idle(), reading.idle()]);
    },
  };
}
