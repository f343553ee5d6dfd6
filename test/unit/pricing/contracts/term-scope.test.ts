import { describe, expect, it } from 'vitest';
import { isInScope, matchesGlob } from '../../../../electron/pricing/contracts/term-scope.ts';

describe('matchesGlob', () => {
  it.each([
    ['claude-*', 'claude-opus-5', true],
    ['claude-*', 'gpt-4o', false],
    ['*', '', true],
    ['*', 'anything', true],
    ['gpt-4o', 'gpt-4o', true],
    ['gpt-4o', 'gpt-4o-mini', false],
    ['*-mini', 'gpt-4o-mini', true],
    ['*-mini', 'gpt-4o-mini-2024', false],
    ['gpt-*-mini', 'gpt-4o-mini', true],
    ['gpt-*-mini', 'gpt-mini', false],
    ['a*b*c', 'axxbyyc', true],
    ['a*b*c', 'axxc', false],
    ['ab*ba', 'aba', false],
    ['*a*', 'xay', true],
    // Anything that means something to a regular expression is a letter here.
    ['gpt-4.1', 'gpt-4x1', false],
    ['a.*', 'ab', false],
  ])('%j fits %j: %s', (pattern, text, fits) => {
    expect(matchesGlob(pattern, text)).toBe(fits);
  });
});

describe('isInScope', () => {
  const thing = { provider: 'anthropic', model: 'claude-opus-5', kind: 'output' } as const;

  it.each([
    [{}, true],
    [{ provider: 'anthropic' }, true],
    [{ provider: 'Anthropic' }, true],
    [{ provider: 'openai' }, false],
    [{ model: 'claude-*' }, true],
    [{ model: 'Claude-Opus-*' }, true],
    [{ model: 'gpt-*' }, false],
    [{ kinds: ['output' as const] }, true],
    [{ kinds: ['input' as const, 'webSearch' as const] }, false],
    [{ provider: 'anthropic', model: 'claude-*', kinds: ['output' as const] }, true],
  ])('%j: %s', (scope, fits) => {
    expect(isInScope(scope, thing)).toBe(fits);
  });
});
