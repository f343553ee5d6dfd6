import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { maxContractLength, parseContract } from '#pricing';

const contract = {
  format: 'burnrate-contract',
  version: 1,
  name: 'Acme 2027',
  from: '2027-01-01',
  discounts: [{ provider: 'anthropic', percentOff: 15 }],
};

function refusal(document: unknown): unknown {
  const parsed = parseContract(typeof document === 'string' ? document : JSON.stringify(document), 'acme.json');
  return parsed.ok ? 'accepted' : parsed.error;
}

describe('parseContract', () => {
  it('reads a contract, absent terms as none', () => {
    expect(parseContract(`\uFEFF${JSON.stringify(contract)}`, 'acme.json')).toEqual({
      ok: true,
      value: { ...contract, volume: [], provisioned: [], commitments: [] },
    });
  });

  it('reads the example of the documentation', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../../../docs/prices.md'), 'utf8');
    const [, example = ''] = /```json\n([^`]*)```/.exec(page) ?? [];
    expect(parseContract(example, 'docs/prices.md')).toMatchObject({ ok: true, value: { name: 'Acme 2027' } });
  });

  it.each([
    ['{"format": "burnrate-contract",', 'invalid-json', { line: 1 }],
    [{ format: 'burnrate-scenario' }, 'not-a-contract', { path: 'format' }],
    ['[]', 'not-a-contract', { path: 'format' }],
    [{ ...contract, version: 2 }, 'newer-contract', { path: 'version' }],
    [{ ...contract, discounts: [{ percentOff: 120 }] }, 'invalid-contract', { path: 'discounts[0].percentOff' }],
    [{ ...contract, from: '2027-02-30' }, 'invalid-contract', { path: 'from' }],
    [{ ...contract, to: '2026-01-01' }, 'invalid-contract', { path: 'to' }],
    [{ ...contract, discount: [] }, 'invalid-contract', { path: 'discount' }],
    [
      { ...contract, discounts: [{ kinds: ['tokens'], percentOff: 1 }] },
      'invalid-contract',
      { path: 'discounts[0].kinds[0]' },
    ],
    [
      {
        ...contract,
        volume: [
          {
            name: 'v',
            measure: 'usd',
            tiers: [
              { from: 9, percentOff: 1 },
              { from: 5, percentOff: 2 },
            ],
          },
        ],
      },
      'invalid-contract',
      { path: 'volume[0].tiers' },
    ],
    [
      { ...contract, commitments: [{ name: 'c', usdPerMonth: -1 }] },
      'invalid-contract',
      { path: 'commitments[0].usdPerMonth' },
    ],
    [' '.repeat(maxContractLength + 1), 'contract-too-large', {}],
  ])('refuses %.60j as %s with the place', (document, code, at) => {
    const error = refusal(document);
    expect(error).toMatchObject({ code, at: { file: 'acme.json', ...at } });
    expect(error).toHaveProperty('message', expect.stringMatching(/\.$/));
  });
});
