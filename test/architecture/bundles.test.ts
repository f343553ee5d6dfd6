import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWhenStale } from '../../tools/build-when-stale.ts';

/** What the build may and may not hold. Sizes are budgets in bytes, a little above what is there. */

const dist = resolve(import.meta.dirname, '../../dist');

beforeAll(buildWhenStale, 120_000);

function text(...parts: readonly string[]): string {
  return readFileSync(join(dist, ...parts), 'utf8');
}

describe('the preload bundle', () => {
  it('is one small file that needs nothing but Electron', () => {
    expect(readdirSync(join(dist, 'preload')).filter((name) => name.endsWith('.cjs'))).toEqual(['preload.cjs']);
    const bundle = text('preload', 'preload.cjs');
    expect(bundle.length).toBeLessThan(10_000);
    expect([...bundle.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
    expect(bundle).not.toMatch(/ZodError|z\.object/);
  });
});

describe('the renderer bundle', () => {
  const scripts = (): readonly string[] =>
    readdirSync(join(dist, 'renderer', 'assets')).filter((name) => name.endsWith('.js'));

  it('keeps to its budget', () => {
    const bytes = scripts().reduce((sum, name) => sum + statSync(join(dist, 'renderer', 'assets', name)).size, 0);
    expect(bytes).toBeLessThan(1_200_000);
  });

  it('holds no price book and no Node', () => {
    for (const name of scripts()) {
      expect(text('renderer', 'assets', name)).not.toMatch(/genai-prices@|require\("node:/);
    }
  });

  it('asks for nothing from the network', () => {
    const page = text('renderer', 'index.html');
    expect(page).not.toMatch(/https?:\/\//);
    expect(page).toContain('__CSP_NONCE__');
  });
});
