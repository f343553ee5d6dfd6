import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandHost } from '../../../electron/commands/command-host.ts';
import { registerWarehouseSql } from '../../../electron/commands/warehouse-sql.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-warehouse-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command with a host that opens nothing: it must need no ledger and no services. */
async function run(
  ...parameters: readonly string[]
): Promise<{ out: string; error: string; failed: boolean; code: string }> {
  const result = { out: '', error: '', failed: false, code: '' };
  const host: CommandHost = {
    open() {
      throw new Error('The command must not open anything.');
    },
    nowMs: 0,
    workingFolder: folder,
    signal: new AbortController().signal,
    print: (text) => void (result.out += text),
    printError: (text) => void (result.error += text),
    fail: () => void (result.failed = true),
  };
  const program = new Command('burnrate').exitOverride().configureOutput({ writeErr: () => undefined });
  registerWarehouseSql(program, host);
  program.commands[0]?.exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    await program.parseAsync(['node', 'burnrate', 'warehouse-sql', ...parameters]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    result.code = error.code;
  }
  return result;
}

const pairs = ['--map', 'created_at=time', 'model=model', 'prompt=input', 'cached=cache-read', 'answer=output'];

describe('burnrate warehouse-sql', () => {
  it('prints a query and nothing else', async () => {
    const { out, error, failed } = await run(
      '--dialect',
      'postgres',
      '--table',
      'lake.logs',
      ...pairs,
      '--input-includes-cached',
    );
    expect(out).toMatch(/^-- Usage by hour for Burnrate \(PostgreSQL\)/);
    expect(out).toContain('FROM "lake"."logs"');
    expect(out).toContain('COALESCE(b_input_tokens, 0) - COALESCE(b_cache_read_tokens, 0)');
    expect(out).toMatch(/;$/);
    expect([error, failed]).toEqual(['', false]);
  });

  it('gives the query, its columns and whether it was tested as JSON', async () => {
    const { out } = await run(
      '--dialect',
      'snowflake',
      '--table',
      'LOGS',
      ...pairs,
      '--constant',
      'provider=openai',
      '--json',
    );
    expect(JSON.parse(out)).toMatchObject({
      dialect: 'snowflake',
      table: 'LOGS',
      sql: expect.stringContaining("LOWER('openai')"),
      columns: expect.arrayContaining(['start_time', 'requests', 'input_tokens', 'cache_read_tokens', 'output_tokens']),
      testedOnEngine: false,
    });
  });

  it('takes a mapping file of an import', async () => {
    writeFileSync(
      join(folder, 'map.json'),
      JSON.stringify({
        format: 'burnrate-mapping',
        version: 1,
        time: { column: 'ts', format: 'unix-ms' },
        tokens: { input: 'in', output: 'out' },
        dimensions: { model: 'model' },
        constants: { provider: 'openai' },
      }),
    );
    const { out, failed } = await run('--dialect', 'duckdb', '--table', 'logs', '--map', 'map.json');
    expect(failed).toBe(false);
    expect(out).toContain('TRY_CAST("ts" AS DOUBLE) / 1000 AS b_time');
  });

  it.each<[readonly string[], RegExp]>([
    [['--table', 'a..b', ...pairs], /^error bad-table: "a\.\.b" is not the name of a table\./],
    [['--table', 'logs', '--map', 'x=nothing'], /^error bad-map: "nothing" is nothing that a column can mean\./],
    [['--table', 'logs', '--map', 'missing.json'], /^error file-not-found: .*\(missing\.json\)/],
    [['--table', 'logs', '--map', 'm.json', '--input-includes-cached'], /^error bad-map: A mapping file says itself/],
  ])('refuses %j with one sentence', async (parameters, sentence) => {
    const { out, error, failed } = await run('--dialect', 'duckdb', ...parameters);
    expect(error).toMatch(sentence);
    expect([out, failed]).toEqual(['', true]);
  });

  it.each([
    [['--table', 'logs', ...pairs], 'commander.missingMandatoryOptionValue'],
    [['--dialect', 'oracle', '--table', 'logs', ...pairs], 'commander.invalidArgument'],
    [['--dialect', 'duckdb', ...pairs], 'commander.missingMandatoryOptionValue'],
  ])('calls %j wrong usage', async (parameters, code) => {
    expect((await run(...parameters)).code).toBe(code);
  });
});
