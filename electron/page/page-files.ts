import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** An answer to a request for a file of the page. */
export interface PageAnswer {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** MIME types of what the build writes; anything else is not served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
};

/** What the page's HTML holds where the nonce of the load goes. */
const noncePlaceholder = '__CSP_NONCE__';

const notFound: PageAnswer = { status: 404, headers: { 'content-type': 'text/plain' }, body: Buffer.from('Not found') };

/**
 * The file behind a URL path, or undefined when the path leads out of the folder.
 * @param folder absolute path of the built renderer.
 * @param urlPath decoded path of the URL: `/assets/index.js`; `/` is the page.
 */
export function fileBehind(folder: string, urlPath: string): string | undefined {
  const path = urlPath === '/' ? '/index.html' : urlPath;
  if (path.includes('\0')) return undefined;
  const file = normalize(join(folder, path));
  return file.startsWith(normalize(folder) + sep) ? file : undefined;
}

/**
 * Answers a request for the renderer's page or one of its files. The page gets a fresh nonce and the policy that goes
 * with it; files with a hash in their name may be kept for good.
 */
export async function answerPageRequest(folder: string, encodedPath: string): Promise<PageAnswer> {
  let file: string | undefined;
  try {
    file = fileBehind(folder, decodeURIComponent(encodedPath));
  } catch {
    return notFound;
  }
  const contentType = file === undefined ? undefined : contentTypes[extname(file)];
  if (file === undefined || contentType === undefined) return notFound;
  let body: Uint8Array;
  try {
    body = await readFile(file);
  } catch {
    return notFound;
  }
  const headers = {
    'content-type': contentType,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
  if (extname(file) !== '.html') {
    return { status: 200, headers: { ...headers, 'cache-control': 'private, max-age=31536000, immutable' }, body };
  }
  const nonce = randomBytes(18).toString('base64url');
  const html = Buffer.from(body).toString('utf8').replaceAll(noncePlaceholder, nonce);
  return {
    status: 200,
    headers: { ...headers, 'cache-control': 'no-store', 'content-security-policy': contentSecurityPolicy(nonce) },
    body: Buffer.from(html, 'utf8'),
  };
}
