import { describe, expect, it } from 'vitest';
import { readMapping } from '#importing';
import { expectSuccess } from '../in-memory.ts';

const good = {
  format: 'burnrate-mapping',
  version: 1,
  time: { column: 't' },
  tokens: { input: 'i' },
};

describe('readMapping', () => {
  it('fills in the defaults', () => {
    expect(expectSuccess(readMapping(`\ufeff${JSON.stringify(good)}`, 'map.json'))).toEqual({
      ...good,
      time: { column: 't', format: 'auto' },
      inputIncludesCached: false,
      outputIncludesReasoning: false,
      dimensions: {},
      constants: {},
    });
  });

  it('names the line where JSON breaks off', () => {
    expect(readMapping('{\n  "format": "burnrate-mapping",\n  "version": 1 2\n}', 'map.json')).toMatchObject({
      error: {
        code: 'mapping-not-json',
        message: "map.json is not JSON: expected ',' or '}', found '2'.",
        at: { file: 'map.json', line: 3, column: '16' },
      },
    });
  });

  it('names the JSON path of what is wrong', () => {
    const bad = { ...good, time: { column: 't', format: 'ymd' } };
    expect(readMapping(JSON.stringify(bad), 'map.json')).toMatchObject({
      error: { code: 'invalid-mapping', at: { file: 'map.json', path: 'time.format' } },
    });
    expect(readMapping(JSON.stringify({ ...good, tokens: { inputs: 'x' } }), 'map.json')).toMatchObject({
      error: {
        code: 'invalid-mapping',
        message: expect.stringContaining('inputs'),
        at: { path: 'tokens.inputs' },
      },
    });
  });

  it('refuses a mapping without any token column', () => {
    expect(readMapping(JSON.stringify({ ...good, tokens: {} }), 'map.json')).toMatchObject({
      error: { code: 'mapping-without-tokens', at: { path: 'tokens' } },
    });
  });
});
