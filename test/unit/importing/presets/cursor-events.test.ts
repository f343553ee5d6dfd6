import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createMemoryLedger, expectSuccess, fixture, importInto, withFile } from '../in-memory.ts';
import { importFixture, importText } from './imported.ts';

/** What each event was billed, in nano-dollars; undefined = the event states nothing that Cursor billed. */
async function billedOf(name: string): Promise<readonly (number | undefined)[]> {
  const ledger = createMemoryLedger();
  expectSuccess(await importInto(ledger, fixture(name)));
  return ledger.imports.flatMap((stored) => stored.records.map(({ facts }) => facts.billedNanoUsd));
}

describe("Cursor's usage events", () => {
  it('reads the core layout: four disjoint columns of tokens, their total, every kind of event', async () => {
    const { report, tokens, records } = await importFixture('cursor-events.csv');
    // Written 21,865 + 1,000; input 200 + 700 + 90; read 68,608 + 30; output 3,043 + 4,000 + 50 + 10.
    expect(tokens).toEqual({ cacheWrite5m: 22_865, input: 990, cacheRead: 68_638, output: 7103 });
    expect(report).toMatchObject({
      preset: 'cursor-events',
      presetReason: "all 10 columns are those of Cursor's usage events",
      rowsRead: 6,
      imported: 4,
      empty: 1,
      rejected: 1,
      requests: 4,
    });
    expect(report.rejects).toEqual([
      {
        line: 7,
        column: 'Total Tokens',
        reason: 'Total Tokens is 12, but Input (w/o Cache Write) 10 + Output Tokens 1 make 11',
      },
    ]);
    expect(records[0]).toEqual({
      startMs: Date.UTC(2025, 11, 2, 1, 46, 34, 592),
      endMs: Date.UTC(2025, 11, 2, 1, 46, 34, 592),
      provider: 'cursor',
      model: 'auto',
      serviceTier: 'standard',
      requests: 1,
      tokens: { cacheWrite5m: 21_865, cacheRead: 68_608, output: 3043 },
    });
  });

  it('bills on-demand events alone: nothing for included and failed ones, no word on own keys', async () => {
    expect(await billedOf('cursor-events.csv')).toEqual([0, 100_000_000, undefined, 0]);
    const { report } = await importFixture('cursor-events.csv');
    expect(report.billedNanoUsd).toBe('100000000');
    expect(report.notes).toEqual(
      expect.arrayContaining([
        '1 row: included in the plan: the cost shown is notional, and nothing was billed.',
        "1 row: paid with the user's own API key, so it is no part of what Cursor billed.",
        '1 row: the request failed before it used anything.',
        '1 row: the request failed and was not charged.',
      ]),
    );
  });

  it('reads the layout of teams, with requests in place of a cost and without e-mail addresses', async () => {
    const { report, tokens, records } = await importFixture('cursor-events-team.csv');
    expect(tokens).toEqual({ cacheWrite5m: 500, input: 100, cacheRead: 50, output: 25 });
    expect(report).toMatchObject({ imported: 2, requests: 2, billedNanoUsd: '0' });
    expect(JSON.stringify(records)).not.toContain('@');
    const kept = await importFixture('cursor-events-team.csv', { keepPersonalData: true });
    expect(kept.records.map((record) => record.user)).toEqual(['pat@example.com', 'kim@example.com']);
  });

  it('reads the layouts of 2026: agents, automations, words for costs, cost columns at the end', async () => {
    const agents = await importFixture('cursor-events-2026.csv');
    // OpenAI's cache keeps what was written for half an hour.
    expect(agents.tokens).toEqual({ cacheWrite30m: 120_957, input: 611, cacheRead: 1_452_080, output: 15_625 });
    expect(agents.records[0]).toMatchObject({ conversation: 'bc-801453d9', task: 'nightly-review' });
    expect(await billedOf('cursor-events-2026.csv')).toEqual([0, 0]);
    const last = await importFixture('cursor-events-cost-last.csv');
    expect(last.tokens).toEqual({ cacheWrite5m: 300, input: 40, cacheRead: 7000, output: 90 });
    expect(await billedOf('cursor-events-cost-last.csv')).toEqual([250_000_000]);
    expect(last.report.presetReason).toBe("all 15 columns are those of Cursor's usage events");
  });

  it('reads the oldest layout as days: what the user paid, and no number of requests', async () => {
    const { report, records } = await importFixture('cursor-events-old.csv');
    expect(report).toMatchObject({ imported: 2, requests: 0, billedNanoUsd: '70000000' });
    expect(records[0]).toMatchObject({ startMs: Date.UTC(2025, 1, 1), endMs: Date.UTC(2025, 1, 2) });
  });

  it('takes the input without cache write out of the input with it where the total shows that it contains it', async () => {
    const { tokens, report } = await importFixture('cursor-events-contained.csv');
    // 1,200 with, 1,000 without, 200 read, 300 out: 1,700 = 1,200 + 200 + 300.
    expect(tokens).toEqual({ input: 1000, cacheWrite5m: 200, cacheRead: 200, output: 300 });
    expect(report.notes).toContain(
      '1 row: the total shows that the input with cache write contains the input without it.',
    );
  });

  it('counts equal events twice, and refuses a cost that is none', async () => {
    const text = await readFile(fixture('cursor-events-cost-last.csv'), 'utf8');
    const [header = '', row = ''] = text.split('\n');
    const { report, tokens } = await importText([header, row, row, row.replace(',0.25,', ',plenty,')].join('\n'));
    expect(tokens.output).toBe(180);
    expect(report.rejects).toEqual([{ line: 4, column: 'Cost ($)', reason: '"plenty" is not an amount of money' }]);
  });

  it('is not chosen for a file whose values are of another kind', async () => {
    const result = await withFile(
      'Date,Input (w/ Cache Write),Input (w/o Cache Write),Cache Read,Output Tokens\nsoon,a,b,c,d\nlater,a,b,c,d\n',
      (path) => importInto(createMemoryLedger(), path),
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'unknown-format' } });
  });
});
