import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSettingsFile } from '#api';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnrate-settings-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the settings file', () => {
  it('has defaults before there is a file', async () => {
    expect(await createSettingsFile(join(folder, 'settings.json')).read()).toEqual({
      ok: true,
      value: { displayCurrency: 'USD' },
    });
  });

  it('keeps what was chosen for the next start, in a folder that it makes', async () => {
    const file = join(folder, 'new', 'settings.json');
    await createSettingsFile(file).change({ displayCurrency: 'EUR' });
    expect(await createSettingsFile(file).read()).toEqual({ ok: true, value: { displayCurrency: 'EUR' } });
  });

  it.each([
    ['{"format": "burnrate', 'The settings cannot be read: it is not JSON.'],
    [
      '{"format": "burnrate-settings", "version": 1, "displayCurrency": "euro"}',
      "The settings cannot be read: 'displayCurrency'",
    ],
    ['{"format": "burnrate-settings", "version": 2}', "The settings cannot be read: 'version'"],
  ])('refuses %s and leaves the file alone', async (text, sentence) => {
    const file = join(folder, 'settings.json');
    await writeFile(file, text);
    const changed = await createSettingsFile(file).change({ displayCurrency: 'EUR' });
    expect(changed.ok ? '' : changed.error.message).toContain(sentence);
    expect(changed).toMatchObject({ ok: false, error: { code: 'settings-unreadable', at: { file } } });
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});
