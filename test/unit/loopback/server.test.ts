import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { success } from '#shared/result.ts';
import { createEventHub, createFileGrants, silentLogger, type EventHub, type FileGrants } from '#api';
import { startLoopbackServer, type LoopbackServer } from '#loopback';

let folder = '';
let server: LoopbackServer;
let events: EventHub;
let files: FileGrants;
const calls: unknown[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-loopback-'));
  writeFileSync(join(folder, 'index.html'), '<title>Burnrate</title>');
  events = createEventHub();
  files = createFileGrants();
  calls.length = 0;
  server = await startLoopbackServer({
    router: {
      call: () => Promise.reject(new Error('The loopback host dispatches by name.')),
      dispatch: (method, input) => {
        calls.push([method, input]);
        return Promise.resolve(success('answered'));
      },
    },
    events,
    files,
    logger: silentLogger,
    pageFolder: folder,
  });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** One HTTP request with headers that `fetch` would not let us forge. */
function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Opens the printed link once and gives the cookie that came back. */
async function signIn(): Promise<string> {
  const { pathname, search } = new URL(server.url);
  const answer = await ask(pathname + search);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

const json = { 'content-type': 'application/json' };

describe('the loopback host', () => {
  it('trades the link’s token for a cookie that scripts cannot read, once', async () => {
    const { search } = new URL(server.url);
    const first = await ask(`/${search}`);
    expect(first.status).toBe(303);
    expect(String(first.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    expect((await ask(`/${search}`)).status).toBe(403);
  });

  it('serves the page and the contract to the cookie’s holder', async () => {
    const cookie = await signIn();
    expect((await ask('/', { headers: { cookie } })).text).toContain('<title>Burnrate</title>');
    const answer = await ask('/rpc/jobs.list', { method: 'POST', headers: { cookie, ...json }, body: '{}' });
    expect(JSON.parse(answer.text)).toEqual({ ok: true, value: 'answered' });
    expect(calls).toEqual([['jobs.list', {}]]);
  });

  it.each([
    ['no cookie', {}],
    ['a made-up cookie', { cookie: 'burnrate-session=guess' }],
  ])('refuses a call with %s', async (_case, headers) => {
    const answer = await ask('/rpc/jobs.list', { method: 'POST', headers: { ...headers, ...json }, body: '{}' });
    expect(answer.status).toBe(403);
    expect(calls).toEqual([]);
  });

  it('refuses a foreign Host header (DNS rebinding) and a foreign Origin', async () => {
    const cookie = await signIn();
    expect((await ask('/', { headers: { cookie, host: `evil.example:${server.port}` } })).status).toBe(403);
    expect((await ask('/', { headers: { cookie, origin: 'https://evil.example' } })).status).toBe(403);
  });

  it('takes calls as JSON only, so that no form can make one', async () => {
    const cookie = await signIn();
    const answer = await ask('/rpc/jobs.list', {
      method: 'POST',
      headers: { cookie, 'content-type': 'text/plain' },
      body: '{}',
    });
    expect(answer.status).toBe(415);
    const broken = await ask('/rpc/jobs.list', { method: 'POST', headers: { cookie, ...json }, body: '{' });
    expect(broken.status).toBe(400);
    expect(calls).toEqual([]);
  });

  it('keeps an uploaded file until it closes, under a file id', async () => {
    const cookie = await signIn();
    const answer = await ask('/files?name=..%2Fusage.csv', { method: 'POST', headers: { cookie }, body: 'a,b\n1,2\n' });
    const { value } = JSON.parse(answer.text) as { value: { fileId: string; name: string } };
    expect(value.name).toBe('usage.csv');
    const granted = files.resolve(value.fileId);
    expect(granted.ok && readFileSync(granted.value.path, 'utf8')).toBe('a,b\n1,2\n');
  });

  it('streams events', async () => {
    const cookie = await signIn();
    const line = await new Promise<string>((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: server.port, path: '/events', headers: { cookie } },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => {
            text += chunk.toString('utf8');
            if (text.includes(': open') && !text.includes('data:')) events.emit({ type: 'ledger-changed' });
            if (text.includes('data:')) {
              resolve(text);
              response.destroy();
            }
          });
        },
      );
      sent.on('error', reject);
      sent.end();
    });
    expect(line).toContain('data: {"type":"ledger-changed"}');
  });
});
