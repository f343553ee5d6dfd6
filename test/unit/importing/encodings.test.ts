import { describe, expect, it } from 'vitest';
import { groupFiles, importMany, inspectFile } from '#importing';
import { createMemoryLedger, expectSuccess, importInto, roundCatalogue, withFile } from './in-memory.ts';

const header = 'start_time,end_time,start_time_iso,project_id,num_model_requests,model,input_tokens,output_tokens\n';
const assumed = 'Read as Windows-1252 (Western European), because the file is not valid UTF-8.';

function row(project: string): string {
  return `1759708800,1759795200,2025-10-06,${project},1,gpt-4o,10,2\n`;
}

/** One byte for each character: Windows-1252 but for € and its kin, which stand as their code. */
function oneByteEach(text: string): Buffer {
  return Buffer.from(text.replaceAll('€', '\u0080').replaceAll('’', '\u0092'), 'latin1');
}

async function importBytes(bytes: Uint8Array, readsByPlan = true) {
  const ledger = createMemoryLedger();
  const result = await withFile(bytes, (path) => importInto(ledger, path, { readsByPlan }));
  const projects = ledger.imports.flatMap((stored) => stored.records.map(({ record }) => record.project));
  return { result, ledger, projects };
}

describe('files that are not UTF-8', () => {
  it.each([true, false])('are read as Windows-1252, and the report says so (by a plan: %s)', async (readsByPlan) => {
    const { result, projects } = await importBytes(
      oneByteEach(`${header}${row('Büro €')}${row('l’été')}`),
      readsByPlan,
    );
    expect(expectSuccess(result)).toMatchObject({ preset: 'openai-completions', imported: 2, rejected: 0 });
    expect(expectSuccess(result).notes).toContain(assumed);
    expect(projects).toEqual(['Büro €', 'l’été']);
  });

  it('are read so from their first row on, also where the first such byte comes behind the sample', async () => {
    const rows = `${row('plain').repeat(20_000)}${row('Büro')}`;
    const { result, ledger, projects } = await importBytes(oneByteEach(`${header}${rows}`));
    expect(expectSuccess(result)).toMatchObject({ imported: 20_001, rejected: 0 });
    expect(projects.at(-1)).toBe('Büro');
    // What was read as UTF-8 before was taken back.
    expect(ledger.imports).toHaveLength(1);
    expect(ledger.calls.filter((call) => call === 'commit')).toHaveLength(1);
  });

  it('are refused whole where they are UTF-8 and damaged: as Windows-1252 their other names would be corrupted', async () => {
    const good = Buffer.from(`${header}${row('Büro').repeat(20_000)}`);
    const { result, ledger } = await importBytes(Buffer.concat([good, oneByteEach(row('Mu\u00ffer'))]));
    expect(result).toMatchObject({
      ok: false,
      error: {
        code: 'not-utf8',
        message: 'usage.csv is UTF-8, but line 20002 holds a damaged character.',
        at: { file: 'usage.csv', line: 20_002 },
      },
    });
    expect(ledger.imports).toEqual([]);
  });

  it('are refused where they hold bytes that stand in no text', async () => {
    const { result } = await importBytes(oneByteEach(`${header}${row('B\u00fcro\u0001')}`));
    expect(result).toMatchObject({ ok: false, error: { code: 'not-utf8' } });
  });

  it('are looked at and sorted in the same way', async () => {
    const bytes = oneByteEach(`${header}${row('Büro')}`);
    const inspection = expectSuccess(await withFile(bytes, (path) => inspectFile({ path, name: 'usage.csv' })));
    expect(inspection.notes).toEqual([assumed]);
    expect(inspection.previewRows[0]).toContain('Büro');
    const batch = await withFile(bytes, async (path) => {
      const files = [{ path, name: 'usage.csv' }];
      const grouped = await groupFiles({ files, name: 'usage.csv', options: {} });
      expect(expectSuccess(grouped).failures).toEqual([]);
      return importMany({
        files,
        name: 'usage.csv',
        options: {},
        ledger: createMemoryLedger(),
        catalogue: roundCatalogue,
        now: () => 0,
      });
    });
    expect(expectSuccess(batch)).toMatchObject({ reports: [{ imported: 1 }], failures: [] });
  });

  it('say nothing of an assumption where none was needed', async () => {
    const { result } = await importBytes(Buffer.from(`${header}${row('Büro')}`));
    expect(expectSuccess(result).notes).not.toContain(assumed);
  });
});
