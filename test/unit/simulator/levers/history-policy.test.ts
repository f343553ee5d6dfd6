import { describe, expect, it } from 'vitest';
import { firstMonth, leverOf, run, scenarioOf, type CallInput } from '../builders.ts';

/** History tokens of the answer call in a month of 30,000 requests, after the lever: optimized input tokens ÷ 30,000 ÷ calls. */
function historyPerCall(call: Partial<CallInput>, parameters: Record<string, unknown>, turns = 1): number {
  const month = firstMonth(run(scenarioOf({ call, levers: [leverOf('history-policy', parameters)] })));
  const input = month.optimized.lines.filter(({ callId, kind }) => callId === 'answer' && kind === 'input');
  return input.reduce((sum, { quantity }) => sum + quantity, 0) / 30_000 / turns;
}

/** A loop of 10 turns: 100 tokens of output and 50 of results added by each. */
const loop = {
  prompt: {},
  answer: { output: 100 },
  turns: { count: 10, addedTokens: 50 },
} satisfies Partial<CallInput>;

describe('the history policy on an agent’s loop', () => {
  it('keeps everything when the window is longer than the run: Σ t for 0 … 9 = 45 turns of 150 tokens over 10 calls', () => {
    expect(historyPerCall(loop, { policy: 'last-messages', messages: 100 }, 10)).toBeCloseTo(675, 9);
  });

  it('keeps the last 3 turns of 6 messages: 0 + 1 + 2 + 7 × 3 = 24 turns of 150 tokens over 10 calls', () => {
    expect(historyPerCall(loop, { policy: 'last-messages', messages: 6 }, 10)).toBeCloseTo(360, 9);
  });

  it('keeps nothing with no messages', () => {
    expect(historyPerCall(loop, { policy: 'last-messages', messages: 0 }, 10)).toBe(0);
  });

  it('keeps a budget of tokens: 600 tokens are 4 turns: 0 + 1 + 2 + 3 + 6 × 4 = 30 turns over 10 calls', () => {
    expect(historyPerCall(loop, { policy: 'token-budget', budgetTokens: 600 }, 10)).toBeCloseTo(450, 9);
  });

  it('takes the history of the first turn out of the budget first', () => {
    // 200 tokens from the start, then 300 = 2 turns: 0 + 1 + 8 × 2 = 17 turns of 150 over 10 calls = 255.
    const call = { ...loop, prompt: { history: 200 } };
    expect(historyPerCall(call, { policy: 'token-budget', budgetTokens: 500 }, 10)).toBeCloseTo(455, 9);
  });

  it('works on what shorter answers left: half the output leaves 100 tokens a turn, 3 turns kept = 240', () => {
    const scenario = scenarioOf({
      call: loop,
      levers: [
        leverOf('response-length', { outputShare: 0.5 }),
        leverOf('history-policy', { policy: 'last-messages', messages: 6 }),
      ],
    });
    const input = firstMonth(run(scenario)).optimized.lines.find(({ kind }) => kind === 'input');
    expect((input?.quantity ?? 0) / 300_000).toBeCloseTo(240, 9);
  });

  it('works on what trimming left: half the history, then 3 turns of 75 tokens', () => {
    const scenario = scenarioOf({
      call: loop,
      levers: [
        leverOf('prompt-trimming', { cuts: { history: { share: 0.5 } } }),
        leverOf('history-policy', { policy: 'last-messages', messages: 6 }),
      ],
    });
    const input = firstMonth(run(scenario)).optimized.lines.find(({ kind }) => kind === 'input');
    expect((input?.quantity ?? 0) / 300_000).toBeCloseTo(180, 9);
  });
});

describe('the history policy on a conversation', () => {
  const conversation = { prompt: { history: 3000 }, answer: { output: 0 } };

  it('keeps the last messages: 6 × 150 = 900 of 3,000 tokens', () => {
    expect(historyPerCall(conversation, { policy: 'last-messages', messages: 6, tokensPerMessage: 150 })).toBeCloseTo(
      900,
      9,
    );
  });

  it('leaves a history alone that is within the limit, and says so', () => {
    const lever = leverOf('history-policy', { policy: 'token-budget', budgetTokens: 5000 });
    const month = firstMonth(run(scenarioOf({ call: conversation, levers: [lever] })));
    expect(month.optimized.usd).toBeCloseTo(month.baseline.usd, 9);
    expect(month.waterfall[0]?.notes).toEqual(['Answer: the history is within the limit as it is.']);
  });

  it('pays for its summaries', () => {
    // 900 tokens kept, 2,100 dropped, a summary of 20 % = 420: 1,320 tokens of history × 30,000 × $3 per million = $118.80.
    // 30,000 ÷ 4 = 7,500 summaries: 100 + 420 + 4 × 2 × 150 = 1,720 in at $0.30, 420 out at $1.50 per million = $3.87 + $4.725.
    const lever = leverOf('history-policy', {
      policy: 'summarise',
      messages: 6,
      tokensPerMessage: 150,
      summaryModel: 'other/small',
      compression: 0.2,
      callsPerSummary: 4,
      instructionTokens: 100,
    });
    const month = firstMonth(run(scenarioOf({ call: conversation, levers: [lever] })));
    expect(month.baseline.usd).toBeCloseTo(270, 9);
    expect(month.optimized.usd).toBeCloseTo(118.8 + 3.87 + 4.725, 9);
    expect(month.optimized.lines.map(({ id }) => id)).toContain('support/answer-summary/other/small/output/standard');
  });

  it('says when there is no history', () => {
    const lever = leverOf('history-policy', { policy: 'token-budget', budgetTokens: 100 });
    expect(firstMonth(run(scenarioOf({ levers: [lever] }))).waterfall[0]?.notes).toEqual([
      'No call in scope has a conversation history.',
    ]);
  });
});
