import { describe, expect, it } from 'vitest';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import { IdentitySet } from '../../../electron/ledger/identity-set.ts';
import type { Grain } from '../../../electron/ledger/row-identity.ts';
import { keyHasher, recordHasher } from '../../../electron/ledger/row-identity.ts';
import { SegmentIdentities } from '../../../electron/ledger/segment-identities.ts';

function keyIdentity(key: string, preset = 'generic'): string {
  const identity = { high: 0, low: 0 };
  keyHasher(preset)(key, identity);
  return `${identity.high} ${identity.low}`;
}

/** One record: any columns, all else absent or zero. */
function record(more: Partial<UsageColumns> = {}): UsageColumns {
  return {
    rows: 1,
    startMs: Float64Array.of(1000),
    endMs: Float64Array.of(1000),
    requests: Uint8Array.of(1),
    serviceTier: Uint8Array.of(0),
    tokens: { input: Uint8Array.of(5) },
    dimensions: { model: Uint8Array.of(3) },
    costNanoUsd: Uint8Array.of(0),
    priceCard: Uint8Array.of(0),
    unpricedKinds: Uint8Array.of(0),
    ...more,
  };
}

function identityOf(columns: UsageColumns, grain: Grain): string {
  const identity = { high: 0, low: 0 };
  recordHasher(columns, grain)(0, identity);
  return `${identity.high} ${identity.low}`;
}

describe('identities of keys', () => {
  it('differ for every key of half a million, and never are zero', () => {
    const seen = new IdentitySet();
    const hash = keyHasher('generic');
    const identity = { high: 0, low: 0 };
    let added = 0;
    for (let index = 0; index < 500_000; index++) {
      hash(`chatcmpl-${index.toString(36)}`, identity);
      if (seen.add(identity.high, identity.low)) added++;
      if (identity.high === 0 && identity.low === 0) throw new Error('zero');
    }
    expect(added).toBe(500_000);
  });

  it('spread evenly over both halves', () => {
    const hash = keyHasher('generic');
    const identity = { high: 0, low: 0 };
    const bits = new Uint32Array(64);
    const keys = 20_000;
    for (let index = 0; index < keys; index++) {
      hash(String(index), identity);
      for (let bit = 0; bit < 32; bit++) {
        bits[bit] = (bits[bit] ?? 0) + ((identity.high >>> bit) & 1);
        bits[32 + bit] = (bits[32 + bit] ?? 0) + ((identity.low >>> bit) & 1);
      }
    }
    // Five standard deviations of a fair coin: √(20,000) ÷ 2 × 5 = 354.
    for (const ones of bits) expect(Math.abs(ones - keys / 2)).toBeLessThan(354);
  });

  it('are of one preset', () => {
    expect(keyIdentity('1', 'a')).not.toBe(keyIdentity('1', 'b'));
    expect(keyIdentity('1', 'a')).toBe(keyIdentity('1', 'a'));
    expect(keyIdentity('bc', 'a')).not.toBe(keyIdentity('c', 'ab'));
  });
});

describe('identities of records', () => {
  it('of a bucket are its times, dimensions, tier and residency', () => {
    const bucket = identityOf(record(), 'bucket');
    expect(identityOf(record({ requests: Uint8Array.of(9), tokens: { output: Uint8Array.of(1) } }), 'bucket')).toBe(
      bucket,
    );
    const others = [
      record({ endMs: Float64Array.of(2000) }),
      record({ startMs: Float64Array.of(999), endMs: Float64Array.of(999) }),
      record({ serviceTier: Uint8Array.of(1) }),
      record({ residency: Uint8Array.of(1) }),
      record({ dimensions: { model: Uint8Array.of(4) } }),
      record({ dimensions: { project: Uint8Array.of(3) } }),
    ].map((one) => identityOf(one, 'bucket'));
    expect(new Set([bucket, ...others]).size).toBe(7);
  });

  it('of a request are its every value but the price', () => {
    const request = identityOf(record(), 'request');
    const priced = record({ costNanoUsd: Uint8Array.of(9), priceCard: Uint8Array.of(2) });
    expect(identityOf(priced, 'request')).toBe(request);
    const others = [
      record({ requests: Uint8Array.of(2) }),
      record({ tokens: { input: Uint8Array.of(6) } }),
      record({ tokens: { output: Uint8Array.of(5) } }),
      record({ tokens: { input: Float64Array.of(5 + 2 ** 40) } }),
      record({ microUnits: { webSearch: Uint8Array.of(5) } }),
      record({ startMs: Float64Array.of(-1), endMs: Float64Array.of(-1) }),
    ].map((one) => identityOf(one, 'request'));
    expect(new Set([request, ...others]).size).toBe(7);
  });

  it('do not depend on which columns a segment happens to have', () => {
    const wide = record({
      tokens: { input: Float64Array.of(5), output: Uint8Array.of(0) },
      dimensions: { provider: Uint8Array.of(0), model: Uint32Array.of(3) },
      microUnits: { webSearch: Uint8Array.of(0) },
      residency: Uint8Array.of(0),
    });
    for (const grain of ['bucket', 'request'] as const)
      expect(identityOf(wide, grain)).toBe(identityOf(record(), grain));
  });
});

describe('a set of identities', () => {
  it('knows what it holds, however many slots it has', () => {
    const set = new IdentitySet();
    // Low halves that all want the same slot.
    const identities = Array.from({ length: 5000 }, (_, index) => [index + 1, (index % 5) * 2 ** 20] as const);
    expect(identities.filter(([high, low]) => set.add(high, low))).toHaveLength(5000);
    expect(identities.filter(([high, low]) => set.add(high, low))).toHaveLength(0);
  });
});

describe('the identities of a segment', () => {
  const hashes = { high: Uint32Array.of(7, 7, 0, 8, 7), low: Uint32Array.of(1, 1, 0, 1, 1) };

  it('are found, taken one by one, or all at once', () => {
    const isTaken = new Uint8Array(5);
    const identities = new SegmentIdentities(hashes, isTaken);
    expect([identities.has(7, 1), identities.has(8, 1), identities.has(9, 1), identities.has(0, 0)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([1, 2, 3, 4].map(() => identities.takeOne(7, 1))).toEqual([true, true, true, false]);
    expect([...isTaken]).toEqual([1, 1, 0, 0, 1]);
    expect([identities.takeAll(8, 1), identities.takeAll(9, 1)]).toEqual([true, false]);
    expect([...isTaken]).toEqual([1, 1, 0, 1, 1]);
  });

  it('remember what was taken before they were read again', () => {
    const identities = new SegmentIdentities(hashes, Uint8Array.of(1, 0, 0, 0, 1));
    expect([identities.takeOne(7, 1), identities.takeOne(7, 1)]).toEqual([true, false]);
  });
});
