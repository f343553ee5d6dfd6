import { setImmediate as nextTurn } from 'node:timers/promises';
import { failure, type Result } from '#shared/result.ts';
import type { TaskControl } from './runner.ts';

/** How long work may hold its thread before it hears whether it is to stop, ms. */
const longestTurnMs = 25;

/** Runs work that is cut into steps; tells how far it is and stops between two of them. Fails `cancelled`. */
export async function inTurns<T>(
  steps: Iterator<{ readonly done: number; readonly total: number }, Result<T>, void>,
  { signal, onProgress }: TaskControl,
): Promise<Result<T>> {
  let turnStartedMs = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onProgress?.({ ...step.value, rows: 0 });
    if (performance.now() - turnStartedMs < longestTurnMs) continue;
    // One step needs the one before.
    // oxlint-disable-next-line no-await-in-loop
    await nextTurn();
    if (signal?.aborted === true) return failure('cancelled', 'The work was cancelled; nothing was changed.');
    turnStartedMs = performance.now();
  }
}
