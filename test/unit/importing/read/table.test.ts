import { describe, expect, it } from 'vitest';
import { openSource } from '../../../../electron/importing/read/open-source.ts';
import type { Table } from '../../../../electron/importing/read/table.ts';
import { readLimits } from '#importing';
import { success, type Result } from '#shared/result.ts';
import { expectSuccess, failureCode, withFile } from '../in-memory.ts';

async function openTable(source: Parameters<typeof openSource>[0]): Promise<Result<Table>> {
  const opened = await openSource(source);
  if (!opened.ok) return opened;
  if (opened.value.reads !== 'table') throw new Error('not a table');
  return success(opened.value);
}

async function open(content: string | Uint8Array, columns = readLimits.columns) {
  return withFile(content, async (path) => {
    const table = await openTable({ path, name: 'usage.csv', limits: { ...readLimits, columns } });
    if (table.ok) await table.value.close();
    return table;
  });
}

describe('openTable', () => {
  it('gives header, sample and every row with its line', async () => {
    const text = ['time;tokens', ...Array.from({ length: 120 }, (_, index) => `2025-01-01;${index}`)].join('\n');
    await withFile(text, async (path) => {
      const table = expectSuccess(await openTable({ path, name: 'usage.csv' }));
      expect(table.delimiter).toBe(';');
      expect(table.header.columns).toEqual(['time', 'tokens']);
      expect(table.sample).toHaveLength(50);
      const lines: number[] = [];
      for await (const batch of table.rows) for (const row of expectSuccess(batch)) lines.push(row.line);
      expect(lines).toEqual(Array.from({ length: 120 }, (_, index) => index + 2));
    });
  });

  it('says in one sentence what an unusable file is', async () => {
    expect(failureCode(await open(''))).toBe('empty-file');
    expect(failureCode(await open('\ufeff'))).toBe('empty-file');
    expect(failureCode(await open('\n\r\n\n'))).toBe('empty-file');
    expect(failureCode(await open('a,b,c\n', 2))).toBe('too-many-columns');
    expect(failureCode(await open('a,b\n1,"2\n'))).toBe('quote-not-closed');
  });

  it('opens a file that has only a header', async () => {
    expect(expectSuccess(await open('\ufeffTIMESTAMP,ContextTokens')).sample).toEqual([]);
  });
});
