import { describe, expect, it } from 'vitest';
import { convertTokens, tokenizerChange } from '#pricing';
import { exampleCard } from './example-card.ts';

const older = exampleCard({ tokenizer: { factor: 1, relativeTo: 'Claude before 4.7', source: 'the reference' } });
const newer = exampleCard({ tokenizer: { factor: 1.3, relativeTo: 'Claude before 4.7', source: 'measured' } });

describe('tokenizerChange', () => {
  it('is 30 % more tokens from an older to a newer model of one family, and as much fewer back', () => {
    expect(tokenizerChange(older, newer)).toEqual({ factor: 1.3, source: 'measured' });
    expect(tokenizerChange(newer, older)).toEqual({ factor: 1 / 1.3, source: 'measured' });
    expect(tokenizerChange(newer, newer)?.factor).toBe(1);
  });

  it('is unknown between tokenizers without a common reference: nothing is assumed', () => {
    expect(tokenizerChange(exampleCard(), newer)).toBeUndefined();
    expect(tokenizerChange(newer, exampleCard())).toBeUndefined();
    const other = exampleCard({ tokenizer: { factor: 1, relativeTo: 'o200k', source: 'x' } });
    expect(tokenizerChange(other, newer)).toBeUndefined();
  });
});

describe('convertTokens', () => {
  it('converts each kind and keeps absent kinds absent', () => {
    const converted = convertTokens({ input: 1000, output: 200 }, { factor: 1.3, source: 'measured' });
    expect(converted).toEqual({ input: 1300, output: 260 });
  });

  it('leaves audio and image tokens alone: a text tokenizer does not make them', () => {
    const counts = { input: 100, inputAudio: 100, cacheReadImage: 100, reasoning: 100 };
    const converted = convertTokens(counts, { factor: 1.3, source: 'measured' });
    expect(converted).toEqual({ input: 130, inputAudio: 100, cacheReadImage: 100, reasoning: 130 });
  });

  it('comes back to the same volume there and back', () => {
    const there = tokenizerChange(older, newer);
    const back = tokenizerChange(newer, older);
    if (there === undefined || back === undefined) throw new Error('expected both factors');
    expect(convertTokens(convertTokens({ cacheRead: 777 }, there), back).cacheRead).toBeCloseTo(777, 9);
  });
});
