import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '#simulator';
import expected from '../../fixtures/scenarios/bad/expected.json' with { type: 'json' };

const folder = new URL('../../fixtures/scenarios/bad/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.burnrate.json'));

/** What is said of each file: read by a person once, and kept from then on. */
const sentences: Readonly<Record<string, { code: string; at: string; sentence: string }>> = expected;

describe('bad scenarios', () => {
  it('are many, and each has its sentence', () => {
    expect(files.length).toBeGreaterThanOrEqual(60);
    expect(Object.keys(sentences).sort()).toEqual([...files].sort());
  });

  it.each(files)('%s gives the place and one sentence', (file) => {
    const parsed = parseScenario(readFileSync(new URL(file, folder), 'utf8'), file);
    if (parsed.ok) throw new Error('It was taken for a good one.');
    const { code, message, at } = parsed.error;
    expect({ code, at: at?.path ?? `line ${at?.line ?? 0}`, sentence: message }).toEqual(sentences[file]);
    expect(message).toMatch(/^[A-Z'].*\.$/);
    expect(message).not.toContain('\n');
    expect(at?.file).toBe(file);
  });
});
