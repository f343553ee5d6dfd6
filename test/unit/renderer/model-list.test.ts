import { describe, expect, it } from 'vitest';
import {
  countLine,
  findModels,
  isFiltered,
  modelsOf,
  nextSort,
  noModelFilter,
  type ModelFilter,
  type ModelSort,
} from '../../../renderer/store/model-list.ts';
import { summaryOf } from './catalogue-samples.ts';

const haiku = summaryOf('anthropic/claude-haiku-4-5', {
  displayName: 'Claude Haiku 4.5',
  inputUsdPerMTok: 1,
  serviceTiers: ['batch'],
});
const resold = summaryOf('openrouter/anthropic/claude-haiku-4.5:free', { inputUsdPerMTok: 0 });
const mini = summaryOf('openai/gpt-4o-mini', { inputUsdPerMTok: 0.15, disagrees: true });
const large = summaryOf('openai/gpt-4o', { inputUsdPerMTok: 2.5, serviceTiers: ['batch', 'priority'] });
const speech = summaryOf('openai/tts-1', { inputUsdPerMTok: null });
const search = summaryOf('tools/web-search', { subject: 'tool', inputUsdPerMTok: null, providerName: 'Tools' });
const all = [haiku, mini, large, speech, resold, search];

function found(change: Partial<ModelFilter>, sort: ModelSort | null = null): readonly string[] {
  return findModels(all, { ...noModelFilter, ...change }, sort).map(({ modelId }) => modelId);
}

describe('the search', () => {
  it('reads a display name, an id and any punctuation alike', () => {
    expect(found({ search: 'Claude Haiku 4.5' })).toEqual([haiku.modelId, resold.modelId]);
    expect(found({ search: 'claude-haiku-4-5' })).toEqual([haiku.modelId, resold.modelId]);
  });

  it('wants every word, in any order, in the name or the provider', () => {
    expect(found({ search: 'mini openai' })).toEqual([mini.modelId]);
    expect(found({ search: 'mini anthropic' })).toEqual([]);
  });

  it('puts the name that was typed first, before those that only begin with it', () => {
    expect(found({ search: 'gpt-4o' })).toEqual([large.modelId, mini.modelId]);
  });

  it('of spaces and signs alone finds everything', () => {
    expect(found({ search: ' - ' })).toHaveLength(all.length);
  });
});

describe('the filters', () => {
  it('narrow by provider, kind of entry, service tier and disagreement', () => {
    expect(found({ provider: 'openai' })).toEqual([mini.modelId, large.modelId, speech.modelId]);
    expect(found({ subject: 'tool' })).toEqual([search.modelId]);
    expect(found({ subject: 'model' })).not.toContain(search.modelId);
    expect(found({ serviceTier: 'priority' })).toEqual([large.modelId]);
    expect(found({ onlyDisagreeing: true })).toEqual([mini.modelId]);
  });

  it('by price leave out what has no input price: unknown is not cheap', () => {
    expect(found({ maxInputUsdPerMTok: 0.15 })).toEqual([mini.modelId, resold.modelId]);
    expect(found({ maxInputUsdPerMTok: 0 })).toEqual([resold.modelId]);
  });

  it('are told apart from none', () => {
    expect(isFiltered(noModelFilter)).toBe(false);
    expect(isFiltered({ ...noModelFilter, maxInputUsdPerMTok: 0 })).toBe(true);
  });
});

describe('the order', () => {
  it('by price puts the unknown last, both ways round', () => {
    const ascending = found({}, { key: 'input', direction: 'ascending' });
    const descending = found({}, { key: 'input', direction: 'descending' });
    expect(ascending.slice(0, 4)).toEqual([resold.modelId, mini.modelId, haiku.modelId, large.modelId]);
    expect(descending.slice(0, 4)).toEqual([large.modelId, haiku.modelId, mini.modelId, resold.modelId]);
    expect(ascending.slice(4)).toEqual([speech.modelId, search.modelId]);
    expect(descending.slice(4)).toEqual([speech.modelId, search.modelId]);
  });

  it('goes from ascending to descending to none', () => {
    const first = nextSort(null, 'input');
    expect(first).toEqual({ key: 'input', direction: 'ascending' });
    const second = nextSort(first, 'input');
    expect(second).toEqual({ key: 'input', direction: 'descending' });
    expect(nextSort(second, 'input')).toBeNull();
    expect(nextSort(second, 'output')).toEqual({ key: 'output', direction: 'ascending' });
  });
});

describe('the count line', () => {
  it('names what is counted', () => {
    expect(countLine(1, modelsOf(all, null), null)).toBe('1 of 6 models, tools and services');
    expect(countLine(2, modelsOf(all, 'model'), 'model')).toBe('2 of 5 models');
    expect(countLine(2, [haiku, mini], null)).toBe('2 of 2 models');
  });
});
