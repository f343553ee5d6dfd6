import { describe, expect, it } from 'vitest';
import { columnMappingSchema, type ColumnMapping, type ImportOptions } from '#shared/domain/importing.ts';
import { inspectFile } from '#importing';
import { createMemoryLedger, expectSuccess, importInto, withFile, type MemoryLedger } from './in-memory.ts';

const mapping: ColumnMapping = columnMappingSchema.parse({
  format: 'burnrate-mapping',
  version: 1,
  time: { column: 'when' },
  tokens: { input: 'in', output: 'out' },
  constants: { model: 'openai/gpt-4o' },
});

async function run(text: string, options: ImportOptions = {}) {
  const ledger = createMemoryLedger();
  const result = await withFile(text, (path) => importInto(ledger, path, { options: { mapping, ...options } }));
  return { ledger, result };
}

function days(ledger: MemoryLedger): readonly string[] {
  return ledger.imports.flatMap(({ records }) =>
    records.map(({ record }) => new Date(record.startMs).toISOString().slice(0, 10)),
  );
}

function inputs(ledger: MemoryLedger): readonly (number | undefined)[] {
  return ledger.imports.flatMap(({ records }) => records.map(({ record }) => record.tokens.input));
}

describe('dates of numbers', () => {
  it('asks which comes first when nothing in the file shows it, and adds nothing', async () => {
    const { ledger, result } = await run('when,in,out\n03/04/2026,1,1\n05/06/2026,2,2\n');
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'date-order-ambiguous', at: { file: 'usage.csv', column: 'when' } },
    });
    expect(result.ok ? '' : result.error.nextStep).toContain('--date-order mdy or --date-order dmy');
    expect(ledger.calls).toEqual([]);
  });

  it.each([
    ['mdy', '2026-03-04'],
    ['dmy', '2026-04-03'],
  ] as const)('reads them as the user says: %s', async (dateOrder, day) => {
    const { ledger, result } = await run('when,in,out\n03/04/2026,1,1\n', { dateOrder });
    expectSuccess(result);
    expect(days(ledger)).toEqual([day]);
  });

  it('takes any row of the file as proof, also one far beyond the first rows', async () => {
    const rows = Array.from({ length: 3000 }, () => '03/04/2026 10:00,1,1');
    const { ledger, result } = await run(['when,in,out', ...rows, '13/04/2026 10:00,1,1'].join('\n'));
    expect(expectSuccess(result)).toMatchObject({ imported: 3001, rejected: 0 });
    expect(new Set(days(ledger))).toEqual(new Set(['2026-04-03', '2026-04-13']));
  });

  it('asks when the rows contradict each other', async () => {
    const { result } = await run('when,in,out\n13/04/2026,1,1\n04/13/2026,1,1\n03/04/2026,1,1\n');
    expect(result).toMatchObject({ ok: false, error: { code: 'date-order-ambiguous' } });
  });

  it('reads dates with full stops as day first without asking', async () => {
    const { ledger, result } = await run('when;in;out\n03.04.2026 10:00:00;1;1\n');
    expectSuccess(result);
    expect(days(ledger)).toEqual(['2026-04-03']);
  });

  it('lets a screen ask: the inspection names the column and an example', async () => {
    const inspected = await withFile('when,in,out,time\n03/04/2026,1,1,x\n', async (path) => {
      return inspectFile({ path, name: 'usage.csv' });
    });
    // Nothing maps `when` by its name, so only a preset or a mapping can ask.
    expect(expectSuccess(inspected).questions).toEqual([]);
    const named = await withFile('date,input_tokens\n03/04/2026,1\n', (path) =>
      inspectFile({ path, name: 'usage.csv' }),
    );
    expect(expectSuccess(named).questions).toEqual([{ question: 'date-order', column: 'date', example: '03/04/2026' }]);
  });
});

describe('numbers', () => {
  it('reads decimal commas and grouped thousands once any number shows the dialect', async () => {
    const { ledger, result } = await run('when;in;out\n2026-01-01;1.250;7\n2026-01-02;12.345.678;8,0\n');
    expect(expectSuccess(result)).toMatchObject({ rejected: 0 });
    expect(inputs(ledger)).toEqual([1250, 12_345_678]);
  });

  it('reads 1.250 as one and a quarter where another number shows a decimal point, and refuses it as a count', async () => {
    const { result } = await run('when,in,out\n2026-01-01,1.250,7\n2026-01-02,59200.0,8\n');
    expect(expectSuccess(result)).toMatchObject({
      imported: 1,
      rejects: [{ line: 2, column: 'in', reason: '"1.2500" is not a whole number' }],
    });
  });

  it('asks what 1.250 means when nothing shows it', async () => {
    const { result, ledger } = await run('when,in,out\n2026-01-01,1.250,7\n');
    expect(result).toMatchObject({ ok: false, error: { code: 'number-format-ambiguous', at: { column: 'in' } } });
    expect(ledger.calls).toEqual([]);
  });

  it('reads 1.250 as the user says', async () => {
    const { ledger, result } = await run('when,in,out\n2026-01-01,1.250,7\n', { decimalMark: 'comma' });
    expectSuccess(result);
    expect(inputs(ledger)).toEqual([1250]);
  });

  it('leaves names alone', async () => {
    const named = { ...mapping, dimensions: { project: 'project' } };
    const { ledger } = await run('when;in;out;project\n2026-01-01;1,0;7;v4.1\n2026-01-02;2;3;1,5 team\n', {
      mapping: named,
    });
    expect(ledger.imports[0]?.records.map(({ record }) => record.project)).toEqual(['v4.1', '1,5 team']);
  });
});

describe('lines before the header', () => {
  it('finds the header under a title and key,value pairs, says so, and counts lines from the top', async () => {
    const text = [
      'Usage report,,',
      'Account,Example Ltd,',
      'Currency,USD,',
      '',
      'when,in,out,note',
      '2026-01-01,5,6,a',
      'soon,1,1,b',
    ];
    const { ledger, result } = await run(text.join('\r\n'));
    const report = expectSuccess(result);
    expect(report).toMatchObject({ rowsRead: 2, imported: 1, rejects: [{ line: 7, column: 'when' }] });
    expect(report.notes).toContain('The header is on line 5; the lines before it were not read.');
    expect(inputs(ledger)).toEqual([5]);
  });

  it("obeys a spreadsheet's sep= line", async () => {
    const { ledger, result } = await run('sep=;\r\nwhen;in;out\r\n2026-01-01;5;6\r\n');
    expectSuccess(result);
    expect(inputs(ledger)).toEqual([5]);
  });

  it('takes the first line for the header where the rows are wider by a stray field', async () => {
    const { result } = await run('when,in,out\n2026-01-01,5,6,\n2026-01-02,5,6,x\n');
    expect(expectSuccess(result)).toMatchObject({ imported: 1, rejects: [{ line: 3 }] });
  });
});

describe('cells', () => {
  it('takes off the apostrophe that guards a formula', async () => {
    const named = { ...mapping, dimensions: { project: 'project', task: 'task' } };
    const { ledger, result } = await run("when,in,out,project,task\n2026-01-01,'+5,6,'=SUM(A1),'tis\n", {
      mapping: named,
    });
    expectSuccess(result);
    expect(ledger.imports[0]?.records[0]?.record).toMatchObject({
      project: '=SUM(A1)',
      task: "'tis",
      tokens: { input: 5 },
    });
  });

  it.each(['', '-', 'NULL', 'n/a'])('reads %j as nothing', async (cell) => {
    const { ledger, result } = await run(`when,in,out\n2026-01-01,${cell},6\n`);
    expectSuccess(result);
    expect(ledger.imports[0]?.records[0]?.record.tokens).toEqual({ output: 6 });
  });
});
