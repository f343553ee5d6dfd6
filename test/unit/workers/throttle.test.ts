import { expect, it } from 'vitest';
import { throttle } from '../../../electron/workers/throttle.ts';

it('lets ten reports a second pass, the first at once', () => {
  let clockMs = 0;
  const passed: number[] = [];
  const report = throttle(
    (value: number) => passed.push(value),
    () => clockMs,
  );
  for (clockMs = 0; clockMs < 1000; clockMs += 10) report(clockMs);
  expect(passed).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
});
