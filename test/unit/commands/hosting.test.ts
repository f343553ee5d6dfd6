import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarioToText } from '#simulator';
import { registerBreakeven } from '../../../electron/commands/breakeven.ts';
import { registerHosting } from '../../../electron/commands/hosting.ts';
import { fleetOf } from '../selfhosting/builders.ts';
import { scenarioOf } from '../simulator/builders.ts';
import { runCommand, type Outcome } from './command-runner.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnrate-hosting-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(...parameters: string[]): Promise<Outcome> {
  return runCommand([registerHosting, registerBreakeven], { folder, nowMs: Date.UTC(2026, 10, 28) }, parameters);
}

const tariff = {
  id: 'power-fra',
  kind: 'electricity',
  name: 'Frankfurt',
  usd: 0.19,
  from: '2026-12-01',
  source: 'Tariff sheet 2026',
};

async function writeBook(name: string, book: object): Promise<string> {
  await writeFile(join(folder, name), JSON.stringify(book));
  return name;
}

async function writeScenario(name: string): Promise<string> {
  const fleet = fleetOf({ gpu: 'h100-sxm', power: { tariff: 'power-fra', pue: 1.25 } });
  const scenario = scenarioOf({ fleets: [fleet] });
  // The file names a tariff that only the imported book has, so it is written without the fleet's check.
  await writeFile(
    join(folder, name),
    scenarioToText({ ...scenario, hostingBook: { gpus: [], offers: [], purchases: [], services: [] } }),
  );
  return name;
}

describe('burnrate hosting', () => {
  it('lists the bundled entries with their dates and sources', async () => {
    const { output } = await run('hosting', 'list');
    expect(output).toMatch(
      /runpod-h100-sxm-secure +RunPod, h100-sxm, on-demand +3\.99 USD per GPU-hour +2026-11-09 +data-receipts/,
    );
    expect(output).toMatch(/electricity-on-premise-2025 .* 0\.15 USD per kWh +2025-09-22/);
  });

  it('adds a book to a scenario: new, then unchanged, then replaced; the later date holds', async () => {
    await writeFile(join(folder, 'plan.burnrate.json'), scenarioToText(scenarioOf({ fleets: [fleetOf({})] })));
    const book = await writeBook('book.json', { services: [tariff] });
    const first = await run('hosting', 'import', book, '--into', 'plan.burnrate.json');
    expect(first.output.trim()).toBe('1 new, 0 replaced, 0 unchanged; written to plan.burnrate.json');
    const again = await run('hosting', 'import', book, '--into', 'plan.burnrate.json', '--dry-run');
    expect(again.output.trim()).toBe('0 new, 0 replaced, 1 unchanged; nothing was written.');
    const dearer = await writeBook('dearer.json', { services: [{ ...tariff, usd: 0.25 }] });
    expect((await run('hosting', 'import', dearer, '--into', 'plan.burnrate.json')).output).toContain('1 replaced');
    expect(await readFile(join(folder, 'plan.burnrate.json'), 'utf8')).toContain('0.25');
    expect((await run('hosting', 'list', 'plan.burnrate.json')).output).toMatch(
      /power-fra .* 0\.25 USD per kWh +2026-12-01/,
    );
  });

  it('refuses a bad book with its path, and a fleet whose tariff nobody has with what there is', async () => {
    await writeFile(join(folder, 'other.burnrate.json'), scenarioToText(scenarioOf({ fleets: [fleetOf({})] })));
    const bad = await writeBook('bad.json', { services: [{ ...tariff, usd: -1 }] });
    const refused = await run('hosting', 'import', bad, '--into', 'other.burnrate.json');
    expect(refused.failed).toBe(true);
    expect(refused.errors).toMatch(/^error invalid-hosting-book: .*\(bad\.json.*services\[0\]\.usd/);
    const missing = await run('breakeven', await writeScenario('missing.burnrate.json'));
    expect(missing.errors).toContain("The hosting book has no electricity price 'power-fra'.");
    expect(missing.errors).toContain('fleets[0].power.tariff');
  });
});
