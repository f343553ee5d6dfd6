import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scenarioSchema, type Scenario } from '#shared/domain/scenario.ts';
import { createScenarioLibrary, scenarioIdFrom } from '../../../electron/api/scenario-library.ts';

const sample: Scenario = scenarioSchema.parse({
  format: 'burnrate-scenario',
  version: 2,
  name: 'Support assistant',
  calendar: { startMonth: '2026-12', months: 1, daysPerMonth: 30 },
  workloads: [{ id: 'chat', name: 'Chat', traffic: { requestsPerDay: 100 }, calls: [] }],
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-library-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('scenarioIdFrom', () => {
  it.each([
    ['Support assistant', 'support-assistant'],
    ['  Été 2026: +20 %  ', 'e-te-2026-20'],
    ['日本', 'scenario'],
    ['a'.repeat(200), 'a'.repeat(60)],
  ])('turns %j into %j', (name, id) => {
    expect(scenarioIdFrom(name)).toBe(id);
  });
});

describe('the scenario library', () => {
  it('holds the sample on first run, and not again once it was deleted', async () => {
    const first = createScenarioLibrary(join(folder, 'scenarios'), sample);
    expect((await first.list()).map(({ name }) => name)).toEqual(['Support assistant']);
    await first.remove('support-assistant');
    const second = createScenarioLibrary(join(folder, 'scenarios'), sample);
    expect(await second.list()).toEqual([]);
  });

  it('gives a second scenario of the same name an id of its own', async () => {
    const library = createScenarioLibrary(join(folder, 'scenarios'), sample);
    const created = await library.create(sample);
    expect(created).toMatchObject({ ok: true, value: { id: 'support-assistant-2' } });
  });

  it('gives back what was saved, and leaves no temporary file', async () => {
    const library = createScenarioLibrary(join(folder, 'scenarios'), sample);
    await library.save('support-assistant', { ...sample, name: 'Renamed' });
    expect(await library.open('support-assistant')).toMatchObject({
      ok: true,
      value: { scenario: { name: 'Renamed' } },
    });
    expect(readdirSync(join(folder, 'scenarios'))).toEqual(['support-assistant.burnrate.json']);
  });

  it('leaves a file that is no scenario out of the list, and alone', async () => {
    const library = createScenarioLibrary(folder, sample);
    const broken = join(folder, 'broken.burnrate.json');
    writeFileSync(broken, '{');
    expect(await library.list()).toEqual([]);
    expect(readFileSync(broken, 'utf8')).toBe('{');
    expect(await library.open('broken')).toMatchObject({ ok: false });
  });

  it('says plainly that a scenario is not there', async () => {
    const library = createScenarioLibrary(folder, sample);
    expect(await library.open('nothing')).toMatchObject({ ok: false, error: { code: 'scenario-not-found' } });
    expect(await library.remove('nothing')).toMatchObject({ ok: false, error: { code: 'scenario-not-found' } });
  });
});
