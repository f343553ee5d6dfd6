import { describe, expect, it } from 'vitest';
import { importFixture, importText } from './imported.ts';

describe("GitHub Copilot's report of premium requests (2025)", () => {
  it('counts requests, and their weights as premium requests', async () => {
    const { report, records } = await importFixture('copilot-requests-2025.csv');
    expect(report).toMatchObject({ preset: 'copilot-requests', imported: 3, requests: 3, billedNanoUsd: null });
    expect(report.tokens).toEqual({});
    expect(records.map(({ model, units, user }) => [model, units, user])).toEqual([
      ['claude-sonnet-4', { premiumRequest: 1 }, 'octocat'],
      ['o4-mini', { premiumRequest: 0.33 }, 'octocat'],
      ['claude-opus-4', { premiumRequest: 10 }, 'hubot'],
    ]);
    // 2025-06-11T05:13:27.8766440Z: digits beyond the millisecond are cut off.
    expect(records[0]?.startMs).toBe(Date.UTC(2025, 5, 11, 5, 13, 27, 876));
    expect(report.unpriced).toBe(3);
  });
});

describe("GitHub Copilot's billing report", () => {
  it('reads premium requests of 2025: weights as units, net as billed, gross as list price', async () => {
    const { report, records, charges } = await importFixture('copilot-billing-2025.csv');
    expect(report).toMatchObject({ preset: 'copilot-billing', imported: 2, requests: 0 });
    expect(records.map(({ units, project }) => [units, project])).toEqual([
      [{ premiumRequest: 12 }, 'example-org'],
      [{ premiumRequest: 2.33 }, 'Platform'],
    ]);
    expect(charges.map(({ line, billedNanoUsd, listNanoUsd }) => [line, billedNanoUsd, listNanoUsd])).toEqual([
      ['copilot_premium_request', 0, 480_000_000],
      ['coding_agent_premium_request', 93_200_000, 93_200_000],
    ]);
  });

  it('reads AI credits of 2026 with their tokens, which contain none of each other', async () => {
    const { report, tokens, records, charges } = await importFixture('copilot-billing-2026.csv');
    // Input 198 + 1,420; read 223,257 + 175,000; output 8,209 + 590; written by model: Claude 5 min, GPT 30 min.
    expect(tokens).toEqual({
      input: 1618,
      cacheRead: 398_257,
      output: 8799,
      cacheWrite5m: 30_122,
      cacheWrite30m: 4200,
    });
    expect(records[0]).toEqual({
      startMs: Date.UTC(2026, 7, 1),
      endMs: Date.UTC(2026, 7, 2),
      provider: 'github-copilot',
      model: 'Claude Haiku 4.5',
      serviceTier: 'standard',
      requests: 0,
      tokens: { input: 198, output: 8209, cacheRead: 223_257, cacheWrite5m: 30_122 },
      user: 'octocat',
      project: 'Platform',
    });
    expect(charges.map(({ billedNanoUsd, listNanoUsd }) => [billedNanoUsd, listNanoUsd])).toEqual([
      [0, 91_099_080],
      [200_000_000, 213_600_000],
    ]);
    expect(report.billedNanoUsd).toBe('200000000');
  });

  it('reads the transitional layout and gross amounts less discounts where no net amount is stated', async () => {
    const { report, charges } = await importText(
      'date,username,model,product,sku,aic_quantity,aic_gross_amount\n2026-05-21,octocat,gpt-4.1,copilot,copilot_ai_credit,4.0,0.04\n',
    );
    expect(report).toMatchObject({ preset: 'copilot-billing', imported: 1 });
    expect(charges).toEqual([expect.objectContaining({ billedNanoUsd: 40_000_000, line: 'copilot_ai_credit' })]);
    const seats = await importText(
      'date,username,product,sku,model,quantity,unit_type,net_amount\n2026-05-21,octocat,copilot,copilot_for_business,,1,user-months,19\n',
    );
    expect(seats.records).toEqual([]);
    expect(seats.charges).toEqual([expect.objectContaining({ model: '', billedNanoUsd: 19_000_000_000 })]);
    const reduced = await importText(
      'date,model,sku,quantity,unit_type,gross_amount,discount_amount\n2026-05-21,gpt-4.1,copilot_ai_credit,4.0,ai-credits,0.04,0.015\n',
    );
    // 0.04 − 0.015
    expect(reduced.charges).toEqual([expect.objectContaining({ billedNanoUsd: 25_000_000 })]);
  });
});
