import { setImmediate } from 'node:timers/promises';

/** How long a slice may hold the thread, ms: less than a frame. */
const sliceMs = 12;

/** Lets whatever else waits for the thread go first. */
export async function nextTurn(): Promise<void> {
  await setImmediate();
}

/** Runs work that is cut into steps, a slice at a time, so that the services answer others in between. */
export async function inSlices<T>(steps: Iterator<unknown, T, void>): Promise<T> {
  let sliceEndsMs = performance.now() + sliceMs;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() < sliceEndsMs) continue;
    await nextTurn();
    sliceEndsMs = performance.now() + sliceMs;
  }
}
