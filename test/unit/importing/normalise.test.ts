import { describe, expect, it } from 'vitest';
import { normalise } from '../../../electron/importing/normalise.ts';
import type { UsageDraft } from '../../../electron/importing/presets/preset.ts';

const draft: UsageDraft = {
  startMs: 1000,
  endMs: 1000,
  provider: 'openai',
  model: 'gpt-4o',
  serviceTier: 'standard',
  requests: 1,
  tokens: { output: 5 },
  inclusive: [],
  stated: [],
  names: { project: 'p' },
  remarks: [],
};

describe('normalise', () => {
  it('splits an inclusive total and leaves out kinds without tokens', () => {
    const record = normalise(
      {
        ...draft,
        tokens: { output: 5, reasoning: 0 },
        inclusive: [{ column: 'in', tokens: 100, remainder: 'input', parts: [{ column: 'cached', tokens: 40 }] }],
      },
      undefined,
    );
    expect(record).toMatchObject({ tokens: { input: 60, output: 5 }, project: 'p', model: 'gpt-4o' });
    expect(record).not.toHaveProperty('tokens.reasoning');
  });

  it('refuses parts above their total, sums that do not hold, and time that runs backwards', () => {
    const parts = [
      { column: 'a', tokens: 60 },
      { column: 'b', tokens: 50 },
    ];
    expect(
      normalise({ ...draft, inclusive: [{ column: 'in', tokens: 100, remainder: 'input', parts }] }, undefined),
    ).toEqual({
      kind: 'reject',
      column: 'in',
      reason: 'in is 100, less than its parts a 60 + b 50 (110): the file may count them apart',
    });
    expect(normalise({ ...draft, stated: [{ column: 'in', tokens: 100, parts }] }, undefined)).toEqual({
      kind: 'reject',
      column: 'in',
      reason: 'in is 100, but a 60 + b 50 make 110',
    });
    expect(normalise({ ...draft, endMs: 999 }, undefined)).toEqual({
      kind: 'reject',
      reason: 'the row ends before it starts',
    });
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d as a count, wherever it came from', (output) => {
    expect(normalise({ ...draft, tokens: { output } }, undefined)).toMatchObject({ kind: 'reject', column: 'output' });
  });

  it.each(['model', 'provider'])('refuses a %s whose name is a text', (column) => {
    expect(normalise({ ...draft, [column]: 'word '.repeat(101) }, undefined)).toEqual({
      kind: 'reject',
      column,
      reason: `the name has 505 characters, more than a ${column}\u2019s`,
    });
  });

  it('fills in the model given only where the row names none', () => {
    const fallback = { provider: 'anthropic', model: 'claude' };
    expect(normalise(draft, fallback)).toMatchObject({ provider: 'openai', model: 'gpt-4o' });
    expect(normalise({ ...draft, model: '' }, fallback)).toMatchObject(fallback);
    expect(normalise({ ...draft, model: '' }, { model: 'gpt-x' })).toMatchObject({
      provider: 'openai',
      model: 'gpt-x',
    });
  });
});
