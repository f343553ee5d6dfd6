import { describe, expect, it } from 'vitest';
import { record, redo, seal, startHistory, undo } from '../../../renderer/store/history.ts';

describe('history', () => {
  it('takes one step for each intent', () => {
    const history = record(seal(record(startHistory(1), 'a', 2)), 'b', 3);
    expect(undo(history).present).toBe(2);
    expect(undo(undo(history)).present).toBe(1);
  });

  it('groups a drag: edits of one open intent are one step', () => {
    const dragged = [10, 20, 30].reduce((history, value) => record(history, 'slider', value), startHistory(0));
    expect(dragged.present).toBe(30);
    expect(undo(dragged).present).toBe(0);
  });

  it('starts a new step after the intent is sealed, even for the same field', () => {
    const twice = record(seal(record(startHistory(0), 'slider', 10)), 'slider', 20);
    expect(undo(twice).present).toBe(10);
  });

  it('redoes what was undone, and forgets it at the next edit', () => {
    const undone = undo(record(startHistory('a'), 'x', 'b'));
    expect(redo(undone).present).toBe('b');
    expect(redo(record(undone, 'y', 'c')).present).toBe('c');
  });

  it('keeps the same object when there is nothing to do', () => {
    const history = startHistory(1);
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
    expect(seal(history)).toBe(history);
    expect(record(history, 'a', 1)).toBe(history);
  });

  it('keeps 200 steps', () => {
    let history = startHistory(0);
    for (let value = 1; value <= 300; value += 1) history = seal(record(history, `${value}`, value));
    for (let step = 0; step < 300; step += 1) history = undo(history);
    expect(history.present).toBe(100);
  });
});
