import { describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { createMemoryLedger, failureCode, fixture, importInto, withFile } from '../in-memory.ts';
import { billedUsd, importFixture, importText, jsonLines, presetOf } from './imported.ts';

describe("the preset of Anthropic's administration API", () => {
  it('reads the usage report: no count holds another, no request is counted', async () => {
    const { report, records, tokens } = await importFixture('anthropic-usage-report.json');
    expect(report.preset).toBe('anthropic-admin');
    // 1,500 + 70 in, 2,000 read, 500 and 1,000 written, 900 + 30 out
    expect(tokens).toEqual({ input: 1570, cacheRead: 2000, cacheWrite5m: 500, cacheWrite1h: 1000, output: 930 });
    expect(report).toMatchObject({ imported: 2, rejected: 0, requests: 0 });
    expect(records[0]).toEqual({
      startMs: Date.UTC(2026, 2, 2),
      endMs: Date.UTC(2026, 2, 3),
      provider: 'anthropic',
      model: 'claude-opus-4-6',
      serviceTier: 'standard',
      requests: 0,
      tokens: { input: 1500, cacheRead: 2000, cacheWrite5m: 500, cacheWrite1h: 1000, output: 900 },
      units: { webSearch: 10 },
      project: 'wrkspc_01',
    });
    expect(records[1]).toMatchObject({ serviceTier: 'batch', residency: 'us' });
    expect(JSON.stringify(records)).not.toContain('apikey');
    expect(report.notes.join()).toContain('prompts above 200k tokens');
  });

  it('reads the cost report in cents, exactly', async () => {
    const { report, records, charges } = await importFixture('anthropic-cost-report.json');
    // 123.78912 ¢, 10 ¢ and −0.5 ¢
    expect(charges.map((charge) => [charge.line, charge.billedNanoUsd, charge.category])).toEqual([
      ['Claude Opus 4.6 Usage - Input Tokens', 1_237_891_200, 'usage'],
      ['Web Search Usage', 100_000_000, 'usage'],
      ['Credit', -5_000_000, 'credit'],
    ]);
    expect(billedUsd(charges)).toBe(1.3328912);
    expect(charges[0]).toMatchObject({ model: 'claude-opus-4-6', project: 'wrkspc_01', startMs: Date.UTC(2026, 2, 2) });
    expect(records).toEqual([]);
    expect(report).toMatchObject({ imported: 3, charges: 3 });
  });

  it('reads the Claude Code report by day and model, without the person', async () => {
    const { records, tokens } = await importFixture('anthropic-claude-code-report.json');
    expect(tokens).toEqual({ input: 100, output: 35, cacheRead: 10, cacheWrite5m: 5 });
    expect(records[0]).toMatchObject({
      startMs: Date.UTC(2026, 2, 2),
      endMs: Date.UTC(2026, 2, 3),
      task: 'claude-code',
    });
    expect(JSON.stringify(records)).not.toContain('somebody');
  });

  it('keeps who used it only when asked', async () => {
    const report = await importFixture('anthropic-claude-code-report.json', { keepPersonalData: true });
    expect(report.records[0]?.user).toBe('somebody@example.com');
    const usage = await importFixture('anthropic-usage-report.json', { keepPersonalData: true });
    expect(usage.records[0]?.user).toBe('apikey_01secret');
  });

  it('reads several pages, in an array or a line each, and buckets by themselves', async () => {
    const page = JSON.parse(await readFile(fixture('anthropic-usage-report.json'), 'utf8'));
    for (const text of [JSON.stringify([page, page]), jsonLines(page, page), jsonLines(...page.data, ...page.data)]) {
      const { tokens } = await importText(text);
      // Aggregates are never told apart: two equal pages are twice the usage.
      expect(tokens.input).toBe(3140);
    }
  });

  it('rejects an amount that is none, and asks for a model when the report is not grouped by it', async () => {
    const page = await readFile(fixture('anthropic-cost-report.json'), 'utf8');
    const { report } = await importText(page.replace('"10"', '"ten"'));
    expect(report.rejects).toEqual([
      { line: 1, column: '$.data[0].results[1].amount', reason: '"ten" is not an amount of money' },
    ]);
    const usage = (await readFile(fixture('anthropic-usage-report.json'), 'utf8')).replaceAll(
      /"claude-[a-z0-9-]+"/g,
      'null',
    );
    expect(failureCode(await withFile(usage, (path) => importInto(createMemoryLedger(), path)))).toBe('model-needed');
  });

  it('is not mistaken for other pages of buckets', async () => {
    expect(
      await presetOf(JSON.stringify({ data: [{ starting_at: '2026-03-02T00:00:00Z', results: [{ clicks: 5 }] }] })),
    ).toBeUndefined();
    expect(await presetOf(JSON.stringify({ data: [{ date: '2026-03-02', amount: '5', currency: 'USD' }] }))).not.toBe(
      'anthropic-admin',
    );
  });
});
