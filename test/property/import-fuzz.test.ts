import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { columnMappingSchema, type ImportOptions } from '#shared/domain/importing.ts';
import { fixture } from '../unit/importing/in-memory.ts';
import { brokenLaws } from './import-laws.ts';

/**
 * Files of every format, damaged in every way that files are. With the 4,000 cases of `import-oracle.test.ts` these are
 * the 10,000 of each run.
 */
const casesInAll = 6000;
const files = readdirSync(fixture('.')).filter((name) => /\.(csv|jsonl?)$/.test(name) && !name.includes('mapping'));
const casesOfFile = Math.ceil(casesInAll / files.length);

/** So many cases need more than the usual time where a machine has other work. */
const timeoutMs = 300_000;

const folder = mkdtempSync(join(tmpdir(), 'burnrate-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function optionsOf(file: string): ImportOptions {
  if (file !== 'semicolons.csv') return { model: 'openai/gpt-4o', usdPerUnit: { EUR: 1.1, GBP: 1.25 } };
  return { mapping: columnMappingSchema.parse(JSON.parse(readFileSync(fixture('semicolons.mapping.json'), 'utf8'))) };
}

/** Pieces of text that break readers. */
const oddText = fc.oneof(
  fc.nat({ max: 5_000_000 }).map(String),
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '',
    '"',
    '""',
    ',',
    ';',
    '\t',
    '\n',
    '\r\n',
    '\u0000',
    '\ufeff',
    '{',
    '}',
    '[',
    ']',
    'null',
    'true',
    'NULL',
    'NaN',
    '-1',
    '1e999',
    '1.250',
    '1,234',
    '9'.repeat(40),
    '"1,000"',
    '2026-02-30',
    '13/13/2026',
    '253402300800',
    '__proto__',
    '😀',
    'Included',
    '$1',
    'EUR',
  ),
);

/** One thing that happens to a text. */
type Damage = (text: string) => string;

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Every number and word stands between such marks, in tables as in JSON. */
const word = /[^\s,;:"{}[\]]+/g;

const damage: fc.Arbitrary<Damage> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(place, oddText).map(([at, odd]): Damage => (text) => {
      const words = [...text.matchAll(word)];
      const chosen = words[Math.floor(at * words.length)];
      if (chosen === undefined) return text + odd;
      return text.slice(0, chosen.index) + odd + text.slice(chosen.index + chosen[0].length);
    }),
  },
  fc.tuple(place, oddText).map(([at, odd]): Damage => (text) => {
    const index = Math.floor(at * text.length);
    return text.slice(0, index) + odd + text.slice(index);
  }),
  place.map(
    (at): Damage =>
      (text) =>
        text.slice(0, Math.floor(at * text.length)),
  ),
  place.map((at): Damage => (text) => {
    const lines = text.split('\n');
    return lines.filter((_line, index) => index !== Math.floor(at * lines.length)).join('\n');
  }),
  place.map((at): Damage => (text) => {
    const lines = text.split('\n');
    const index = Math.floor(at * lines.length);
    return [...lines.slice(0, index), ...lines.slice(index, index + 2), ...lines.slice(index)].join('\n');
  }),
);

/** How a text becomes bytes. */
const encodings: readonly ((text: string) => Uint8Array)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(text.replaceAll('\n', '\r\n')),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => gzipSync(text, { level: 1 }),
];

const change = fc.record({
  damages: fc.array(damage, { maxLength: 4 }),
  encode: fc.constantFrom(...encodings),
});

describe(`importing damaged files of every format: ${casesInAll} cases`, () => {
  it.each(files)(
    '%s: no crash, no hang, no part of it',
    async (file) => {
      const text = readFileSync(fixture(file), 'utf8');
      const options = optionsOf(file);
      await fc.assert(
        fc.asyncProperty(change, async ({ damages, encode }) => {
          const content = encode(damages.reduce((damaged, next) => next(damaged), text));
          expect(await brokenLaws(join(folder, 'usage'), content, options)).toEqual([]);
        }),
        { numRuns: casesOfFile },
      );
    },
    timeoutMs,
  );
});
