import { describe, expect, it } from 'vitest';
import { nearestModels, suggestible } from '../../../../electron/pricing/books/nearest-models.ts';

const models = [
  suggestible('openai/gpt-4o', 'openai', 'gpt-4o'),
  suggestible('openai/gpt-4o-mini', 'openai', 'gpt-4o-mini'),
  suggestible('azure/gpt-4o', 'azure', 'gpt-4o'),
  suggestible('anthropic/claude-haiku-4-5', 'anthropic', 'claude-haiku-4-5'),
];

describe('nearestModels', () => {
  it('puts the most alike first', () => {
    expect(nearestModels(models, { model: 'gpt-4o-mni' }, 5)[0]).toBe('openai/gpt-4o-mini');
  });

  it('prefers the provider that was named', () => {
    expect(nearestModels(models, { provider: 'azure', model: 'gpt-40' }, 1)).toEqual(['azure/gpt-4o']);
    expect(nearestModels(models, { provider: 'openai', model: 'gpt-40' }, 1)).toEqual(['openai/gpt-4o']);
  });

  it('ignores case and punctuation', () => {
    expect(nearestModels(models, { model: 'Claude Haiku 4.5' }, 1)).toEqual(['anthropic/claude-haiku-4-5']);
  });

  it('keeps to the limit and suggests nothing for a name like no other', () => {
    expect(nearestModels(models, { model: 'gpt-4o' }, 2)).toHaveLength(2);
    expect(nearestModels(models, { model: 'zzzzzz' }, 5)).toEqual([]);
    expect(nearestModels(models, { model: '' }, 5)).toEqual([]);
  });

  it('gives the same answer whatever the order of the models', () => {
    const wanted = { model: 'gpt-4' };
    expect(nearestModels([...models].reverse(), wanted, 5)).toEqual(nearestModels(models, wanted, 5));
  });
});
