import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findElectron, hasDisplay, installedElectron } from '../../../tools/electron-binary.ts';

const onLinux = process.platform === 'linux';
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

/** A download server that accepts connections and never answers. */
async function silentMirror(): Promise<string> {
  const server: Server = createServer(() => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  cleanups.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return `http://127.0.0.1:${address.port}/`;
}

describe('hasDisplay', () => {
  it('asks for a display on Linux only', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':99' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'darwin')).toBe(true);
  });
});

describe('installedElectron', () => {
  it.runIf(onLinux)('finds the executable in the folder that the environment names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'burnrate-electron-'));
    cleanups.push(() => rmSync(folder, { recursive: true }));
    expect(installedElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder })).toBeUndefined();
    writeFileSync(join(folder, 'electron'), '');
    expect(installedElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder })).toBe(join(folder, 'electron'));
  });
});

describe('findElectron', () => {
  it.runIf(onLinux)('says that there is no display before it looks for anything', async () => {
    expect(await findElectron({})).toEqual({ reason: 'there is no display' });
  });

  it.skipIf(installedElectron({}) !== undefined)('gives up on a mirror that accepts and never answers', async () => {
    const environment = { DISPLAY: ':99', ELECTRON_MIRROR: await silentMirror() };
    expect(await findElectron(environment, 200)).toEqual({
      reason: 'Electron is not installed and cannot be downloaded',
    });
  });
});
