import type { IncomingMessage } from 'node:http';
import type { Access } from './access.ts';

/** What the guard decided. A refusal has a status and one word for the log; nobody is told more than the status. */
export type Verdict =
  | {
      readonly allowed: true;
      readonly origin: string;
      readonly path: string;
      readonly query: URLSearchParams;
      readonly by: 'session' | 'token' | 'code';
    }
  | { readonly allowed: false; readonly status: 400 | 401 | 403; readonly reason: string };

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'>;
type Rules = { readonly port: number; readonly access: Access };

const SAFE_METHODS = new Set(['GET', 'HEAD']);
const refuse = (status: 400 | 401 | 403, reason: string): Verdict => ({ allowed: false, status, reason });

/**
 * Decides about a request before anything else looks at it: target, Host, token, Origin, in this order.
 * Host comes first because it is what a page that rebinds its own name to 127.0.0.1 cannot forge; Origin comes after the
 * token so that who is not signed in learns nothing, not even which origins exist.
 */
export function guard(asked: Asked, kind: 'request' | 'upgrade', { port, access }: Rules): Verdict {
  const target = asked.url ?? '';
  // Absolute targets and `//host/path` name another host than the header that was checked.
  if (!target.startsWith('/') || target.startsWith('//') || target.includes('\\')) return refuse(400, 'target');

  const host = soleHost(asked);
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return refuse(403, 'host');
  const origin = `http://${host}`;
  if (!URL.canParse(origin + target)) return refuse(400, 'target');
  const { pathname: path, searchParams: query } = new URL(origin + target);

  const by = credential(asked, path, access);
  if (by === undefined) return refuse(401, 'token');

  const unsafe = kind === 'upgrade' || !SAFE_METHODS.has(asked.method ?? '');
  if (!originFits(asked.headers.origin, origin, unsafe && by !== 'token')) return refuse(403, 'origin');
  if (!fetchedByUs(asked, path, kind)) return refuse(403, 'fetch-site');
  return { allowed: true, origin, path, query, by };
}

/** The Host header, where there is exactly one: of two, servers and proxies disagree which counts. */
function soleHost({ rawHeaders, headers }: Asked): string | undefined {
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  return count === 1 ? headers.host?.toLowerCase() : undefined;
}

/** An Authorization header decides alone, so that a wrong token is never saved by a cookie. A code is its own credential. */
function credential({ method, headers }: Asked, path: string, access: Access): 'session' | 'token' | 'code' | undefined {
  if (headers.authorization !== undefined) return access.hasToken(headers.authorization) ? 'token' : undefined;
  if (access.hasSession(headers.cookie)) return 'session';
  return path === '/launch' && method === 'GET' ? 'code' : undefined;
}

/**
 * A browser attaches a cookie by itself, so a change that came with one must say that it comes from our own page. A program with the
 * token sends no Origin; where there is one it must be ours, whoever sends it.
 */
function originFits(given: string | undefined, own: string, required: boolean): boolean {
  return given === undefined ? !required : given === own;
}

/** What a page may load from `/api` itself: never as script, style or frame, whatever bytes a document holds. */
const API_DESTINATIONS = new Set([undefined, 'empty', 'image', 'document']);

/**
 * Browsers also say where a request comes from and what for. Pages of other ports of this machine count as "same site" and would get
 * the cookie; they are refused here. Links from anywhere to the window itself stay open: the cookie is Strict, so they arrive without it.
 */
function fetchedByUs({ headers }: Asked, path: string, kind: 'request' | 'upgrade'): boolean {
  const site = headers['sec-fetch-site'];
  const destination = headers['sec-fetch-dest'];
  if (path.startsWith('/api') && !API_DESTINATIONS.has(asOne(destination))) return false;
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return kind === 'request' && (path === '/' || path === '/launch') && headers['sec-fetch-mode'] === 'navigate';
}

const asOne = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join() : value);
