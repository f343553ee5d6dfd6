import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { EventHub, FileGrants, Logger, Router } from '#api';
import { failure, success } from '#shared/result.ts';
import { answerPageRequest } from '#page';
import { createSession, isSameOrigin } from './session.ts';

/** A request body of the contract above this is refused: scenarios are at most 10 MB. */
const maximumCallBytes = 12 * 1024 * 1024;
/** How often a silent event stream says that it is alive, ms. */
const heartbeatMs = 15_000;

/** What the loopback host serves. */
export interface LoopbackServices {
  readonly router: Router;
  readonly events: EventHub;
  readonly files: FileGrants;
  readonly logger: Logger;
  /** Absolute path of the built renderer. */
  readonly pageFolder: string;
}

/** A running loopback host. */
export interface LoopbackServer {
  /** URL to open once: it holds the one-time token. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maximumCallBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answerJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(text);
}

/**
 * Serves the renderer and the services on 127.0.0.1: `GET /` the page, `POST /rpc/METHOD` the contract,
 * `GET /events` server-sent events, `POST /files?name=` a file to import (kept in a temporary folder until close).
 * @param port 0 = any free port.
 */
export async function startLoopbackServer(services: LoopbackServices, port = 0): Promise<LoopbackServer> {
  const session = createSession();
  const uploadFolder = await mkdtemp(join(tmpdir(), 'burnrate-'));
  let uploads = 0;
  let boundPort = port;

  async function answerCall(request: IncomingMessage, response: ServerResponse, method: string): Promise<void> {
    if (request.headers['content-type'] !== 'application/json') {
      answerText(response, 415, 'Calls are application/json.');
      return;
    }
    const body = await readBody(request);
    if (body === undefined) {
      answerJson(response, 413, failure('input-too-large', 'The call is larger than 12 MB.'));
      return;
    }
    let input: unknown;
    try {
      input = JSON.parse(body);
    } catch {
      answerJson(response, 400, failure('invalid-input', 'The call is not JSON.'));
      return;
    }
    answerJson(response, 200, await services.router.dispatch(method, input));
  }

  async function receiveFile(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const name = basename(url.searchParams.get('name') ?? '') || 'file';
    uploads += 1;
    const path = join(uploadFolder, `upload-${uploads}`);
    try {
      await pipeline(request, createWriteStream(path));
    } catch {
      await rm(path, { force: true });
      answerJson(response, 200, failure('file-not-received', 'The file did not arrive whole.', { at: { file: name } }));
      return;
    }
    answerJson(response, 200, success({ fileId: services.files.grant(path, name), name }));
  }

  function streamEvents(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': open\n\n');
    const stop = services.events.subscribe((event) => response.write(`data: ${JSON.stringify(event)}\n\n`));
    const heartbeat = setInterval(() => response.write(': alive\n\n'), heartbeatMs);
    request.on('close', () => {
      clearInterval(heartbeat);
      stop();
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${boundPort}`);
    if (!isSameOrigin(request, boundPort)) {
      answerText(response, 403, 'Forbidden: wrong host or origin.');
      return;
    }
    if (request.method === 'GET' && url.pathname === '/' && url.searchParams.has('token')) {
      const cookie = session.redeem(url.searchParams.get('token'));
      if (cookie !== undefined) response.setHeader('set-cookie', cookie);
      else if (!session.holdsCookie(request)) {
        answerText(response, 403, 'This link has been used. Start Burnrate again for a new one.');
        return;
      }
      response.writeHead(303, { location: '/', 'cache-control': 'no-store' });
      response.end();
      return;
    }
    if (!session.holdsCookie(request)) {
      answerText(response, 403, 'Open the link that Burnrate printed.');
      return;
    }
    const call = /^\/rpc\/([a-zA-Z.]+)$/.exec(url.pathname);
    if (request.method === 'POST' && call?.[1] !== undefined) await answerCall(request, response, call[1]);
    else if (request.method === 'POST' && url.pathname === '/files') await receiveFile(request, response, url);
    else if (request.method === 'GET' && url.pathname === '/events') streamEvents(request, response);
    else if (request.method === 'GET') {
      const page = await answerPageRequest(services.pageFolder, url.pathname);
      response.writeHead(page.status, page.headers);
      response.end(page.body);
    } else answerText(response, 405, 'Method not allowed.');
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      services.logger.error('The loopback host failed', error);
      if (!response.headersSent) answerText(response, 500, 'Burnrate hit a bug; the log holds the details.');
      else response.destroy();
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The loopback host has no port.');
  boundPort = address.port;

  return {
    url: `http://127.0.0.1:${boundPort}/?token=${session.token}`,
    port: boundPort,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await rm(uploadFolder, { recursive: true, force: true });
    },
  };
}
