import fc from 'fast-check';
import { countTokens as countCl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as countO200k } from 'gpt-tokenizer/encoding/o200k_base';
import { Tiktoken } from 'js-tiktoken/lite';
import ranks from 'js-tiktoken/ranks/cl100k_base';
import { describe, expect, it } from 'vitest';
import { countTokens } from '#tokens';

/** Texts of the kinds that split differently: words, code, numbers, white space, other scripts, emoji, single surrogates. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        ' ',
        '  \n',
        '\t',
        '\r\n',
        "it's",
        "WE'LL",
        '1234567',
        'fooBarBAZ',
        '日本語',
        '👩‍👩‍👧',
        '<|endoftext|>',
        '\u00a0',
      ),
      fc
        .integer({ min: 1, max: 40 })
        .chain((times) => fc.constantFrom('a', ' ', '=', '中').map((one) => one.repeat(times))),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))
  // JavaScript's \s differs from Rust's at these two, so the oracle's counts do: see the test below.
  .filter((joined) => !/[\u0085\ufeff]/.test(joined));

// The oracle: https://github.com/niieani/gpt-tokenizer (MIT). Special tokens are text to both.
const asText = { disallowedSpecial: new Set<string>() };

describe('countTokens', () => {
  it('counts as gpt-tokenizer does, on any text', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (one) => {
        expect(await countTokens(one, 'o200k_base')).toBe(countO200k(one, asText));
        expect(await countTokens(one, 'cl100k_base')).toBe(countCl100k(one, asText));
      }),
      { numRuns: 1000 },
    );
  });

  it('counts as js-tiktoken does', async () => {
    const encoder = new Tiktoken(ranks);
    await fc.assert(
      fc.asyncProperty(text, async (one) => {
        expect(await countTokens(one, 'cl100k_base')).toBe(encoder.encode(one, [], []).length);
      }),
      { numRuns: 200 },
    );
  });

  it('takes special tokens as the text that they are written with', async () => {
    // <|endoftext|> in pieces of text: "<", "|", "end", "of", "text", "|", ">".
    expect(await countTokens('<|endoftext|>', 'o200k_base')).toBe(7);
  });

  it('takes U+FEFF for no white space, as Rust does', async () => {
    // "a", then U+FEFF joined with the following letter as any other sign: Rust's tiktoken gives 3 tokens.
    const [alone, between] = await Promise.all([
      countTokens('\ufeff', 'o200k_base'),
      countTokens('a\ufeffb', 'o200k_base'),
    ]);
    expect(alone).toBe(1);
    expect(between).toBe(3);
  });

  it.each(['a', 'A', ' ', '\n', '=', '中', '\u0301', '😀', 'aA', ' \n'])(
    'comes to an end with 300,000 characters of %j, with the count of its parts',
    async (unit) => {
      const count = await countTokens(unit.repeat(300_000 / unit.length), 'o200k_base');
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(300_000 * 3);
    },
  );

  it('says how far it is, and stops when it is told to', async () => {
    const done: number[] = [];
    const long = 'The quick brown fox. '.repeat(10_000);
    const whole = await countTokens(long, 'o200k_base', { onProgress: (units) => done.push(units) });
    expect(whole).toBe(50_001);
    expect(done.length).toBeGreaterThan(2);
    const controller = new AbortController();
    const stopped = await countTokens(long, 'o200k_base', {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect(stopped).toBeUndefined();
  });

  it('counts nothing as nothing', async () => {
    expect(await countTokens('', 'o200k_base')).toBe(0);
  });
});
