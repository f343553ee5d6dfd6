import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScenarioEntry } from '#shared/contract.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { scenarioToText } from '#simulator';
import { readScenarioText } from './scenario-file.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';

const extension = '.burnrate.json';

/** The user's scenarios: one `*.burnrate.json` file each in one folder, written atomically. */
export interface ScenarioLibrary {
  /** Newest first. A file that cannot be read as a scenario is left out, never deleted. */
  list(): Promise<readonly ScenarioEntry[]>;
  open(id: string): Promise<Result<{ entry: ScenarioEntry; scenario: Scenario }>>;
  create(scenario: Scenario): Promise<Result<ScenarioEntry>>;
  save(id: string, scenario: Scenario): Promise<Result<ScenarioEntry>>;
  remove(id: string): Promise<Result<Record<string, never>>>;
}

/** Turns a name into an id: lower-case letters, digits and hyphens, at most 60 characters. */
export function scenarioIdFrom(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'scenario' : slug;
}

function entryOf(id: string, { name, parent }: Scenario, modifiedMs: number): ScenarioEntry {
  return { id, name, modifiedMs, ...(parent && { parent }) };
}

/**
 * Opens the library in a folder. A folder that does not exist yet is made and holds `sample`: so the sample comes on
 * first run and stays away once deleted.
 */
export function createScenarioLibrary(folder: string, sample: Scenario): ScenarioLibrary {
  let ready: Promise<void> | undefined;

  function fileOf(id: string): string {
    return join(folder, `${id}${extension}`);
  }

  async function write(id: string, scenario: Scenario): Promise<void> {
    await writeFileAtomically(fileOf(id), scenarioToText(scenario));
  }

  function prepare(): Promise<void> {
    ready ??= (async () => {
      const made = await mkdir(folder, { recursive: true });
      if (made !== undefined) await write(scenarioIdFrom(sample.name), sample);
    })();
    return ready;
  }

  async function read(id: string): Promise<Result<{ entry: ScenarioEntry; scenario: Scenario }>> {
    await prepare();
    let text: string;
    let modifiedMs: number;
    try {
      text = await readFile(fileOf(id), 'utf8');
      modifiedMs = Math.round((await stat(fileOf(id))).mtimeMs);
    } catch {
      return failure('scenario-not-found', `There is no scenario ${JSON.stringify(id)} in the library.`, {
        nextStep: 'Choose another scenario.',
      });
    }
    const parsed = await readScenarioText(text, `${id}${extension}`);
    if (!parsed.ok) return parsed;
    return success({ entry: entryOf(id, parsed.value, modifiedMs), scenario: parsed.value });
  }

  async function ids(): Promise<string[]> {
    await prepare();
    return (await readdir(folder))
      .filter((name) => name.endsWith(extension) && !name.startsWith('.'))
      .map((name) => name.slice(0, -extension.length));
  }

  async function entry(id: string, scenario: Scenario): Promise<Result<ScenarioEntry>> {
    const modifiedMs = Math.round((await stat(fileOf(id))).mtimeMs);
    return success(entryOf(id, scenario, modifiedMs));
  }

  return {
    async list() {
      const all = await Promise.all((await ids()).map(read));
      return all
        .flatMap((result) => (result.ok ? [result.value.entry] : []))
        .sort((a, b) => b.modifiedMs - a.modifiedMs || a.id.localeCompare(b.id));
    },
    open: read,
    async create(scenario) {
      const taken = new Set(await ids());
      const base = scenarioIdFrom(scenario.name);
      let id = base;
      for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
      await write(id, scenario);
      return entry(id, scenario);
    },
    async save(id, scenario) {
      await prepare();
      await write(id, scenario);
      return entry(id, scenario);
    },
    async remove(id) {
      await prepare();
      try {
        await rm(fileOf(id));
      } catch {
        return failure('scenario-not-found', `There is no scenario ${JSON.stringify(id)} in the library.`);
      }
      return success({});
    },
  };
}
