import { describe, expect, it } from 'vitest';
import { jsonText } from '../../../electron/commands/json-text.ts';

describe('jsonText', () => {
  it('rounds the noise of binary fractions away', () => {
    expect(JSON.parse(jsonText({ sum: 0.1 + 0.2, whole: 22_361_870 }))).toEqual({ sum: 0.3, whole: 22_361_870 });
  });

  it('keeps amounts far below a cent', () => {
    expect(jsonText(0.000000000123)).toBe('1.23e-10');
  });
});
