import { describe, expect, it } from 'vitest';
import { countingEncoding, tokensOnModel } from '#pricing';

describe('countingEncoding', () => {
  // tiktoken's own table: https://github.com/openai/tiktoken/blob/main/tiktoken/model.py
  it.each([
    ['openai/gpt-4o-mini', 'o200k_base'],
    ['openai/gpt-4.1-nano', 'o200k_base'],
    ['openai/gpt-5-mini', 'o200k_base'],
    ['openai/o3', 'o200k_base'],
    ['openrouter/openai/gpt-4o', 'o200k_base'],
    ['openai/gpt-4', 'cl100k_base'],
    ['openai/gpt-4-turbo-2024-04-09', 'cl100k_base'],
    ['openai/gpt-3.5-turbo', 'cl100k_base'],
    ['openai/text-embedding-3-small', 'cl100k_base'],
    ['anthropic/claude-opus-4-7', 'o200k_base'],
    ['mistral/open-mixtral-8x7b', 'o200k_base'],
  ] as const)('%s is counted in %s', (model, encoding) => {
    expect(countingEncoding(model)).toBe(encoding);
  });
});

describe('tokensOnModel', () => {
  it('is exact where the model uses the encoding', () => {
    const onModel = tokensOnModel({ encoding: 'o200k_base', tokens: 100 }, 'openai/gpt-4o');
    expect(onModel).toMatchObject({ tokens: 100, exactness: 'exact', low: 100, high: 100 });
  });

  it('is an estimate in another encoding, and on other vendors’ models', () => {
    const old = tokensOnModel({ encoding: 'o200k_base', tokens: 100 }, 'openai/gpt-4');
    expect(old).toMatchObject({ tokens: 100, exactness: 'estimate', low: 75, high: 125 });
    const gemini = tokensOnModel({ encoding: 'o200k_base', tokens: 100 }, 'google/gemini-2.5-pro');
    expect(gemini).toMatchObject({ tokens: 100, exactness: 'estimate' });
    expect(gemini.basis).toContain('assumption');
  });

  it('takes 30 % more for Claude 4.7 and newer, and says whose figure that is', () => {
    const newer = tokensOnModel({ encoding: 'o200k_base', tokens: 1000 }, 'anthropic/claude-opus-4-7');
    expect(newer).toMatchObject({ tokens: 1300, exactness: 'estimate', low: 975, high: 1625 });
    expect(newer.basis).toContain('30 %');
    expect(tokensOnModel({ encoding: 'o200k_base', tokens: 1000 }, 'anthropic/claude-sonnet-4-5').tokens).toBe(1000);
  });
});
