import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openContent, type ContentSource } from '../../../../electron/importing/read/read-content.ts';
import { readLimits } from '#importing';
import { expectSuccess, withFile } from '../in-memory.ts';

/** The content as text, or the code of the failure that ended it. */
async function readAll(source: Omit<ContentSource, 'name'>): Promise<string> {
  const content = await openContent({ name: 'usage.csv', ...source });
  if (!content.ok) return content.error.code;
  const chunks: Buffer[] = [];
  for await (const chunk of content.value.chunks) {
    if (!chunk.ok) return chunk.error.code;
    chunks.push(Buffer.from(chunk.value));
  }
  return Buffer.concat(chunks).toString();
}

describe('openContent', () => {
  it('inflates gzip by its magic bytes, whatever the name, several members too', async () => {
    const members = Buffer.concat([gzipSync('a,b\n'), gzipSync('1,2\n')]);
    expect(await withFile(members, (path) => readAll({ path }))).toBe('a,b\n1,2\n');
    expect(await withFile('a,b\n', (path) => readAll({ path }))).toBe('a,b\n');
  });

  it('reads a file of several chunks to its end, whether the thread waits for the disk or not', async () => {
    const text = Array.from({ length: 100_000 }, (_value, row) => `${row},1\n`).join('');
    const seen: number[] = [];
    const onBytesRead = (done: number): number => seen.push(done);
    expect(await withFile(text, (path) => readAll({ path, onBytesRead }))).toBe(text);
    expect(await withFile(text, (path) => readAll({ path, onBytesRead, waitsForDisk: true }))).toBe(text);
    expect(seen.slice(-4)).toEqual([262_144, 524_288, 786_432, 788_890]);
  });

  it('reports progress in bytes of the file as it lies on disk', async () => {
    const packed = gzipSync(`a,b\n${'1,2\n'.repeat(100_000)}`);
    const seen: number[] = [];
    const size = await withFile(packed, async (path) => {
      await readAll({ path, onBytesRead: (done) => seen.push(done) });
      const content = expectSuccess(await openContent({ path, name: 'usage.csv' }));
      await content.close();
      return content.sizeBytes;
    });
    expect(size).toBe(packed.length);
    expect(seen.at(-1)).toBe(packed.length);
  });

  it('refuses a file that inflates too far', async () => {
    const bomb = gzipSync(Buffer.alloc(2_000_000, 'x'));
    const limits = { ...readLimits, inflationRatio: 250, inflationFreeBytes: 100_000 };
    expect(await withFile(bomb, (path) => readAll({ path, limits }))).toBe('inflates-too-large');
    expect(await withFile(bomb, (path) => readAll({ path, limits: { ...readLimits, textBytes: 1000 } }))).toBe(
      'inflates-too-large',
    );
    expect(await withFile(bomb, (path) => readAll({ path }))).toHaveLength(2_000_000);
  });

  it('names what is wrong with files that cannot be read', async () => {
    expect(await readAll({ path: '/nowhere/usage.csv' })).toBe('file-not-found');
    expect(await readAll({ path: tmpdir() })).toBe('file-unreadable');
    const damaged = gzipSync('a,b\n1,2\n'.repeat(1000));
    expect(await withFile(damaged.subarray(0, -20), (path) => readAll({ path }))).toBe('gzip-damaged');
  });

  it('stops at an abort between chunks', async () => {
    const controller = new AbortController();
    controller.abort();
    expect(await withFile('a,b\n', (path) => readAll({ path, signal: controller.signal }))).toBe('cancelled');
  });
});
