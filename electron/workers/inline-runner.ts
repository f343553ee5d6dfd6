import type { JobRunner } from './runner.ts';
import { createSerialRunner } from './serial-runner.ts';
import { runTask, type TaskServices } from './task-runs.ts';

/** What an inline runner works with. */
export interface InlineRunnerOptions extends TaskServices {
  /** A clock for durations, ms. */
  readonly monotonicMs: () => number;
}

/** Runs tasks on the calling thread: for the command line, which has nothing else to do, and for tests. */
export function createInlineRunner({ monotonicMs, ...services }: InlineRunnerOptions): JobRunner {
  return createSerialRunner((task, control) => runTask(task, services, control), monotonicMs);
}
