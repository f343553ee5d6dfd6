import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readAzureMeter } from '../../../../electron/importing/presets/azure-meter.ts';
import { fixture } from '../in-memory.ts';
import { billedUsd, importFixture, importText, presetOf, usedUnits } from './imported.ts';

describe('the Azure cost preset', () => {
  it('counts quantity times the block of the unit, and passes over the rest of the bill', async () => {
    const { report, records, charges, tokens } = await importFixture('azure-costs-ea.csv');
    expect(report.preset).toBe('azure-costs');
    // 1,234.567 K + 0.56424 M in; 500 K cached; 210.5 K + 0.006953 M + 40 K + 2 K out; 24 unit-hours
    expect(tokens).toEqual({ input: 1_234_567 + 564_240, cacheRead: 500_000, output: 210_500 + 6953 + 40_000 + 2000 });
    expect(usedUnits(records)).toEqual({ provisionedUnitHour: 24 });
    // 12 rows: the virtual machine is no language model.
    expect(report).toMatchObject({ rowsRead: 12, imported: 11, empty: 1, rejected: 0, requests: 0 });
    // 2.469134 + 0.25 + 1.684 + 1.4106 + 0.1147245 + 0.0132 + 0.00696 + 24 + 0.25 of training
    expect(billedUsd(charges, 'usage')).toBe(30.1986185);
    expect(billedUsd(charges, 'commitment')).toBe(260);
    expect(billedUsd(charges, 'credit')).toBe(-0.2);
  });

  it('reads model, tier and place from the meter, and the project from tags or resource group', async () => {
    const { records, charges } = await importFixture('azure-costs-ea.csv');
    const read = records.map(({ model, serviceTier, residency, project }) => [model, serviceTier, residency, project]);
    expect(read).toEqual([
      ['gpt 4.1', 'standard', 'global', 'rg-search'],
      ['gpt 4.1', 'standard', 'global', 'rg-search'],
      ['gpt 4.1', 'standard', 'global', 'rg-search'],
      ['gpt 5.4', 'standard', 'global', 'rg-search'],
      ['gpt 5.4', 'standard', 'regional', 'shop'],
      ['gpt-4o-mini-0718', 'batch', 'regional', 'rg-search'],
      ['DeepSeek V4 Pro', 'standard', 'global', 'rg-search'],
      ['Provisioned Managed Global', 'standard', undefined, 'rg-search'],
    ]);
    expect(records[0]).toMatchObject({ provider: 'azure', startMs: Date.UTC(2026, 2, 2), endMs: Date.UTC(2026, 2, 3) });
    expect(charges[0]).toMatchObject({
      line: 'gpt 4.1 Inp glbl Tokens',
      model: 'gpt 4.1',
      billedNanoUsd: 2_469_134_000,
    });
    expect(JSON.stringify([records, charges])).not.toMatch(/jo@|Jo Doe|0000-aaaa/);
  });

  it('reads exports of Customer Agreements, with US dollars where another currency is billed', async () => {
    const { report, charges, tokens } = await importFixture('azure-costs-mca.csv');
    expect(report.preset).toBe('azure-costs');
    expect(tokens).toEqual({ cacheRead: 2_500_000, output: 1_000_000 });
    expect(charges.map(({ billedNanoUsd, listNanoUsd, project }) => [billedNanoUsd, listNanoUsd, project])).toEqual([
      [312_500_000, 312_500_000, 'chat'],
      [10_000_000_000, 10_000_000_000, 'chat'],
    ]);
  });

  it('reads the names of Enterprise Agreements before 2024, and ISO dates', async () => {
    const text = (await readFile(fixture('azure-costs-ea.csv'), 'utf8'))
      .replace('CostInBillingCurrency', 'Cost')
      .replace('BillingCurrencyCode', 'BillingCurrency')
      .replace(',ProductName,', ',Product,')
      .replaceAll('03/02/2026', '2026-03-02T00:00:00Z');
    const { report, charges, records } = await importText(text);
    expect(report.preset).toBe('azure-costs');
    expect(billedUsd(charges, 'usage')).toBe(30.1986185);
    expect(records[0]).toMatchObject({ startMs: Date.UTC(2026, 2, 2), endMs: Date.UTC(2026, 2, 3) });
  });

  it('keeps the cost alone of a line whose unit or meter does not tell tokens, and says so', async () => {
    const text = (await readFile(fixture('azure-costs-ea.csv'), 'utf8')).replace(
      ',1K,1234.567,',
      ',100 Units,12.34567,',
    );
    const { report, tokens } = await importText(text);
    expect(tokens.input).toBe(564_240);
    // That line, and the one of training.
    expect(report.notes).toContain('2 rows: the meter does not tell how many tokens of which kind.');
    expect(report.charges).toBe(11);
  });

  it('rejects a quantity that is none, with its line', async () => {
    const text = (await readFile(fixture('azure-costs-ea.csv'), 'utf8')).replace(',1K,500,', ',1K,lots,');
    const { report } = await importText(text);
    expect(report.rejects).toEqual([{ line: 3, column: 'Quantity', reason: '"lots" is not a number' }]);
  });

  it('is not mistaken for other tables of dates and costs', async () => {
    expect(await presetOf('Date,MeterName,Cost\n03/02/2026,Water,5\n')).toBeUndefined();
  });
});

describe('a meter of Azure', () => {
  it.each([
    ['gpt 4o 1120 cached Inp glbl Tokens', 'gpt 4o 1120', 'cacheRead', 'standard', 'global'],
    ['gpt-4o-0806-cached-Inp-glbl Tokens', 'gpt-4o-0806', 'cacheRead', 'standard', 'global'],
    ['gpt 4.1 mini cached Inp DZone Tokens', 'gpt 4.1 mini', 'cacheRead', 'standard', 'regional'],
    ['gpt 4.1 mini Inp Data Zone Tokens', 'gpt 4.1 mini', 'input', 'standard', 'regional'],
    ['gpt 4.5 0227 Batch Outp DZone Tokens', 'gpt 4.5 0227', 'output', 'batch', 'regional'],
    ['5.6 sol ShortCo Cd Inp Std Gl 1M Tokens', '5.6 sol', 'cacheRead', 'standard', 'global'],
    ['5.3 chat opt Gl 1M Tokens - Preview', '5.3 chat', 'output', 'standard', 'global'],
    ['gpt-35-turbo-4k-Input-regional Tokens', 'gpt-35-turbo-4k', 'input', 'standard', 'regional'],
    ['gpt-4o-mini-rt-aud-1217 Outp glbl Tokens', 'gpt-4o-mini-rt-1217', 'outputAudio', 'standard', 'global'],
    ['gpt-image-1 image Inp glbl Tokens', 'gpt-image-1', 'inputImage', 'standard', 'global'],
    ['text-embedding-3-small-glbl Tokens', 'text-embedding-3-small', 'input', 'standard', 'global'],
    ['gpt 5 pp inp Gl Tokens', 'gpt 5', 'input', 'priority', 'global'],
    ['V4 Pro cached DZ Tokens', 'V4 Pro', 'cacheRead', 'standard', 'regional'],
  ])('%s', (meter, model, kind, serviceTier, residency) => {
    expect(readAzureMeter(meter)).toMatchObject({ model, kind, serviceTier, residency, isTraining: false });
  });

  it('counts no inference in training, and tells no kind where it names none', () => {
    expect(readAzureMeter('gpt-4o-0806-ft-trng Tokens').isTraining).toBe(true);
    expect(readAzureMeter('Standard S1 Unit').kind).toBeUndefined();
    expect(readAzureMeter('5.6 sol LongCo Inp Gl 1M Tokens').isLongContext).toBe(true);
  });
});
