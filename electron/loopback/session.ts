import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const cookieName = 'burnrate-session';

/**
 * Who may talk to the loopback host: the browser that opened the printed URL. The URL's token works once and becomes
 * an HttpOnly cookie; every request must name this host, and none may come from another page.
 */
export interface Session {
  /** Token of the URL to print. */
  readonly token: string;
  /** Trades the URL's token for the cookie's header value; undefined when it is wrong or used up. */
  redeem(token: string | null): string | undefined;
  /** Whether a request comes with the cookie. */
  holdsCookie(request: IncomingMessage): boolean;
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Makes a session with fresh secrets. */
export function createSession(): Session {
  const token = randomBytes(24).toString('base64url');
  const secret = randomBytes(24).toString('base64url');
  let redeemed = false;
  return {
    token,
    redeem(given) {
      if (redeemed || given === null || !equal(given, token)) return undefined;
      redeemed = true;
      return `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
    },
    holdsCookie(request) {
      const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim());
      return cookies.some((cookie) => equal(cookie, `${cookieName}=${secret}`));
    },
  };
}

/**
 * Whether a request was made to this host and not by another page: the Host header names the loopback address and
 * port (which defeats DNS rebinding), and an Origin header, where there is one, names the same.
 */
export function isSameOrigin(request: IncomingMessage, port: number): boolean {
  const host = `127.0.0.1:${port}`;
  const { origin } = request.headers;
  return request.headers.host === host && (origin === undefined || origin === `http://${host}`);
}
