import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectFile } from '#importing';
import { expectSuccess, fixture, withFile } from '../in-memory.ts';

/** The preset of every fixture of a vendor's table or trace. */
const presetOfFixture: Readonly<Record<string, string>> = {
  'openai-completions.csv': 'openai-completions',
  'openai-completions-cache-write.csv': 'openai-completions',
  'openai-no-use.csv': 'openai-completions',
  'openai-embeddings.csv': 'openai-other-usage',
  'openai-moderations.csv': 'openai-other-usage',
  'openai-images.csv': 'openai-other-usage',
  'openai-audio-speeches.csv': 'openai-other-usage',
  'openai-audio-transcriptions.csv': 'openai-other-usage',
  'openai-vector-stores.csv': 'openai-other-usage',
  'openai-code-interpreter.csv': 'openai-other-usage',
  'openai-costs-2025.csv': 'openai-costs',
  'openai-costs-2026.csv': 'openai-costs',
  'anthropic-tokens-2025.csv': 'anthropic-tokens',
  'anthropic-tokens-2026.csv': 'anthropic-tokens',
  'anthropic-tokens-hourly.csv': 'anthropic-tokens',
  'anthropic-costs-2024.csv': 'anthropic-costs',
  'anthropic-costs-2024-empty.csv': 'anthropic-costs',
  'anthropic-costs-2026.csv': 'anthropic-costs',
  'anthropic-costs-2026-12.csv': 'anthropic-costs',
  'anthropic-costs-2026-11.csv': 'anthropic-costs',
  'openrouter-generations.csv': 'openrouter-generations',
  'openrouter-activity.csv': 'openrouter-activity',
  'cursor-events.csv': 'cursor-events',
  'cursor-events-team.csv': 'cursor-events',
  'cursor-events-2026.csv': 'cursor-events',
  'cursor-events-cost-last.csv': 'cursor-events',
  'cursor-events-old.csv': 'cursor-events',
  'cursor-events-contained.csv': 'cursor-events',
  'litellm-spend-logs.csv': 'litellm-spend-logs',
  'langfuse-observations.csv': 'langfuse-observations',
  'langfuse-events.csv': 'langfuse-observations',
  'helicone-requests.csv': 'helicone-requests',
  'copilot-requests-2025.csv': 'copilot-requests',
  'copilot-billing-2025.csv': 'copilot-billing',
  'copilot-billing-2026.csv': 'copilot-billing',
  'fireworks-metrics.csv': 'fireworks-metrics',
  'fireworks-metrics-cached.csv': 'fireworks-metrics',
  'burstgpt.csv': 'burstgpt-trace',
  'burstgpt-sessions.csv': 'burstgpt-trace',
  'mooncake.jsonl': 'block-trace',
  'bailian.jsonl': 'block-trace',
  'trace.csv': 'trace',
  'trace-2024.csv': 'trace',
  'trace-multimodal.csv': 'trace',
};
const ours = new Set(Object.values(presetOfFixture));

/** Below this a format is not read without being asked for. */
const leastConfidence = 0.4;
/** What the best match must be ahead of any other. */
const clearMargin = 0.2;

async function matchesOf(path: string, name: string) {
  return expectSuccess(await inspectFile({ path, name })).matches;
}

/** Files that people and other tools make up, in which a vendor's words occur. */
const lookAlikes: Readonly<Record<string, string>> = {
  'an invented per-request log of OpenAI':
    'request_id,timestamp,model,prompt_tokens,completion_tokens,total_tokens,cost_usd\nreq_1,2025-10-06T00:00:00Z,gpt-4o,10,5,15,0.01\n',
  'a table by day and model': 'date,model,input_tokens,output_tokens,cost\n2025-10-06,gpt-4o,1000,200,0.1\n',
  'a table of buckets without requests':
    'start_time,end_time,model,input_tokens,output_tokens\n1759708800,1759795200,gpt-4o,1000,200\n',
  'costs of another maker': 'start_time,end_time,amount_value,line_item\n1759708800,1759795200,0.5,gpt-4o\n',
  'Anthropic words for columns':
    'date,model,input_tokens,cache_creation_input_tokens,cache_read_input_tokens,output_tokens\n2026-01-01,claude-sonnet-4-5,1,2,3,4\n',
  'a budget by date and cost': 'usage_date,model,cost_usd\n2026-01-01,Claude Opus,3.10\n',
  'a log with a generation id': 'generation_id,timestamp,tokens\ngen-1,2026-01-01T00:00:00Z,30\n',
  'a table like Cursor’s without its input columns':
    'Date,Kind,Model,Max Mode,Input Tokens,Output Tokens,Total Tokens,Cost\n2025-12-02,Included,auto,No,1,2,3,0.06\n',
  'a gateway log with spend':
    'request_id,model,spend,prompt_tokens,completion_tokens,startTime\nr1,gpt-4o,0.01,10,5,2026-01-01T00:00:00Z\n',
  'spans without usage': 'id,traceId,type,startTime,name\no1,t1,SPAN,2026-01-01T00:00:00Z,search\n',
  'seats of Copilot': 'date,username,organization,last_activity\n2026-01-01,octocat,example-org,2026-01-01\n',
  'a list of deployments': 'email,start_time,end_time,model,gpu_hours\npat@example.com,2026-01-01,2026-01-02,llama,4\n',
  'a trace with other words': 'timestamp,prompt,completion\n2024-01-01T00:00:00Z,10,5\n',
  'requests timed in seconds': 'Timestamp,Request tokens,Response tokens\n5,10,20\n',
};

describe('recognition', () => {
  it.each(Object.entries(presetOfFixture))('finds that %s is %s, with a clear margin', async (file, preset) => {
    const [best, second] = await matchesOf(fixture(file), 'usage');
    expect(best?.preset).toBe(preset);
    expect(best?.reason).not.toBe('');
    expect(best?.confidence).toBeGreaterThanOrEqual(0.7);
    expect((best?.confidence ?? 0) - (second?.confidence ?? 0)).toBeGreaterThanOrEqual(clearMargin);
  });

  it('takes no other fixture for one of these formats', async () => {
    const others = readdirSync(fixture('.'), { withFileTypes: true })
      .filter((entry) => entry.isFile() && presetOfFixture[entry.name] === undefined)
      .map((entry) => entry.name);
    const mistaken: string[] = [];
    for (const file of others) {
      // oxlint-disable-next-line no-await-in-loop -- one file at a time keeps few of them open.
      const inspection = await inspectFile({ path: fixture(file), name: file });
      const best = inspection.ok ? inspection.value.matches[0] : undefined;
      if (best === undefined || best.confidence < leastConfidence || !ours.has(best.preset)) continue;
      if (file === 'openai-bad-rows.csv') continue;
      mistaken.push(`${file} is taken for ${best.preset}`);
    }
    expect(mistaken).toEqual([]);
  });

  it.each(Object.entries(lookAlikes))('leaves %s to a mapping', async (_what, text) => {
    const matches = await withFile(text, (path) => matchesOf(path, 'usage'));
    expect(matches.filter(({ confidence }) => confidence >= leastConfidence)).toEqual([]);
  });
});
