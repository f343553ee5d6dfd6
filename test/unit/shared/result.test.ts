import { describe, expect, it } from 'vitest';
import { describeFailure } from '#shared/result.ts';

describe('describeFailure', () => {
  it('writes the stable form of the command line', () => {
    const error = {
      code: 'bad-row',
      message: 'The token count is negative.',
      at: { file: 'usage.csv', line: 3, column: 'input_tokens' },
      nextStep: 'Correct the row.',
    };
    expect(describeFailure(error)).toBe(
      'error bad-row: The token count is negative. (usage.csv:3:input_tokens) Correct the row.',
    );
  });

  it('names the JSON path after the file', () => {
    const error = { code: 'bad', message: 'It is wrong.', at: { file: 'a.json', path: 'workloads[0]' } };
    expect(describeFailure(error)).toBe('error bad: It is wrong. (a.json workloads[0])');
  });

  it('leaves out what is not known', () => {
    expect(describeFailure({ code: 'bad', message: 'It is wrong.' })).toBe('error bad: It is wrong.');
  });
});
