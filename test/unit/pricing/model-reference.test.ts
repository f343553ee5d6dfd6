import { describe, expect, it } from 'vitest';
import { describeModelReference, parseModelReference } from '#pricing';

describe('parseModelReference', () => {
  it.each([
    ['openai/gpt-4o', { provider: 'openai', model: 'gpt-4o' }],
    ['  OpenAI/GPT-4o ', { provider: 'openai', model: 'GPT-4o' }],
    ['openrouter/openai/gpt-4o', { provider: 'openrouter', model: 'openai/gpt-4o' }],
    ['gpt-4o', { model: 'gpt-4o' }],
    ['meta-llama/llama-3.3-70b', { model: 'meta-llama/llama-3.3-70b' }],
    ['accounts/fireworks/models/kimi-k2p5', { model: 'accounts/fireworks/models/kimi-k2p5' }],
    ['/gpt-4o', { model: '/gpt-4o' }],
    ['openai/', { model: 'openai/' }],
    ['', { model: '' }],
  ])('reads %j', (text, expected) => {
    expect(parseModelReference(text)).toEqual(expected);
  });

  it('takes another notion of what a provider is', () => {
    expect(parseModelReference('acme/large', (id) => id === 'acme')).toEqual({ provider: 'acme', model: 'large' });
  });
});

describe('describeModelReference', () => {
  it('writes what it knows', () => {
    expect(describeModelReference({ provider: 'openai', model: 'gpt-4o' })).toBe('openai/gpt-4o');
    expect(describeModelReference({ provider: '', model: 'gpt-4o' })).toBe('gpt-4o');
    expect(describeModelReference({ model: 'gpt-4o' })).toBe('gpt-4o');
  });
});
