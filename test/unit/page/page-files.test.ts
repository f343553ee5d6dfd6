import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerPageRequest, fileBehind } from '../../../electron/page/page-files.ts';

let root = '';
let folder = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'burnrate-page-'));
  folder = join(root, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(root, 'renderer-secret'));
  writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
  writeFileSync(join(folder, 'assets', 'index-abc.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'notes.exe'), '');
  writeFileSync(join(root, 'renderer-secret', 'key.json'), '{}');
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('fileBehind', () => {
  it.each(['/../renderer-secret/key.json', '/../../etc/passwd', '/assets/../../renderer-secret/key.json', '/a\0.js'])(
    'gives nothing for %j, which leads out of the folder',
    (path) => {
      expect(fileBehind(folder, path)).toBeUndefined();
    },
  );

  it('gives the page for the root', () => {
    expect(fileBehind(folder, '/')).toBe(join(folder, 'index.html'));
  });
});

describe('answerPageRequest', () => {
  it('gives the page a fresh nonce on each load, in its policy and its text', async () => {
    const first = await answerPageRequest(folder, '/');
    const second = await answerPageRequest(folder, '/');
    const text = Buffer.from(first.body).toString('utf8');
    const nonce = /content="([\w-]+)"/.exec(text)?.[1];
    expect(nonce).toMatch(/^[\w-]{24}$/);
    expect(first.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
    expect(second.headers['content-security-policy']).not.toBe(first.headers['content-security-policy']);
  });

  it('allows no script but the build’s own, and no inline or evaluated one', async () => {
    const { headers } = await answerPageRequest(folder, '/');
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  it('serves a script with its type', async () => {
    const answer = await answerPageRequest(folder, '/assets/index-abc.js');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it.each(['/missing.js', '/assets/notes.exe', '/%E0%A4%A', '/%2e%2e/renderer-secret/key.json', '/assets'])(
    'answers 404 for %s',
    async (path) => {
      expect((await answerPageRequest(folder, path)).status).toBe(404);
    },
  );
});
