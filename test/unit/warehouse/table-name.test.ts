import { describe, expect, it } from 'vitest';
import { parseTableName } from '../../../electron/warehouse/table-name.ts';

describe('parseTableName', () => {
  it.each<[string, readonly string[]]>([
    ['logs', ['logs']],
    [' lake.logs ', ['lake', 'logs']],
    ['my-project.data.logs', ['my-project', 'data', 'logs']],
    ['"logs.parquet"', ['logs.parquet']],
    ['lake."a ""quoted"" name"', ['lake', 'a "quoted" name']],
    ['`project.x`.logs', ['project.x', 'logs']],
    ['logs; DROP TABLE logs; --', ['logs; DROP TABLE logs; --']],
  ])('reads %s', (text, parts) => {
    expect(parseTableName(text)).toEqual({ ok: true, value: parts });
  });

  it.each(['', '.', 'lake.', '.logs', 'a..b', '"open', 'a"b"', '""', 'a\0b'])('refuses %j', (text) => {
    expect(parseTableName(text)).toMatchObject({ ok: false, error: { code: 'bad-table' } });
  });
});
