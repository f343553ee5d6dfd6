import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importOptionsSchema } from '#shared/domain/importing.ts';
import { createMemoryLedger, expectSuccess, importInto } from '../in-memory.ts';

/** What a file holds, summed by the script that wrote it; a field that is absent is not told. */
interface HeldOut {
  readonly options?: unknown;
  readonly expected: Readonly<Record<string, unknown>>;
}

const folder = fileURLToPath(new URL('../../../fixtures/hold-out/', import.meta.url));
const files = Object.entries(
  JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) as Readonly<Record<string, HeldOut>>,
);

/**
 * Files that were written from the formats' descriptions alone, by a script that knows nothing of the readers: other
 * column orders, dialects, encodings, left-out and unknown columns, refunds, totals, repeated rows. It summed what it
 * wrote, and those sums stand here.
 */
describe('files that no reader was written for', () => {
  it.each(files)('%s', async (file, { options, expected }) => {
    const read = { options: importOptionsSchema.parse(options ?? {}) };
    const report = expectSuccess(await importInto(createMemoryLedger(), folder + file, read));
    expect(report).toMatchObject(expected);
    expect(report.tokens).toEqual(expected['tokens'] ?? report.tokens);
  });
});
