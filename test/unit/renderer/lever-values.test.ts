import { describe, expect, it } from 'vitest';
import { promptComponents } from '#shared/domain/scenario.ts';
import { leverDefinitions } from '../../../renderer/engine.ts';
import { asCuts, asModelShares, asQuantity, asTexts } from '../../../renderer/features/scenario/lever-values.ts';
import { parameterAt } from '../../../renderer/store/edits.ts';
import { nextModel } from '../../../renderer/ui/next-model.ts';

describe('lever values', () => {
  it('read what the levers keep, and nothing from another shape', () => {
    expect(asModelShares([{ model: 'a', share: 0.5 }, { model: 1 }, null])).toEqual([{ model: 'a', share: 0.5 }]);
    expect(asModelShares('a')).toEqual([]);
    expect(asTexts(['system', 3])).toEqual(['system']);
    expect(asQuantity('3')).toBe(0);
    const range = { kind: 'uniform', low: 0.1, high: 0.3 } as const;
    expect(asQuantity(range)).toBe(range);
    expect(asQuantity({ kind: 'gamma' })).toBe(0);
    expect(asModelShares([{ model: 'a', share: range }])).toEqual([{ model: 'a', share: range }]);
    const cuts = asCuts({ system: { share: 0.2 }, tools: { tokens: 5 }, other: { share: 1 } }, promptComponents);
    expect([...cuts]).toEqual([
      ['system', { share: 0.2 }],
      ['tools', { tokens: 5 }],
    ]);
  });

  it('can show every field of every lever at its defaults', () => {
    for (const { defaults, fields } of leverDefinitions) {
      for (const field of fields) {
        expect(parameterAt({ ...defaults }, field.path)).toBeDefined();
      }
    }
  });
});

describe('the next model for a mix', () => {
  const catalogue = [
    { modelId: 'a/one', provider: 'a' },
    { modelId: 'b/one', provider: 'b' },
    { modelId: 'b/two', provider: 'b' },
  ];

  it('is one of the same provider that is not in it', () => {
    expect(nextModel(catalogue, [{ model: 'b/one' }])).toBe('b/two');
    expect(nextModel(catalogue, [])).toBe('a/one');
    expect(nextModel(catalogue.slice(0, 1), [{ model: 'a/one' }])).toBeUndefined();
  });
});
