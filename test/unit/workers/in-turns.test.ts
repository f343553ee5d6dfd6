import { describe, expect, it } from 'vitest';
import { failure, success, type Result } from '#shared/result.ts';
import { inTurns } from '../../../electron/workers/in-turns.ts';

/**
 * Steps that each take longer than a turn.
 * @yields how far it is.
 */
function* slowSteps(total: number): Generator<{ done: number; total: number }, Result<string>, void> {
  for (let done = 1; done <= total; done += 1) {
    const untilMs = performance.now() + 30;
    while (performance.now() < untilMs);
    yield { done, total };
  }
  return success('done');
}

describe('inTurns', () => {
  it('tells how far the work is and gives its result', async () => {
    const seen: number[] = [];
    const result = await inTurns(slowSteps(3), { onProgress: ({ done }) => seen.push(done) });
    expect(result).toEqual(success('done'));
    expect(seen).toEqual([1, 2, 3]);
  });

  it('stops between two steps when it is told to', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const result = await inTurns(slowSteps(100), {
      signal: controller.signal,
      onProgress({ done }) {
        seen.push(done);
        if (done === 2) controller.abort();
      },
    });
    expect(result).toMatchObject(failure('cancelled', expect.any(String)));
    expect(seen).toEqual([1, 2]);
  });
});
