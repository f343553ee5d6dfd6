import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectFolder } from './run-command.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-start-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.runIf(process.platform === 'linux')('npm start on a machine without a display', () => {
  it('says so in one line, serves the app on a loopback port, and stops when asked', async () => {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
    const child = spawn(process.execPath, [join(projectFolder, 'tools/start.ts')], {
      env: { ...environment, BURNRATE_HOME: folder },
    });
    const ended = new Promise<number | null>((done) => child.once('exit', done));
    const output = await new Promise<string>((done) => {
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
        if (text.includes('Press Ctrl+C')) done(text);
      });
    });
    const [reason, address] = output.split('\n');
    expect(reason).toBe(
      'No desktop window because there is no display; the same app is served to your browser instead.',
    );
    const url = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(address ?? '')?.[0] ?? '';
    const signedIn = await fetch(url, { redirect: 'manual' });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await fetch(new URL('/', url), { headers: { cookie } });
    expect(await page.text()).toContain('<title>Burnrate</title>');

    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });
});
