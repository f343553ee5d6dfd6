import { describe, expect, it } from 'vitest';
import { readFlag } from '../../../../electron/importing/read/flags.ts';

describe('readFlag', () => {
  it.each(['True', 'TRUE', '1', 'WAHR', 'vrai', ' yes '])('reads %s as yes', (text) => {
    expect(readFlag(text)).toBe(true);
  });

  it.each(['False', 'FALSE', '0', 'FALSCH', 'FAUX', 'FALSO', 'no'])('reads %s as no', (text) => {
    expect(readFlag(text)).toBe(false);
  });

  it('reads an empty cell as nothing and refuses other words', () => {
    expect(readFlag(' ')).toBeUndefined();
    expect(readFlag('maybe')).toEqual({ problem: '"maybe" is neither True nor False' });
  });
});
