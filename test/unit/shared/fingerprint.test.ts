import { expect, it } from 'vitest';
import { fingerprint } from '#shared/fingerprint.ts';

// Test vectors of the FNV-1a draft: http://www.isthe.com/chongo/src/fnv/test_fnv.c
it.each([
  ['', '811c9dc5'],
  ['a', 'e40c292c'],
  ['foobar', 'bf9cf968'],
])('hashes %j as published', (text, expected) => {
  expect(fingerprint(text)).toBe(expected);
});
