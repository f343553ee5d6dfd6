import { describe, expect, it } from 'vitest';
import { importFixture, importText, jsonLines, presetOf } from './imported.ts';

const value = (content: number | string) =>
  typeof content === 'number' ? { intValue: String(content) } : { stringValue: content };
const span = (id: string, parent: string, attributes: Record<string, number | string>) => ({
  traceId: 't1',
  spanId: id,
  parentSpanId: parent,
  startTimeUnixNano: '1772445600000000000',
  attributes: Object.entries(attributes).map(([key, content]) => ({ key, value: value(content) })),
});
const otlp = (...spans: object[]) => ({ resourceSpans: [{ resource: {}, scopeSpans: [{ spans }] }] });
const chat = (input: number, output: number, more: Record<string, number | string> = {}) => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.system': 'openai',
  'gen_ai.response.model': 'gpt-4o',
  'gen_ai.usage.input_tokens': input,
  'gen_ai.usage.output_tokens': output,
  ...more,
});

describe('the OpenTelemetry preset', () => {
  it('counts the calls and not the agent around them, in either convention and with old names', async () => {
    const { report, records, tokens } = await importFixture('otel-genai.json');
    expect(report.preset).toBe('otel-genai');
    // gpt-4o: 1,200 in holds 1,000 read, 200 out holds 50 reasoning; claude: 700 in cannot hold 5,000 + 300, so it is
    // beside them, 150 out; gpt-4o-mini by old names: 80 in, 20 out.
    //   input 200 + 700 + 80; read 1,000 + 5,000; written 300; output 150 + 150 + 20; reasoning 50
    expect(tokens).toEqual({ input: 980, cacheRead: 6000, cacheWrite5m: 300, output: 320, reasoning: 50 });
    expect(report).toMatchObject({ imported: 3, empty: 3, rejected: 0, requests: 3 });
    expect(records[0]).toEqual({
      // Nanoseconds are text; what is beyond the millisecond is cut off.
      startMs: Date.UTC(2026, 2, 2, 10, 0, 0, 123),
      endMs: Date.UTC(2026, 2, 2, 10, 0, 0, 123),
      provider: 'openai',
      model: 'gpt-4o-2024-08-06',
      serviceTier: 'flex',
      requests: 1,
      tokens: { input: 200, cacheRead: 1000, output: 150, reasoning: 50 },
      project: 'checkout',
      conversation: 'conv-1',
      task: 'planner',
    });
    expect(records.map(({ provider }) => provider)).toEqual(['openai', 'anthropic', 'openai']);
    expect(report.notes).toContain('1 row: input_tokens does not hold the cached tokens, so they were added.');
  });

  it('reads one export a line, and a span that was exported twice once', async () => {
    const { report, tokens } = await importFixture('otel-genai.jsonl');
    expect(tokens).toEqual({ input: 900, cacheRead: 6000, cacheWrite5m: 300, output: 300, reasoning: 50 });
    expect(report).toMatchObject({ imported: 2, duplicate: 1, empty: 1 });
  });

  it('drops spans without an operation, and calls seen twice, that repeat the calls below them', async () => {
    const { 'gen_ai.operation.name': _operation, ...nameless } = chat(300, 30);
    const { tokens } = await importText(
      JSON.stringify(
        otlp(
          span('root', '', nameless),
          span('middle', 'root', { 'http.route': '/x' }),
          span('outer', 'middle', chat(300, 30)),
          span('inner', 'outer', chat(300, 30)),
        ),
      ),
    );
    expect(tokens).toEqual({ input: 300, output: 30 });
  });

  it('keeps a call that made other calls, where its counts are its own', async () => {
    const { tokens } = await importText(
      JSON.stringify(otlp(span('outer', '', chat(100, 10)), span('inner', 'outer', chat(300, 30)))),
    );
    expect(tokens).toEqual({ input: 400, output: 40 });
  });

  it('lets a total decide where the input could hold the cached tokens or not', async () => {
    const read = { 'gen_ai.usage.cache_read.input_tokens': 400 };
    const inside = chat(1000, 100, { ...read, 'gen_ai.usage.total_tokens': 1100 });
    const beside = chat(1000, 100, { ...read, 'gen_ai.usage.total_tokens': 1500 });
    const one = await importText(JSON.stringify(otlp(span('a', '', inside))));
    expect(one.tokens).toEqual({ input: 600, cacheRead: 400, output: 100 });
    const other = await importText(JSON.stringify(otlp(span('a', '', beside))));
    expect(other.tokens).toEqual({ input: 1000, cacheRead: 400, output: 100 });
  });

  it('counts reasoning beside the output where the output cannot hold it', async () => {
    const { tokens } = await importText(
      JSON.stringify(otlp(span('a', '', chat(10, 5, { 'gen_ai.usage.reasoning.output_tokens': 40 })))),
    );
    expect(tokens).toEqual({ input: 10, output: 5, reasoning: 40 });
  });

  it('reads snake case, batches, and spans that SDKs print by themselves', async () => {
    const { records } = await importText(
      jsonLines(
        {
          resource_spans: [
            {
              scope_spans: [
                {
                  spans: [
                    {
                      span_id: '1',
                      start_time_unix_nano: 1_772_445_600_000_000,
                      attributes: [
                        { key: 'gen_ai.usage.input_tokens', value: { int_value: 7 } },
                        { key: 'gen_ai.request.model', value: { string_value: 'gpt-4o' } },
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
        { batches: [{ instrumentationLibrarySpans: [{ spans: [span('2', '', chat(8, 0))] }] }] },
        {
          name: 'chat gpt-4o',
          context: { trace_id: '0x1', span_id: '0x2' },
          parent_id: null,
          start_time: '2026-03-02T10:00:00.000000Z',
          attributes: {
            'gen_ai.operation.name': 'chat',
            'gen_ai.response.model': 'gpt-4o',
            'gen_ai.usage.input_tokens': 9,
            'gen_ai.usage.output_tokens': 1,
          },
          resource: { attributes: { 'service.name': 'shop' } },
        },
      ),
    );
    expect(records.map((record) => record.tokens)).toEqual([{ input: 7 }, { input: 8 }, { input: 9, output: 1 }]);
    expect(records.every((record) => record.startMs === Date.UTC(2026, 2, 2, 10))).toBe(true);
    expect(records[2]?.project).toBe('shop');
  });

  it('tells clouds by their old and new names', async () => {
    const names = ['az.ai.openai', 'azure.ai.openai', 'aws.bedrock', 'gcp.vertex_ai', 'vertex_ai', 'x_ai', 'cohere'];
    const { records } = await importText(
      JSON.stringify(
        otlp(...names.map((name, index) => span(`s${index}`, '', chat(1, 1, { 'gen_ai.provider.name': name })))),
      ),
    );
    expect(records.map(({ provider }) => provider)).toEqual([
      'azure',
      'azure',
      'aws',
      'google',
      'google',
      'x-ai',
      'cohere',
    ]);
  });

  it('keeps who used it only when asked', async () => {
    const text = JSON.stringify(otlp(span('a', '', chat(1, 1, { 'enduser.id': 'user-7' }))));
    expect((await importText(text)).records[0]?.user).toBeUndefined();
    expect((await importText(text, { keepPersonalData: true })).records[0]?.user).toBe('user-7');
  });

  it('rejects a count that is none with its place, and is not mistaken for other spans', async () => {
    const bad = otlp(span('a', '', chat(1, 1)), span('b', '', { ...chat(1, 1), 'gen_ai.usage.input_tokens': 'many' }));
    const { report } = await importText(JSON.stringify(bad));
    expect(report.rejects).toEqual([
      {
        line: 1,
        column: '$.resourceSpans[0].scopeSpans[0].spans[1].gen_ai.usage.input_tokens',
        reason: '"many" is not a number',
      },
    ]);
    expect(await presetOf(JSON.stringify({ resourceSpans: 'none' }))).toBeUndefined();
    expect(await presetOf(JSON.stringify({ attributes: { 'http.method': 'GET' } }))).toBeUndefined();
  });
});
