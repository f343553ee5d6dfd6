import { describe, expect, it } from 'vitest';
import { inSlices } from '../../../electron/api/in-slices.ts';

function* busy(steps: number): Generator<void, string, void> {
  for (let step = 0; step < steps; step += 1) {
    const untilMs = performance.now() + 1;
    while (performance.now() < untilMs);
    yield;
  }
  return 'done';
}

describe('work in slices', () => {
  it('ends with the value of the work', async () => {
    expect(await inSlices(busy(0))).toBe('done');
  });

  it('lets others have their turn before it ends', async () => {
    const order: string[] = [];
    setImmediate(() => order.push('another'));
    await inSlices(busy(60));
    order.push('work');
    expect(order).toEqual(['another', 'work']);
  });

  it('passes on what the work throws', async () => {
    function* failing(): Generator<void, never, void> {
      yield;
      throw new RangeError('no such price');
    }
    await expect(inSlices(failing())).rejects.toThrow('no such price');
  });
});
