import type { Result } from '#shared/result.ts';
import type { Task, TaskKind, TaskOutput, TaskProgress } from './tasks.ts';

/** How its caller follows and stops a task. */
export interface TaskControl {
  /** Called at most ten times a second. */
  readonly onProgress?: ((progress: TaskProgress) => void) | undefined;
  /** Asks the task to stop; it ends with a failure `cancelled` and leaves nothing half-done. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs tasks one after the other: the ledger takes one writer at a time; those that only read (`readingTasks`) have a queue
 * of their own. Never rejects: what a task throws is a bug
 * and comes as a failure `task-crashed`; a thread that dies as `worker-crashed`.
 */
export interface JobRunner {
  run<K extends TaskKind>(task: Task<K>, control?: TaskControl): Promise<Result<TaskOutput<K>>>;
  /** Cancels what is running and waiting, and resolves when the last transaction has ended. */
  close(): Promise<void>;
}
