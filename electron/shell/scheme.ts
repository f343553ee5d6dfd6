import { protocol } from 'electron';
import { answerPageRequest } from '#page';
import { pageHost, schemeName } from './page-url.ts';

/** Declares the page's own scheme. Call once, before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: schemeName, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built renderer under the scheme: GET only, this host only, files of the build folder only. */
export function servePage(pageFolder: string): void {
  protocol.handle(schemeName, async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.host !== pageHost) return new Response('Not found', { status: 404 });
    const { status, headers, body } = await answerPageRequest(pageFolder, url.pathname);
    return new Response(new Uint8Array(body), { status, headers });
  });
}
