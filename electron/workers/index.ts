/**
 * Workers: long work off the main thread. One runner interface (on this thread, or one thread a task), and the
 * registry of jobs that the window follows and cancels.
 */

export { createInlineRunner, type InlineRunnerOptions } from './inline-runner.ts';
export { createJobRegistry, type JobRegistry, type JobRegistryOptions, type JobRequest } from './jobs.ts';
export type { JobRunner, TaskControl } from './runner.ts';
export type { Task, TaskInput, TaskKind, TaskOutput, TaskProgress } from './tasks.ts';
export { createTokenThread, type TokenThread } from './token-thread.ts';
export { createThreadRunner, type ThreadRunnerOptions } from './thread-runner.ts';
