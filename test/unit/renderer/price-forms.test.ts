import { describe, expect, it } from 'vitest';
import { contractTermsSchema } from '#shared/domain/contract-terms.ts';
import { overrideInputSchema } from '#shared/domain/price-book.ts';
import {
  contractOfDraft,
  parseContract,
  termTexts,
  type ContractDraft,
} from '../../../renderer/features/catalogue/contract-form.ts';
import {
  endsContextTiers,
  overrideFields,
  overrideInput,
  overrideProblems,
  type OverrideDraft,
} from '../../../renderer/features/catalogue/override-form.ts';
import { cardOf } from './catalogue-samples.ts';

const override: OverrideDraft = {
  model: 'maker/large',
  from: '2026-12-01',
  until: '',
  prices: { input: 1.5, request: 0.01 },
  note: ' invoice 42 ',
};

describe('the form for an override', () => {
  it('gives what the services take: days as instants, prices by kind and by unit', () => {
    const input = overrideInput(override, false);
    expect(input).toEqual({
      model: 'maker/large',
      effectiveFromMs: Date.UTC(2026, 11, 1),
      rates: { input: { usdPerMTok: 1.5, tiers: [] } },
      unitRates: { request: { usdPerUnit: 0.01 } },
      note: 'invoice 42',
    });
    expect(overrideInputSchema.safeParse(input).success).toBe(true);
  });

  it('keeps a price of zero: free is a price', () => {
    expect(overrideInput({ ...override, prices: { input: 0 } }, false)?.rates).toEqual({
      input: { usdPerMTok: 0, tiers: [] },
    });
  });

  it('says at the field what must be mended, and gives nothing until it is', () => {
    const bad = { ...override, model: ' ', from: '2026-02-30', until: 'soon', prices: {} };
    expect(Object.keys(overrideProblems(bad)).toSorted()).toEqual(['from', 'model', 'prices', 'until']);
    expect(overrideInput(bad, false)).toBeNull();
    expect(overrideProblems({ ...override, until: '2026-12-01' })).toEqual({ until: 'It must end after it begins.' });
    expect(overrideProblems(override)).toEqual({});
  });

  it('offers the kinds that are billed, and on demand every one', () => {
    const card = cardOf({ rates: { reasoning: { usdPerMTok: 8, tiers: [] } } });
    expect(overrideFields(card, false).map(({ key, nowUsd }) => [key, nowUsd])).toEqual([
      ['input', null],
      ['cacheRead', null],
      ['cacheWrite5m', null],
      ['output', null],
      ['reasoning', 8],
    ]);
    const tool = cardOf({ rates: {}, unitRates: { webSearch: { usdPerUnit: 0.01 } } });
    expect(overrideFields(tool, false).map(({ key }) => key)).toEqual(['webSearch']);
    expect(overrideFields(tool, true).length).toBeGreaterThan(30);
  });

  it('warns when long-context steps would end', () => {
    const steps = cardOf({ rates: { input: { usdPerMTok: 2, tiers: [{ aboveInputTokens: 1, usdPerMTok: 4 }] } } });
    expect(endsContextTiers(steps, { input: 1 })).toBe(true);
    expect(endsContextTiers(steps, { output: 1 })).toBe(false);
  });
});

const draft: ContractDraft = {
  name: 'Frame agreement',
  from: '2026-01-01',
  until: '',
  note: '',
  discounts: [{ id: 0, provider: ' Anthropic ', model: 'claude-*', percentOff: 15 }],
};

describe('the form for a contract', () => {
  it('gives a contract as its file would hold it', () => {
    const contract = contractOfDraft(draft);
    expect(contract).toMatchObject({
      ok: true,
      value: { name: 'Frame agreement', discounts: [{ provider: 'anthropic', model: 'claude-*', percentOff: 15 }] },
    });
    expect(contract.ok && contract.value.to).toBeUndefined();
  });

  it('names the field that cannot be used', () => {
    expect(contractOfDraft({ ...draft, until: '2025-01-01' })).toMatchObject({
      ok: false,
      error: { at: { path: 'to' } },
    });
    const tooMuch = contractOfDraft({
      ...draft,
      discounts: [{ id: 0, provider: '', model: '', percentOff: 101 }],
    });
    expect(tooMuch).toMatchObject({ ok: false, error: { at: { path: 'discounts[0].percentOff' } } });
  });
});

const file = {
  format: 'burnrate-contract',
  version: 1,
  name: 'Frame agreement',
  discounts: [{ percentOff: -5 }],
  volume: [{ name: 'Steps', measure: 'usd', provider: 'openai', tiers: [{ from: 10_000, percentOff: 5 }] }],
  provisioned: [{ name: 'PTU', units: 100, usdPerUnitHour: 1, coveredShare: 0.8 }],
  commitments: [{ name: 'Promise', usdPerMonth: 50_000 }],
};

describe('a contract file', () => {
  it('is read, byte order mark and all', () => {
    expect(parseContract(`\uFEFF${JSON.stringify(file)}`, 'a.json')).toMatchObject({
      ok: true,
      value: { name: 'Frame agreement' },
    });
  });

  it('that is broken says where: line, or path', () => {
    expect(parseContract('{\n "format": oops }', 'a.json')).toMatchObject({
      error: { code: 'invalid-json', at: { file: 'a.json', line: 2 } },
    });
    expect(parseContract('[]', 'a.json')).toMatchObject({ error: { code: 'not-a-contract' } });
    expect(parseContract(JSON.stringify({ ...file, discounts: [{ percentOf: 3 }] }), 'a.json')).toMatchObject({
      error: { code: 'invalid-contract', at: { file: 'a.json', path: expect.stringContaining('discounts[0]') } },
    });
  });

  it('is told term by term', () => {
    expect(termTexts(contractTermsSchema.parse(file))).toEqual([
      { scope: 'every model of every provider', effect: '5 % on top' },
      { scope: 'Steps: every model of openai', effect: '5 % off beyond $10,000.00 a month' },
      {
        scope: 'PTU: every model of every provider',
        effect: '100 units at $1.00 an hour, every hour of the month; they carry 80 % of the usage',
      },
      { scope: 'Promise: every model of every provider', effect: 'at least $50,000.00 a month' },
    ]);
  });
});
