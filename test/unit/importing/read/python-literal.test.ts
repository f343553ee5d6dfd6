import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonOfPythonLiteral } from '../../../../electron/importing/read/python-literal.ts';

function read(text: string): unknown {
  const json = jsonOfPythonLiteral(text);
  return json === undefined ? undefined : JSON.parse(json);
}

describe('jsonOfPythonLiteral', () => {
  it('reads dictionaries as data frames write them', () => {
    expect(
      read(`{'total': 1e-07, 'details': None, "it's": 'a "word"', 'ok': True, 'list': (1, 2,), 'path': 'a\\\\b\\n'}`),
    ).toEqual({ total: 1e-7, details: null, "it's": 'a "word"', ok: true, list: [1, 2], path: 'a\\b\n' });
  });

  it('leaves strings that look like the end of a list alone', () => {
    expect(read("['a,]', ',}',]")).toEqual(['a,]', ',}']);
  });

  it('refuses what is no literal', () => {
    expect(read("{'a': datetime(2026, 1, 1)}")).toBeUndefined();
    expect(read("{'a': 'never ends}")).toBeUndefined();
    expect(read(`'${'x'.repeat(200_001)}'`)).toBeUndefined();
  });

  it('never throws, and keeps any string that Python would quote', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        jsonOfPythonLiteral(text);
        const quoted = `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
        expect(read(quoted)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});
