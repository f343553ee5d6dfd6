import { describe, expect, it } from 'vitest';
import { createHeader } from '../../../../electron/importing/read/header.ts';

describe('createHeader', () => {
  const header = createHeader([' Time ', 'Tokens', 'tokens', 'Model']);

  it('finds columns without regard to case and blanks, the first name that is there', () => {
    expect(header.find('time')).toBe(0);
    expect(header.find('model_name', 'MODEL')).toBe(3);
    expect(header.columns[0]).toBe('Time');
  });

  it('does not choose between two columns of one name', () => {
    expect(header.find('tokens')).toBeUndefined();
    expect(header.count('TOKENS')).toBe(2);
  });
});
