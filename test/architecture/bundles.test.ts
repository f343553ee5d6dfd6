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

  const bytesOf = (names: Iterable<string>): number =>
    [...names].reduce((sum, name) => sum + statSync(join(dist, 'renderer', 'assets', name)).size, 0);

  it('keeps to its budget', () => {
    expect(bytesOf(scripts())).toBeLessThan(2_050_000);
  });

  it('reads no more than the first screen needs before it is shown', () => {
    const first = new Set(
      [...text('renderer', 'index.html').matchAll(/assets\/([^"]+\.js)/g)].map(([, name]) => name ?? ''),
    );
    // A set is walked to the end while it grows: every script that one of them imports, but not what it asks for later.
    for (const name of first) {
      const imports = text('renderer', 'assets', name).matchAll(/(?:import|from)\s*"\.\/([^"]+\.js)"/g);
      for (const [, imported] of imports) first.add(imported ?? '');
    }
    expect(first.size).toBeGreaterThan(1);
    expect(bytesOf(first)).toBeLessThan(1_120_000);
    expect([...first].some((name) => /^(catalogue|compare|import|chart-canvas)-/.test(name))).toBe(false);
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
