import { describe, expect, it } from 'vitest';
import { fromColumnMapping, fromPairs, type PairOptions } from '#warehouse';
import { columnMappingSchema } from '#shared/domain/importing.ts';

const plain: PairOptions = { inputIncludesCached: false, outputIncludesReasoning: false, constants: [] };

function failed(result: ReturnType<typeof fromPairs>): string {
  if (result.ok) throw new Error('Expected a failure');
  return `${result.error.code}: ${result.error.message}`;
}

describe('fromPairs', () => {
  it('reads columns, conventions and constants', () => {
    const pairs = [
      'created=at=time:unix-ms',
      'model=model',
      'prompt_tokens=input',
      'c=cache-read',
      'team=Project',
      'n=requests',
    ];
    const options = {
      inputIncludesCached: true,
      outputIncludesReasoning: false,
      constants: ['provider=open=ai', 'service-tier=batch'],
    };
    expect(fromPairs(pairs, options)).toEqual({
      ok: true,
      value: {
        time: { column: 'created=at', format: 'unix-ms' },
        tokens: { input: 'prompt_tokens', cacheRead: 'c' },
        inputIncludesCached: true,
        outputIncludesReasoning: false,
        requests: 'n',
        dimensions: { model: 'model', project: 'team' },
        serviceTier: undefined,
        constants: { provider: 'open=ai', serviceTier: 'batch' },
      },
    });
  });

  it.each([
    [['ts=time', 'a=cacheWrite1h'], 'cacheWrite1h'],
    [['ts=time', 'a=cache_write_1h'], 'cacheWrite1h'],
    [['ts=time', 'a=CACHE-WRITE-1H'], 'cacheWrite1h'],
    [['ts=time', 'a=output audio'], 'outputAudio'],
  ])('does not look at marks and letter case of a kind: %j', (pairs, kind) => {
    expect(fromPairs(pairs, plain)).toMatchObject({ ok: true, value: { tokens: { [kind]: 'a' } } });
  });

  it.each<[readonly string[], string]>([
    [['ts'], 'bad-map: "ts" is not of the form column=kind.'],
    [['=time'], 'bad-map: "=time" is not of the form column=kind.'],
    [['ts=time', 'x=prompt'], 'bad-map: "prompt" is nothing that a column can mean.'],
    [['ts=time', 'a=input', 'b=input'], 'bad-map: input is mapped to "a" and to "b".'],
    [['ts=time', 'ts2=time:iso'], 'bad-map: time is mapped to "ts" and to "ts2".'],
    [['a=input'], 'bad-map: No column is mapped to time.'],
    [['ts=time', 'm=model'], 'bad-map: No column is mapped to a kind of token.'],
    [['ts=time', 'a=input', 'c=conversation'], 'bad-map: "conversation" is nothing that a column can mean.'],
  ])('refuses %j', (pairs, sentence) => {
    expect(failed(fromPairs(pairs, plain))).toBe(sentence);
  });

  it.each([
    ['region=eu', 'Only provider, model and service-tier can be constants, not "region=eu".'],
    ['provider=', 'The constant "provider=" is not of the form name=value.'],
    ['service-tier=cheap', '"cheap" is not a service tier: standard, batch, flex, priority, fast.'],
  ])('refuses the constant %s', (constant, sentence) => {
    expect(failed(fromPairs(['ts=time', 'a=input'], { ...plain, constants: [constant] }))).toBe(`bad-map: ${sentence}`);
  });
});

describe('fromColumnMapping', () => {
  const file = {
    format: 'burnrate-mapping',
    version: 1,
    time: { column: 'ts' },
    endTime: { column: 'te' },
    tokens: { input: 'p', output: 'c' },
    inputIncludesCached: true,
    dimensions: { model: 'm', conversation: 'thread' },
    constants: { provider: 'openai' },
  };

  it('takes a mapping file of an import: auto is the engine’s own time type, conversations are left out', () => {
    expect(fromColumnMapping(columnMappingSchema.parse(file))).toMatchObject({
      ok: true,
      value: {
        time: { column: 'ts', format: 'typed' },
        tokens: { input: 'p', output: 'c' },
        inputIncludesCached: true,
        dimensions: { model: 'm' },
        constants: { provider: 'openai' },
      },
    });
  });

  it('refuses dates whose order a query cannot tell', () => {
    const mapping = columnMappingSchema.parse({ ...file, time: { column: 'ts', format: 'dmy' } });
    expect(fromColumnMapping(mapping)).toMatchObject({
      ok: false,
      error: { code: 'time-format-unsupported', at: { path: 'time.format' } },
    });
  });
});
