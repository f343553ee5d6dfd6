import { describe, expect, it } from 'vitest';
import { guessMapping } from '#importing';

describe('guessMapping', () => {
  it('reads the OpenAI convention from names and numbers', () => {
    const columns = [
      'created_at',
      'model',
      'prompt_tokens',
      'completion_tokens',
      'cached_tokens',
      'reasoning_tokens',
      'user',
    ];
    const rows = [['2025-01-01T00:00:00Z', 'gpt-4o', '1000', '200', '400', '50', 'u1']];
    expect(guessMapping(columns, rows)).toEqual({
      format: 'burnrate-mapping',
      version: 1,
      time: { column: 'created_at', format: 'auto' },
      tokens: {
        input: 'prompt_tokens',
        output: 'completion_tokens',
        cacheRead: 'cached_tokens',
        reasoning: 'reasoning_tokens',
      },
      inputIncludesCached: true,
      outputIncludesReasoning: true,
      dimensions: { model: 'model', user: 'user' },
      constants: {},
    });
  });

  it('knows fields inside others by their own names', () => {
    const openai = ['time', 'request.model', 'response.usage.prompt_tokens', 'response.usage.completion_tokens'];
    const cached = 'response.usage.prompt_tokens_details.cached_tokens';
    expect(guessMapping([...openai, cached], [['2026-01-01T00:00:00Z', 'gpt-5', '10', '3', '4']])).toMatchObject({
      time: { column: 'time' },
      tokens: { input: openai[2], output: openai[3], cacheRead: cached },
      inputIncludesCached: true,
      dimensions: { model: 'request.model' },
    });
    // As Bedrock logs its calls: what was read from the cache is apart from the input.
    const bedrock = ['timestamp', 'modelId', 'input.inputTokenCount', 'input.cacheReadInputTokenCount'];
    const row = ['2026-01-01T00:00:00Z', 'amazon.nova-pro-v1:0', '100', '40', '20'];
    expect(guessMapping([...bedrock, 'output.outputTokenCount'], [row])).toMatchObject({
      tokens: { input: bedrock[2], cacheRead: bedrock[3], output: 'output.outputTokenCount' },
      inputIncludesCached: false,
      dimensions: { model: 'modelId' },
    });
    // Two fields of one name say nothing.
    expect(guessMapping(['time', 'a.tokens_in', 'b.tokens_in'], [['2026-01-01', '1', '2']])).toBeUndefined();
  });

  it('reads the Anthropic convention: cached tokens apart from the input', () => {
    const columns = [
      'usage_date_utc',
      'model_version',
      'workspace',
      'usage_input_tokens_no_cache',
      'usage_input_tokens_cache_write_5m',
      'usage_input_tokens_cache_write_1h',
      'usage_input_tokens_cache_read',
      'usage_output_tokens',
    ];
    const guess = guessMapping(columns, [
      ['2026-03-01', 'claude-sonnet-4-20250514', 'Default', '900', '10', '0', '100', '50'],
    ]);
    expect(guess?.inputIncludesCached).toBe(false);
    expect(guess?.tokens).toEqual({
      input: 'usage_input_tokens_no_cache',
      cacheWrite5m: 'usage_input_tokens_cache_write_5m',
      cacheWrite1h: 'usage_input_tokens_cache_write_1h',
      cacheRead: 'usage_input_tokens_cache_read',
      output: 'usage_output_tokens',
    });
    expect(guess?.dimensions).toEqual({ model: 'model_version', project: 'workspace' });
  });

  it('takes a column for the time by its values where no name tells it', () => {
    const guess = guessMapping(
      ['batch', 'when it was', 'prompt_tokens'],
      [
        ['20260101', '2026-01-01 10:00:00', '100'],
        ['20260102', '2026-01-02 10:00:00', '100'],
      ],
    );
    expect(guess?.time).toEqual({ column: 'when it was', format: 'auto' });
    expect(guessMapping(['ts', 'prompt_tokens'], [['1767225600', '100']])?.time.column).toBe('ts');
    expect(guessMapping(['a', 'prompt_tokens'], [['1767225600', '100']])).toBeUndefined();
  });

  it('lets a row that contradicts the inclusive convention decide', () => {
    const columns = ['time', 'input_tokens', 'output_tokens', 'cached_tokens'];
    expect(guessMapping(columns, [['2025-01-01', '100', '5', '900']])?.inputIncludesCached).toBe(false);
    expect(guessMapping(columns, [['2025-01-01', '900', '5', '100']])?.inputIncludesCached).toBe(true);
  });

  it('tells month-first from day-first only where a day above 12 shows it', () => {
    function format(...days: string[]) {
      return guessMapping(
        ['date', 'tokens_in'],
        days.map((day) => [day, '1']),
      )?.time.format;
    }
    expect(format('03/04/2025', '03/14/2025')).toBe('mdy');
    expect(format('03/04/2025', '14/04/2025')).toBe('dmy');
    expect(format('03/04/2025')).toBe('auto');
  });

  it('proposes nothing where no time or no token column is to be seen', () => {
    expect(guessMapping(['date', 'amount'], [['2025-01-01', '3.20']])).toBeUndefined();
    expect(guessMapping(['input_tokens'], [['5']])).toBeUndefined();
    expect(guessMapping(['date', 'input_tokens'], [['someday', '5']])).toBeUndefined();
    expect(guessMapping(['date', 'input_tokens'], [['2025-01-01', 'many']])).toBeUndefined();
  });

  it('finds what rows say they cost, with its currency, and an id that no two rows share', () => {
    const columns = ['timestamp', 'input_tokens', 'Cost', 'request_id'];
    const rows = [
      ['2026-01-01', '10', '3,16 €', 'r1'],
      ['2026-01-02', '20', '-', 'r2'],
    ];
    expect(guessMapping(columns, rows)).toMatchObject({ cost: { column: 'Cost', currency: 'EUR' }, key: 'request_id' });
    const repeated = rows.map((row) => row.with(3, 'r1').with(2, 'cheap'));
    const guess = guessMapping(columns, repeated);
    expect(guess).not.toHaveProperty('cost');
    expect(guess).not.toHaveProperty('key');
  });
});
