import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportOptions } from '#shared/domain/importing.ts';
import { groupFiles, importMany, isFolder, listFolder, type ImportedFile, type ImportProgress } from '#importing';
import {
  createMemoryLedger,
  expectSuccess,
  failureCode,
  roundCatalogue,
  storedTokens,
  testNowMs,
  type MemoryLedger,
} from './in-memory.ts';

/** A call as Claude Code logs it: one line of several for the same message. */
function call(id: string, output: number): string {
  return JSON.stringify({
    type: 'assistant',
    timestamp: '2026-01-05T10:00:00.000Z',
    sessionId: 's1',
    uuid: `u-${id}-${output}`,
    requestId: `r-${id}`,
    message: { id, model: 'gpt-4o-claude', usage: { input_tokens: 10, output_tokens: output } },
  });
}

const trace = 'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46,100,7\n';

describe('importing a folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'burnrate-folder-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function put(files: Readonly<Record<string, string>>): Promise<readonly ImportedFile[]> {
    for (const [name, text] of Object.entries(files)) {
      // oxlint-disable-next-line no-await-in-loop
      await mkdir(dirname(join(folder, name)), { recursive: true });
      // oxlint-disable-next-line no-await-in-loop
      await writeFile(join(folder, name), text);
    }
    return expectSuccess(await listFolder(folder, 'projects'));
  }

  function importAll(
    ledger: MemoryLedger,
    files: readonly ImportedFile[],
    options: ImportOptions = {},
    more: { readonly onProgress?: (progress: ImportProgress) => void; readonly signal?: AbortSignal } = {},
  ) {
    const request = { files, name: 'projects', options, ledger, catalogue: roundCatalogue, now: () => testNowMs };
    return importMany({ ...request, ...more });
  }

  it('lists what may hold usage, folders within folders too, and passes over hidden and other files', async () => {
    const files = await put({
      'a/one.jsonl': '',
      'two.csv': '',
      'b/c/three.json.gz': '',
      '.hidden.jsonl': '',
      '.git/config.json': '',
      'picture.png': '',
    });
    expect(files.map(({ name }) => name)).toEqual([
      'projects/a/one.jsonl',
      'projects/b/c/three.json.gz',
      'projects/two.csv',
    ]);
    expect(await isFolder(folder)).toBe(true);
    expect(await isFolder(join(folder, 'two.csv'))).toBe(false);
  });

  it('says when there is nothing to look at', async () => {
    expect(failureCode(await listFolder(folder, 'projects'))).toBe('folder-empty');
    expect(failureCode(await listFolder(join(folder, 'nowhere'), 'nowhere'))).toBe('folder-unreadable');
    await put({ 'a.csv': '', 'b.csv': '' });
    expect(failureCode(await listFolder(folder, 'projects', { folderFiles: 1 }))).toBe('folder-too-large');
  });

  it('imports the sessions of one format as one: of a call repeated across files its fullest line counts', async () => {
    const files = await put({
      'a/one.jsonl': [call('m1', 3), call('m1', 50), call('m2', 8)].join('\n'),
      'b/resumed.jsonl': [call('m1', 20), call('m2', 8), call('m3', 1), '{"broken'].join('\n'),
    });
    const ledger = createMemoryLedger();
    const { reports, failures } = expectSuccess(await importAll(ledger, files));
    expect(failures).toEqual([]);
    // Kept: m1 with 50 tokens out, m2 with 8, m3 with 1: 3 × 10 tokens in, 59 out.
    expect(reports).toMatchObject([
      {
        file: 'projects',
        preset: 'claude-code',
        rowsRead: 7,
        imported: 3,
        duplicate: 3,
        rejected: 1,
        tokens: { input: 30, output: 59 },
        rejects: [{ file: 'projects/b/resumed.jsonl', line: 4 }],
      },
    ]);
    expect(storedTokens(ledger)).toEqual({ input: 30, output: 59 });
    expect(ledger.calls).toEqual(['begin', 'commit']);
  });

  it('adds nothing the second time, and only what is new when a session has gone on', async () => {
    const ledger = createMemoryLedger();
    const before = await put({ 'one.jsonl': call('m1', 5) });
    expectSuccess(await importAll(ledger, before));
    expect(expectSuccess(await importAll(ledger, before)).reports).toMatchObject([
      { imported: 0, duplicate: 1, duplicateOf: { importId: 1 } },
    ]);
    const after = await put({ 'one.jsonl': [call('m1', 5), call('m2', 6)].join('\n') });
    expect(expectSuccess(await importAll(ledger, after)).reports).toMatchObject([{ imported: 1, duplicate: 1 }]);
    expect(storedTokens(ledger)).toEqual({ input: 20, output: 11 });
  });

  it('imports every other file by itself, and tells of those it cannot import', async () => {
    const files = await put({
      'one.jsonl': call('m1', 5),
      'trace.csv': trace,
      'package.json': '{"name": "not usage"}',
      'empty.csv': '',
    });
    const ledger = createMemoryLedger();
    const { reports, failures } = expectSuccess(await importAll(ledger, files, { model: 'openai/gpt-4o' }));
    expect(reports).toMatchObject([
      { file: 'projects/one.jsonl', preset: 'claude-code' },
      { file: 'projects/trace.csv', preset: 'trace', imported: 1 },
    ]);
    expect(failures).toMatchObject([
      { file: 'projects/empty.csv', code: 'empty-file' },
      { file: 'projects/package.json', code: 'unknown-format' },
    ]);
    expect(ledger.calls).toEqual(['begin', 'commit', 'begin', 'commit']);
  });

  it('shows what the files would become before anything is imported', async () => {
    const files = await put({ 'one.jsonl': call('m1', 5), 'two.jsonl': call('m2', 5), 'trace.csv': trace });
    const grouped = expectSuccess(await groupFiles({ files, name: 'projects', options: {} }));
    expect(grouped.groups).toMatchObject([
      { name: 'projects', files: [{ name: 'projects/one.jsonl' }, { name: 'projects/two.jsonl' }] },
      { name: 'projects/trace.csv' },
    ]);
  });

  it('reports progress over the whole, never backwards', async () => {
    const files = await put({ 'one.jsonl': call('m1', 5), 'two.jsonl': call('m2', 5), 'trace.csv': trace });
    const seen: ImportProgress[] = [];
    await importAll(createMemoryLedger(), files, { model: 'openai/gpt-4o' }, { onProgress: (step) => seen.push(step) });
    const last = seen.at(-1);
    expect(last?.done).toBe(last?.total);
    expect(last?.rows).toBe(3);
    expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).toSorted((a, b) => a - b));
  });

  it('stops at a cancel; what was imported before it stays', async () => {
    const files = await put({ 'a.csv': trace, 'b.csv': trace.replace('100', '200') });
    const controller = new AbortController();
    const ledger = createMemoryLedger();
    const cancelAfterFirst = {
      ...ledger,
      beginImport: (...source: Parameters<MemoryLedger['beginImport']>) => {
        if (ledger.imports.length === 1) controller.abort();
        return ledger.beginImport(...source);
      },
    };
    const result = await importAll(cancelAfterFirst, files, { model: 'openai/gpt-4o' }, { signal: controller.signal });
    expect(failureCode(result)).toBe('cancelled');
    expect(ledger.calls).toEqual(['begin', 'commit', 'begin', 'rollback']);
    expect(ledger.imports).toHaveLength(1);
  });
});
