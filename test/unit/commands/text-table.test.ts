import { describe, expect, it } from 'vitest';
import { signedPercent, textTable } from '../../../electron/commands/text-table.ts';

describe('textTable', () => {
  it('sets text to the left and numbers to the right, under their titles', () => {
    const table = textTable(
      [{ title: 'Model' }, { title: 'Tokens', align: 'right' }],
      [
        ['openai/gpt-4o', '5'],
        ['o1', '1,200'],
      ],
    );
    expect(table.split('\n')).toEqual([
      'Model          Tokens', //
      'openai/gpt-4o       5',
      'o1              1,200',
    ]);
  });
});

describe('signedPercent', () => {
  it('writes the sign', () => {
    expect(signedPercent(-0.24)).toBe('−24.0 %');
    expect(signedPercent(0.05)).toBe('+5.0 %');
    expect(signedPercent(0)).toBe('0.0 %');
  });
});
